using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The values of the options, on the scale of 100 (F20). There is no section where the rules have no other scale.</summary>
internal sealed class ScaleSection(DerivationDraft draft, ScoredUnit unit)
{
    private readonly Input?[] _scaled = new Input?[unit.Rules.Options.Count];

    public void Write()
    {
        if (unit.Rules.OptionMax is not { } largest || unit.Scoring.Criteria.Count == 0)
            return;
        var section = draft.Section("等次分值的换算", "The values of the options");
        for (var option = 0; option < _scaled.Length; option++)
        {
            if (unit.Scoring.Options[option].Value is { } exact)
                _scaled[option] = Scaled(section, option, largest, exact);
        }
    }

    /// <summary>
    /// The value of an option on the scale of 100, under the round's don't-know policy; null for an option that is not valid.
    /// </summary>
    public Traced? Value(int option) => Traced.Of(_scaled[option] is { } line ? line with { Name = $"v({Code(option)})" } : Given(option));

    private Input Scaled(SectionDraft section, int option, decimal largest, Fraction exact)
    {
        var label = unit.Rules.Options[option].Label.Or(Code(option));
        return section.Compute(
            new(RuleNames.Scale, new($"分值：{label.Zh}", $"Value: {label.En}"), "v' = 100·v ÷ optionMax"),
            ScaledValue.Of<Traced>(Given(option)!, new Input(largest, "optionMax", "rules/optionMax")), exact);
    }

    private Input? Given(int option)
    {
        var isDontKnow = unit.Scoring.Options[option].DontKnow;
        return (isDontKnow ? unit.Rules.Policies.DontKnow.Value : unit.Rules.Options[option].Value) is { } value
            ? new(value, $"v({Code(option)})", isDontKnow ? "rules/policies/dontKnow" : $"rules/options/{Code(option)}/value") : null;
    }

    private string Code(int option) => unit.Rules.Options[option].Code;
}
