using Evaluation.Rules;

namespace Evaluation.Cuts;

/// <summary>
/// The announced instants of a round's cuts: every <see cref="Policies.LiveEvery"/> minutes after the opening, the last one at least
/// <see cref="Limits.CutBeforeClose"/> before the close.
/// </summary>
/// <param name="OpensAt">The opening.</param>
/// <param name="ClosesAt">The close; null when none is scheduled.</param>
/// <param name="Every">The time between two cuts.</param>
public sealed record CutSchedule(DateTimeOffset OpensAt, DateTimeOffset? ClosesAt, TimeSpan Every)
{
    public static TimeSpan EveryOf(RoundRules rules) => TimeSpan.FromMinutes(rules.Policies.LiveEvery ?? Policies.LiveEveryUsual);

    /// <summary>The newest instant that has come; null before the first.</summary>
    public DateTimeOffset? Due(DateTimeOffset now)
    {
        var until = Last is { } last && last < now ? last : now;
        var count = (until - OpensAt).Ticks / Every.Ticks;
        return count < 1 ? null : OpensAt + (count * Every);
    }

    /// <summary>The next instant after a time; null after the last.</summary>
    public DateTimeOffset? Next(DateTimeOffset now)
    {
        var count = now < OpensAt ? 0 : (now - OpensAt).Ticks / Every.Ticks;
        var next = OpensAt + ((count + 1) * Every);
        return next > Last ? null : next;
    }

    /// <summary>The instant of the cut that replaces the newest one: it may have come already, and the cut is not taken yet.</summary>
    /// <param name="newest">The instant of the newest cut; null before the first.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset? newest, DateTimeOffset now) => Due(now) is { } due && (newest is null || newest < due) ? due : Next(now);

    private DateTimeOffset? Last => ClosesAt - Limits.CutBeforeClose;
}
