using System.Collections.Concurrent;
using System.Collections.Frozen;
using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Voting;

/// <summary>Counts the refused ballots of each round by reason, since this gateway started. Shown on the operations page.</summary>
/// <remarks>
/// Refusals only, so an accepted ballot costs nothing here. Callers count existing rounds only, so unknown names take no memory.
/// </remarks>
public sealed class RefusalCounts
{
    private static readonly RefusalCode[] Counted =
        [RefusalCode.NotOpen, RefusalCode.NoSuchCredential, RefusalCode.UnitNotYours, RefusalCode.AlreadyCast, RefusalCode.OverLimit, RefusalCode.UnderLimit,
        RefusalCode.UniformBallot, RefusalCode.BadBallot, RefusalCode.TooManyAttempts, RefusalCode.Busy, RefusalCode.StorageFull];

    private static readonly FrozenSet<RefusalCode> Known = Counted.ToFrozenSet();

    private readonly ConcurrentDictionary<(string Round, RefusalCode Code), long> _counts = new();

    /// <summary>The counted reasons, as codes of the API, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Reasons { get; } = [.. Counted.Select(RefusalTable.Word)];

    public void Add(string round, RefusalCode code)
    {
        if (Known.Contains(code))
            _counts.AddOrUpdate((round, code), 1, (_, count) => count + 1);
    }

    /// <summary>Counts by reason. A reason with no refusal is omitted.</summary>
    public IReadOnlyDictionary<string, long> Of(string round) =>
        Counted.Where(code => _counts.ContainsKey((round, code))).ToDictionary(RefusalTable.Word, code => _counts[(round, code)]);
}
