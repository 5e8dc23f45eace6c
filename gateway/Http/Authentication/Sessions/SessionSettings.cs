using System.Globalization;

namespace Evaluation.Gateway.Http.Authentication.Sessions;

/// <summary>How long a staff session lasts.</summary>
/// <param name="Idle"><c>EVALUATION_SESSION_IDLE_MINUTES</c>: the time without a request after which it ends.</param>
public sealed record SessionSettings(TimeSpan Idle)
{
    /// <exception cref="FormatException">The setting is invalid. The message names it and the allowed values.</exception>
    public static SessionSettings Read(string? idleMinutes)
    {
        if (string.IsNullOrWhiteSpace(idleMinutes))
            return new(Limits.SessionIdle);
        var (least, most) = ((int)Limits.SessionIdleMin.TotalMinutes, (int)Limits.SessionAge.TotalMinutes);
        return int.TryParse(idleMinutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes >= least && minutes <= most
            ? new(TimeSpan.FromMinutes(minutes))
            : throw new FormatException($"EVALUATION_SESSION_IDLE_MINUTES takes {least} to {most} minutes, not '{idleMinutes}'.");
    }
}
