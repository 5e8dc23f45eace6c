using System.Net.Sockets;

namespace Evaluation.Gateway.Http.Authentication.Providers;

/// <summary>
/// Logs why the identity provider has signed nobody in: one line at an interval, because anybody can cause failures. The lines contain no
/// secret, code or token.
/// </summary>
internal sealed partial class ProviderLog(ProviderSettings provider, TimeProvider clock, ILogger<ProviderLog> log)
{
    private const int CharactersMax = 500;

    private long _loggedAt;

    /// <summary>Whether a failure is that the provider cannot be reached, or does not answer in time.</summary>
    public static bool IsOutage(Exception failure) =>
        failure is HttpRequestException or OperationCanceledException or IOException or SocketException || (failure.InnerException is { } inner && IsOutage(inner));

    public void Failed(Exception failure) => Failed(failure.InnerException is { } inner ? $"{failure.Message} ({inner.Message})" : failure.Message);

    public void Failed(string reason)
    {
        var (now, before) = (clock.GetTimestamp(), Interlocked.Read(ref _loggedAt));
        if ((before == 0 || clock.GetElapsedTime(before, now) >= Limits.OutageLogInterval) && Interlocked.CompareExchange(ref _loggedAt, now, before) == before)
            LogFailed(log, provider.Authority, Shorten(reason));
    }

    /// <summary>The provider chooses parts of the text.</summary>
    private string Shorten(string reason)
    {
        var text = reason.Replace(provider.ClientSecret, "…", StringComparison.Ordinal);
        return text.Length > CharactersMax ? text[..CharactersMax] : text;
    }

    [LoggerMessage(LogLevel.Warning, "The identity provider {Authority} has signed nobody in: {Reason}")]
    private static partial void LogFailed(ILogger log, Uri authority, string reason);
}
