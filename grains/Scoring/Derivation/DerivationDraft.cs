using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation;

/// <summary>A derivation while it is written: its sections, the figures that have been explained and the rules that have been named.</summary>
/// <param name="rules">The round's.</param>
/// <param name="result">The unit's, as it was published.</param>
internal sealed class DerivationDraft(RoundRules rules, UnitResult result)
{
    private const int ShownMin = 6;

    private readonly Dictionary<string, Figure> _open = UnitFigures.Of(result).ToDictionary(figure => figure.Pointer);
    private readonly List<SectionDraft> _sections = [];
    private readonly HashSet<string> _named = [];

    /// <summary>Decimals of a number that does not end, in between: enough to go on with by hand.</summary>
    public int Shown { get; } = Math.Max(ShownMin, rules.Policies.Decimals + 2);

    public SectionDraft Section(string zh, string en)
    {
        var section = new SectionDraft(this, _sections.Count + 1, new(zh, en));
        _sections.Add(section);
        return section;
    }

    /// <summary>The figures of the result at these places, which a line explains now.</summary>
    /// <exception cref="ArgumentException">There is no such figure, or it was explained before.</exception>
    public IReadOnlyList<Figure> Explain(IEnumerable<string> pointers) =>
    [
        .. pointers.Select(pointer => _open.Remove(pointer, out var figure) ? figure : throw new ArgumentException($"{pointer} is no figure of the result, or explained already.")),
    ];

    public void Name(string rule) => _named.Add(rule);

    /// <exception cref="InvalidOperationException">A figure of the result was not explained.</exception>
    public (IReadOnlyList<DerivationRule> Rules, IReadOnlyList<DerivationSection> Sections) Finish() => _open.Count == 0
        ? ([.. RuleNames.All.Where(rule => _named.Contains(rule.Code))], [.. _sections.Select(section => section.Written)])
        : throw new InvalidOperationException($"Not explained: {string.Join(", ", _open.Keys)}");
}
