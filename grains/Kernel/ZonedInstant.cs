namespace Evaluation.Kernel;

/// <summary>Instants as readers in a time zone expect them.</summary>
public static class ZonedInstant
{
    extension(DateTimeOffset at)
    {
        /// <summary>The same instant with the offset of a time zone; unchanged when the zone is unknown.</summary>
        public DateTimeOffset In(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at;
    }

    extension(DateTimeOffset? at)
    {
        public DateTimeOffset? In(string timeZone) => at is { } instant ? instant.In(timeZone) : null;
    }

    extension(Refusal refusal)
    {
        /// <summary>The refusal with all its instants in a time zone.</summary>
        public Refusal In(string timeZone) => refusal.Facts.Any(fact => fact.Value is DateTimeOffset)
            ? refusal with { Facts = [.. refusal.Facts.Select(fact => fact.Value is DateTimeOffset at ? (fact.Name, (object?)at.In(timeZone)) : fact)] }
            : refusal;
    }
}
