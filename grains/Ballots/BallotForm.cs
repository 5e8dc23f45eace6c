using System.Collections.Frozen;
using System.Text;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Ballots;

/// <summary>Everything needed to read a ballot of one round. Built once from the frozen rules.</summary>
public sealed class BallotForm
{
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _units;
    private readonly GrainRef<BallotBox>[] _boxes;

    public BallotForm(RoundRules rules)
    {
        (Round, TimeZone) = (rules.Id, rules.TimeZone);
        Shape = BoxShape.Of(rules);
        _units = Shape.Units.Index().ToFrozenDictionary(unit => unit.Item, unit => unit.Index, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _boxes = [.. Enumerable.Range(0, rules.BallotBoxes).Select(box => BoxGrain.Ref(rules.Id, box))];
    }

    public string Round { get; }

    public string TimeZone { get; }

    public BoxShape Shape { get; }

    public int BoxCount => _boxes.Length;

    public GrainRef<BallotBox> Box(int box) => _boxes[box];

    /// <summary>The index of the unit with this code (ASCII); -1 when there is none.</summary>
    public int FindUnit(ReadOnlySpan<byte> code)
    {
        Span<char> text = stackalloc char[Limits.SlugCharacters];
        return code.Length <= text.Length
            && Ascii.ToUtf16(code, text, out var length) == System.Buffers.OperationStatus.Done
            && _units.TryGetValue(text[..length], out var unit) ? unit : -1;
    }
}
