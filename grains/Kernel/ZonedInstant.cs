namespace Evaluation.Kernel;

/// <summary>Instants as readers in a time zone expect them.</summary>
public static class ZonedInstant
{
    /// <summary>The same instant with the offset of a time zone; unchanged when the zone is unknown.</summary>
    public static DateTimeOffset In(this DateTimeOffset at, string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at;

    public static DateTimeOffset? In(this DateTimeOffset? at, string timeZone) => at is { } instant ? instant.In(timeZone) : null;

    /// <summary>The day of the instant in a time zone.</summary>
    public static DateOnly DayIn(this DateTimeOffset at, string timeZone) => DateOnly.FromDateTime(at.In(timeZone).DateTime);

    /// <summary>The refusal with all its instants in a time zone.</summary>
    public static Refusal In(this Refusal refusal, string timeZone) => refusal.Facts.Any(fact => fact.Value is DateTimeOffset)
        ? refusal with { Facts = [.. refusal.Facts.Select(fact => fact.Value is DateTimeOffset at ? (fact.Name, (object?)at.In(timeZone)) : fact)] }
        : refusal;
}
