using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>An option as it is counted under the round's don't-know policy (F3).</summary>
/// <param name="Value">The value of a mark on the scale of 100 (F20); null when a mark is not valid.</param>
/// <param name="Box">The answer box in which a valid mark counts (F2); null for none.</param>
/// <param name="DontKnow">Whether a mark means "don't know". Such a mark lowers the awareness, whatever its value.</param>
internal sealed record CountedOption(Fraction? Value, AnswerBox? Box, bool DontKnow)
{
    public bool IsValid => Value is not null;

    public static CountedOption Of(Option option, RoundRules rules) =>
        new(OnScale(option.Value ?? rules.Policies.DontKnow.Value, rules.OptionMax), option.Box, option.Value is null);

    private static Fraction? OnScale(decimal? value, decimal? optionMax) =>
        value is { } number && optionMax is { } largest ? ScaledValue.Of<Fraction>(number, largest) : (Fraction?)value;
}
