using System.Collections.Concurrent;
using Evaluation.Comments;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Comments;

/// <summary>
/// Caches the shown comments of sealed rounds, sorted. They never change, so the boxes are read once and not for every page. The units that
/// were read first are removed when there are more than <see cref="Limits.CommentsKept"/> comments.
/// </summary>
public sealed class SealedComments(IEngine engine)
{
    private readonly ConcurrentDictionary<(string Round, int Unit), ShownComment[]> _kept = new();
    private readonly ConcurrentQueue<(string Round, int Unit)> _oldestFirst = new();
    private readonly ConcurrentDictionary<string, int[]> _counts = new(StringComparer.Ordinal);
    private int _comments;

    /// <summary>
    /// The comments on one unit, by group and then by words; none in a round without a vote. The caller checks who may read them.
    /// </summary>
    /// <param name="unit">The unit's place in the rules.</param>
    public async ValueTask<Outcome<ShownComment[]>> OfUnitAsync(RoundRules rules, int unit)
    {
        if (rules.VoteCriteria.Count == 0)
            return Array.Empty<ShownComment>();
        if (_kept.TryGetValue((rules.Id, unit), out var kept))
            return kept;
        try
        {
            var read = ShownComment.Of(rules, unit, await new ExportSource(engine).CommentsAsync(rules, unit));
            Keep((rules.Id, unit), read);
            return read;
        }
        catch (ExportInterruptedException interrupted)
        {
            return interrupted.Refusal;
        }
    }

    /// <summary>The number of comments on each unit, in the order of the rules. The same words of one group count once.</summary>
    public async ValueTask<Outcome<int[]>> CountsAsync(RoundRules rules)
    {
        if (_counts.TryGetValue(rules.Id, out var known))
            return known;
        var counts = new int[rules.Units.Count];
        for (var unit = 0; unit < counts.Length; unit++)
        {
            var comments = await OfUnitAsync(rules, unit);
            if (comments.IsRefused(out var refusal))
                return refusal;
            counts[unit] = comments.Answer.Length;
        }
        if (_counts.Count >= Limits.CountedRounds)
            _counts.Clear();
        _counts[rules.Id] = counts;
        return counts;
    }

    private void Keep((string Round, int Unit) key, ShownComment[] comments)
    {
        if (!_kept.TryAdd(key, comments))
            return;
        _oldestFirst.Enqueue(key);
        Interlocked.Add(ref _comments, Weight(comments));
        while (Volatile.Read(ref _comments) > Limits.CommentsKept && _oldestFirst.TryDequeue(out var oldest))
            if (_kept.TryRemove(oldest, out var gone))
                Interlocked.Add(ref _comments, -Weight(gone));
    }

    /// <summary>The room that a unit takes, in comments. A unit without comments takes some too.</summary>
    private static int Weight(ShownComment[] comments) => comments.Length + 1;
}
