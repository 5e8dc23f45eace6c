using System.Collections.Concurrent;

namespace Evaluation.Gateway.Rounds;

/// <summary>The rounds that <see cref="ScheduleRunner"/> looks at, each with the instant at which it is due.</summary>
public sealed class DueRounds
{
    private readonly ConcurrentDictionary<string, DueRound> _rounds = new(StringComparer.Ordinal);

    /// <summary>Makes a round due at once. A name that no round can have is ignored.</summary>
    public void Add(string round)
    {
        if (Slug.IsValid(round))
            _rounds[round] = new(round, DateTimeOffset.MinValue);
    }

    /// <summary>The rounds that are due at this instant.</summary>
    internal IEnumerable<DueRound> At(DateTimeOffset now) => _rounds.Values.Where(round => round.At <= now);

    /// <summary>
    /// Sets when a round is due next, or removes it. Does nothing when the round was added again in the meantime: it is then due at once.
    /// </summary>
    /// <param name="next">Null removes the round.</param>
    internal void Replace(DueRound round, DateTimeOffset? next)
    {
        if (next is { } at)
            _rounds.TryUpdate(round.Id, new(round.Id, at), round);
        else
            _rounds.TryRemove(KeyValuePair.Create(round.Id, round));
    }
}

/// <summary>
/// One entry of <see cref="DueRounds"/>. It equals itself only, so that an entry that is added again differs from the earlier one.
/// </summary>
internal sealed class DueRound(string id, DateTimeOffset at)
{
    public string Id { get; } = id;

    public DateTimeOffset At { get; } = at;
}
