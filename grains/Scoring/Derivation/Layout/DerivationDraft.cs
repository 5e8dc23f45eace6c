using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>
/// A derivation while it is written: its sections, the figures that are explained so far and the rules that are named so far.
/// </summary>
/// <param name="rules">The rules of the round.</param>
/// <param name="result">The published result of the unit.</param>
internal sealed class DerivationDraft(RoundRules rules, UnitResult result)
{
    private const int ShownMin = 6;

    private readonly Dictionary<string, Figure> _open = UnitFigures.Of(result).ToDictionary(figure => figure.Pointer);
    private readonly List<SectionDraft> _sections = [];
    private readonly HashSet<string> _named = [];

    /// <summary>The decimals of an intermediate number whose decimals do not end: enough to continue by hand.</summary>
    public int Shown { get; } = Math.Max(ShownMin, rules.Policies.Decimals + 2);

    /// <summary>Adds a section with the next number.</summary>
    public SectionDraft Section(string zh, string en)
    {
        var section = new SectionDraft(this, _sections.Count + 1, new(zh, en));
        _sections.Add(section);
        return section;
    }

    /// <summary>The figures of the result at these places. From now on they count as explained.</summary>
    /// <exception cref="ArgumentException">There is no such figure, or it is explained already.</exception>
    public IReadOnlyList<Figure> Explain(IEnumerable<string> pointers) =>
    [
        .. pointers.Select(pointer => _open.Remove(pointer, out var figure) ? figure : throw new ArgumentException($"{pointer} is no figure of the result, or explained already.")),
    ];

    /// <summary>Adds a rule, by its code, to the list of rules that the derivation names.</summary>
    public void Name(string rule) => _named.Add(rule);

    /// <summary>The named rules and the sections.</summary>
    /// <exception cref="InvalidOperationException">A figure of the result is not explained.</exception>
    public (IReadOnlyList<DerivationRule> Rules, IReadOnlyList<DerivationSection> Sections) Finish() => _open.Count == 0
        ? ([.. RuleNames.All.Where(rule => _named.Contains(rule.Code))], [.. _sections.Select(section => section.Written)])
        : throw new InvalidOperationException($"Not explained: {string.Join(", ", _open.Keys)}");
}
