using System.Collections.Concurrent;
using System.Collections.Frozen;
using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Voting;

/// <summary>How many ballots of each round were refused and why, since this gateway started: for the eyes of whoever runs the vote.</summary>
/// <remarks>Counts refusals only, so a ballot that is taken costs nothing here; and those of rounds that are there only, so that names made up cost no memory.</remarks>
public sealed class RefusalBoard
{
    private static readonly RefusalCode[] Counted =
        [RefusalCode.NotOpen, RefusalCode.NoSuchCredential, RefusalCode.UnitNotYours, RefusalCode.AlreadyCast, RefusalCode.BadBallot, RefusalCode.TooManyAttempts, RefusalCode.Busy, RefusalCode.StorageFull];

    private static readonly FrozenSet<RefusalCode> Known = Counted.ToFrozenSet();

    private readonly ConcurrentDictionary<(string Round, RefusalCode Code), long> _counts = new();

    /// <summary>The reasons that are counted, as words of the API, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Reasons { get; } = [.. Counted.Select(RefusalTable.Word)];

    public void Add(string round, RefusalCode code)
    {
        if (Known.Contains(code))
            _counts.AddOrUpdate((round, code), 1, (_, count) => count + 1);
    }

    /// <summary>Counts by reason; a reason without any is left out.</summary>
    public IReadOnlyDictionary<string, long> Of(string round) =>
        Counted.Where(code => _counts.ContainsKey((round, code))).ToDictionary(RefusalTable.Word, code => _counts[(round, code)]);
}
