using System.Globalization;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>The header that says when to send a refused request again (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>The fact of a refusal that names the seconds.</summary>
    private const string Fact = "retryAfter";

    /// <summary>Sets the header of a refusal that is about the moment; leaves it out for any other.</summary>
    public static void Set(HttpResponse response, Refusal refusal)
    {
        if (Seconds(refusal) is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Sets the header of an answer whose status is about the moment, if no refusal has set it.</summary>
    public static void SetByStatus(HttpResponse response)
    {
        int? seconds = response.StatusCode switch
        {
            StatusCodes.Status429TooManyRequests => (int)Limits.AttemptWindow.TotalSeconds,
            StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage => Limits.RetryAfterSeconds,
            _ => null,
        };
        if (seconds is { } known && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = known.ToString(CultureInfo.InvariantCulture);
    }

    private static int? Seconds(Refusal refusal) => refusal.Facts.FirstOrDefault(fact => fact.Name == Fact).Value is int named ? named : refusal.Code switch
    {
        RefusalCode.Busy or RefusalCode.StorageFull or RefusalCode.KeyMissing or RefusalCode.ImportRunning => Limits.RetryAfterSeconds,
        RefusalCode.TooManyAttempts => (int)Limits.AttemptWindow.TotalSeconds,
        RefusalCode.TooManyListeners => Limits.ListenerRetrySeconds,
        _ => null,
    };
}
