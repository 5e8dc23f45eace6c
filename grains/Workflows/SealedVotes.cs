using System.Collections.Concurrent;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Votes;
using Evaluation.Workflows.Live;

namespace Evaluation.Workflows;

/// <summary>A cache of sealed rounds' votes by class: they never change, so the boxes need not add them up for every reader.</summary>
internal sealed class SealedVotes(IEngine engine)
{
    private readonly VoteGatherer _gatherer = new(engine);
    private readonly ConcurrentDictionary<(string Round, string Class), GroupCount[][]> _kept = new();
    private readonly ConcurrentQueue<(string Round, string Class)> _oldestFirst = new();

    /// <summary>The counts by unit, in the rules' order, then by group; empty for units of other classes.</summary>
    public async ValueTask<Outcome<GroupCount[][]>> OfClassAsync(ScoringRules rules, string unitClass)
    {
        var key = (rules.Round.Id, unitClass);
        if (_kept.TryGetValue(key, out var kept))
            return kept;
        List<int> units = [.. rules.Round.Units.Index().Where(unit => unit.Item.Class == unitClass).Select(unit => unit.Index)];
        var read = await _gatherer.CountsAsync(rules, units);
        if (read.IsRefused(out var refusal))
            return refusal;
        var counts = new GroupCount[rules.Round.Units.Count][];
        Array.Fill(counts, []);
        foreach (var (unit, groups) in units.Zip(read.Answer))
            counts[unit] = groups;
        Keep(key, counts);
        return counts;
    }

    private void Keep((string Round, string Class) key, GroupCount[][] counts)
    {
        if (!_kept.TryAdd(key, counts))
            return;
        _oldestFirst.Enqueue(key);
        if (_oldestFirst.Count > Limits.DerivedClasses && _oldestFirst.TryDequeue(out var oldest))
            _kept.TryRemove(oldest, out _);
    }
}
