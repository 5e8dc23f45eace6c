using Evaluation.Rules;

namespace Evaluation.Results.History;

/// <summary>The rules of a round that decide whether its figures can be compared with those of another round.</summary>
internal sealed class ComparabilityCheck(RoundRules rules)
{
    private readonly IReadOnlyList<Option> _options = [.. rules.Options.Select(option => option with { Label = NoLabel }).OrderBy(option => option.Code, StringComparer.Ordinal)];
    private readonly Dictionary<string, IReadOnlyList<Criterion>> _criteria = rules.Classes.ToDictionary(unitClass => unitClass.Code, unitClass => Unnamed(rules.OfClass(unitClass).Criteria));
    private readonly Dictionary<string, Dictionary<string, decimal>> _weights = rules.Classes.ToDictionary(unitClass => unitClass.Code, unitClass => Shares(unitClass.Weights));
    private readonly Dictionary<string, Dictionary<string, decimal>> _parts = rules.Classes.ToDictionary(unitClass => unitClass.Code, unitClass => Shares(unitClass.Parts ?? None));
    private readonly Dictionary<string, CountingGroup[]> _groups = rules.Classes.ToDictionary(unitClass => unitClass.Code, unitClass => Counting(rules, unitClass));
    private readonly decimal _optionMax = rules.OptionMax ?? ScaleUsual;
    private readonly (DontKnow, decimal, MissingGroup) _policies = (rules.Policies.DontKnow, rules.Policies.AwarenessMin, rules.Policies.MissingGroup);
    private readonly Dictionary<string, Components> _components = rules.Classes.ToDictionary(unitClass => unitClass.Code, unitClass => rules.OfClass(unitClass).Components);
    private readonly Panel? _panel = rules.Components.Inspection > 0 ? rules.Panel : null;

    private const decimal ScaleUsual = 100;

    private static readonly LocalText NoLabel = new();
    private static readonly Dictionary<string, decimal> None = [];

    /// <summary>
    /// The rules that differ between two rounds for a unit of these classes: <c>options</c>, <c>policies</c>, <c>criteria</c>,
    /// <c>weights</c>, <c>components</c>, <c>panel</c>. Empty when the figures are comparable.
    /// </summary>
    public static IReadOnlyList<string> Differences(ComparabilityCheck a, string classOfA, ComparabilityCheck b, string classOfB)
    {
        (string What, bool IsSame)[] parts =
        [
            ("options", a._options.SequenceEqual(b._options) && a._optionMax == b._optionMax),
            ("policies", a._policies == b._policies),
            ("criteria", AreSame(a._criteria[classOfA], b._criteria[classOfB])),
            ("weights", AreSame(a._weights[classOfA], b._weights[classOfB]) && AreSame(a._parts[classOfA], b._parts[classOfB]) && a._groups[classOfA].SequenceEqual(b._groups[classOfB])),
            ("components", a._components[classOfA] == b._components[classOfB]),
            ("panel", a._panel == b._panel),
        ];
        return [.. parts.Where(part => !part.IsSame).Select(part => part.What)];
    }

    private static IReadOnlyList<Criterion> Unnamed(IReadOnlyList<Criterion> criteria) =>
        [.. criteria.Select(criterion => criterion with { Label = NoLabel, OptionLabels = null, Path = null }).OrderBy(criterion => criterion.Code, StringComparer.Ordinal)];

    /// <summary>Each group's weight as a share of the sum: weights 30 and 70 equal weights 3 and 7.</summary>
    private static Dictionary<string, decimal> Shares(IReadOnlyDictionary<string, decimal> weights)
    {
        var sum = weights.Values.Sum();
        return weights.Where(weight => weight.Value > 0).ToDictionary(weight => weight.Key, weight => weight.Value / sum);
    }

    /// <summary>The groups that count in a class, with their minima and parts.</summary>
    private static CountingGroup[] Counting(RoundRules rules, UnitClass unitClass) =>
    [
        .. rules.Groups.Where(group => unitClass.IsPooled || unitClass.Weights.GetValueOrDefault(group.Code) > 0).OrderBy(group => group.Code, StringComparer.Ordinal)
            .Select(group => new CountingGroup(group.Code, group.TurnoutMin, group.SlipsMin, unitClass.Parts is null ? null : group.Part, unitClass.IsPooled)),
    ];

    // Records compare lists by reference, so lists are compared apart.
    private static bool AreSame(IReadOnlyList<Criterion> a, IReadOnlyList<Criterion> b) => a.Count == b.Count && a.Zip(b).All(pair =>
        pair.First with { Periods = null, Score = null } == pair.Second with { Periods = null, Score = null }
        && AreSame(pair.First.Periods, pair.Second.Periods)
        && AreSame(pair.First.Score, pair.Second.Score));

    private static bool AreSame(FigureRule? a, FigureRule? b) => a is null || b is null
        ? a == b
        : a with { Steps = null, Table = null } == b with { Steps = null, Table = null } && AreSame(a.Steps, b.Steps) && AreSame(a.Table, b.Table);

    private static bool AreSame<T>(IReadOnlyList<T>? a, IReadOnlyList<T>? b) => a is null || b is null ? a == b : a.SequenceEqual(b);

    private static bool AreSame(Dictionary<string, decimal> a, Dictionary<string, decimal> b) =>
        a.Count == b.Count && a.All(share => b.TryGetValue(share.Key, out var other) && other == share.Value);

    private readonly record struct CountingGroup(string Code, decimal? TurnoutMin, int? SlipsMin, string? Part, bool IsPooled);
}
