using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Records;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification.Records;

/// <summary>What the opened boxes of a round hold together, to compare it with the sealed record. No box needs to stay in memory.</summary>
internal sealed class BoxTotal(RoundRules rules)
{
    private readonly Dictionary<(byte Group, ulong Marks), int>[] _slips = [.. rules.Units.Select(_ => new Dictionary<(byte, ulong), int>())];
    private readonly Dictionary<(byte Group, ulong Marks), int>[] _uniform = [.. rules.Units.Select(_ => new Dictionary<(byte, ulong), int>())];

    // The comments as a multiset: the sum of their hashes. They take no memory.
    private readonly UInt128[] _comments = new UInt128[rules.Units.Count];
    private readonly SortedDictionary<string, (int Issued, int Voted, int Unfinished, int Activated, int Replaced)> _groups = new(StringComparer.Ordinal);
    private readonly int[] _raters = new int[rules.Units.Count * rules.Groups.Count];
    private long _replaced;
    private int _ballots;
    private int _leftOut;

    public void Add(BallotBox box)
    {
        if (!box.IsSealed || box.Shape is not { } shape || !shape.Equals(BoxShape.Of(rules)))
            return;
        for (var unit = 0; unit < rules.Units.Count; unit++)
        {
            var patterns = new ViewPatterns(unit).Answer(box).Answer;
            Add(_slips[unit], patterns.Counts);
            Add(_uniform[unit], patterns.Uniform ?? []);
            foreach (var comment in new ViewComments(unit).Answer(box).Answer.Comments)
                _comments[unit] = unchecked(_comments[unit] + Hash(comment.Group, comment.Text));
        }
        var totals = new ViewSealedTotals().Answer(box).Answer;
        foreach (var group in totals.Groups)
        {
            var known = _groups.GetValueOrDefault(group.Group);
            _groups[group.Group] = (known.Issued + group.Issued, known.Voted + group.Voted, known.Unfinished + (group.Unfinished ?? 0), known.Activated + (group.Activated ?? 0), known.Replaced + (group.Replaced ?? 0));
        }
        for (var cell = 0; cell < _raters.Length; cell++)
            _raters[cell] += totals.Raters[cell];
        (_ballots, _replaced, _leftOut) = (_ballots + totals.Ballots, _replaced + totals.Replaced, _leftOut + totals.LeftOut);
    }

    /// <summary>What the record says and the boxes do not.</summary>
    public IEnumerable<string> Differences(SealedRecord record)
    {
        var totals = record.Head!.Totals;
        for (var unit = 0; unit < rules.Units.Count; unit++)
        {
            var code = rules.Units[unit].Code;
            if (!AreSame(_slips[unit], record.Patterns(unit)))
                yield return $"the slips of unit {code} are not those of the boxes";
            if (!AreSame(_uniform[unit], record.Uniform(unit) ?? []))
                yield return $"the uniform slips of unit {code} are not those of the boxes";
            var comments = UInt128.Zero;
            foreach (var comment in record.Comments(unit))
                comments = unchecked(comments + ((UInt128)(uint)comment.Count * Hash(comment.Group, comment.Text)));
            if (comments != _comments[unit])
                yield return $"the comments on unit {code} are not those of the boxes";
        }
        var groups = totals.Groups.Select(group => (group.Group, (group.Issued, group.Voted, group.Unfinished ?? 0, group.Activated ?? 0, group.Replaced ?? 0)));
        if (!groups.SequenceEqual(_groups.Select(group => (group.Key, group.Value))))
            yield return "the credentials and voters of the groups are not those of the boxes";
        if (!totals.Raters.SequenceEqual(_raters))
            yield return "the credentials that may rate the units are not those of the boxes";
        var (counted, stated) = ((_ballots, _replaced, _leftOut), (totals.Ballots, totals.Replaced, totals.LeftOut));
        if (counted != stated)
            yield return string.Create(CultureInfo.InvariantCulture, $"the boxes have (ballots, replaced, left out) {counted}, and the record {stated}");
    }

    private static bool AreSame(Dictionary<(byte Group, ulong Marks), int> counted, PatternCount[] recorded) =>
        recorded.Length == counted.Count && recorded.All(pattern => counted.GetValueOrDefault((pattern.Group, pattern.Marks)) == pattern.Slips);

    private static void Add(Dictionary<(byte Group, ulong Marks), int> counts, IReadOnlyList<PatternCount> patterns)
    {
        foreach (var pattern in patterns)
            counts[(pattern.Group, pattern.Marks)] = counts.GetValueOrDefault((pattern.Group, pattern.Marks)) + pattern.Slips;
    }

    private static UInt128 Hash(byte group, string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData([group, .. Encoding.UTF8.GetBytes(text)]));
}
