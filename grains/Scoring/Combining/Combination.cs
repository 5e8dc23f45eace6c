using Evaluation.Rules;

namespace Evaluation.Scoring.Combining;

/// <summary>What a unit has in one of the rounds that its round combines.</summary>
/// <param name="Round">The code of the other round.</param>
/// <param name="Version">The version of its result; null where none is pinned.</param>
/// <param name="Share">In percent.</param>
/// <param name="Unit">The unit's code in the other round; null for a unit that the other round does not have.</param>
/// <param name="Total">Unrounded; null where it is missing.</param>
/// <param name="Variance">The square of the total's standard error; null without a vote.</param>
/// <param name="Tails">The lists at the bottom that name the unit there; null for none.</param>
/// <param name="IsCompared">Whether the total rests on points that compare units or follow from the vote (F23).</param>
/// <param name="Label">What the round is called as a part; null for its code.</param>
public sealed record CombinedPart(
    string Round, int? Version, decimal Share, string? Unit, Fraction? Total, Fraction? Variance, IReadOnlyList<CarriedTail>? Tails = null,
    bool IsCompared = false, LocalText? Label = null);

/// <summary>Gives the units of a round the figures that they have in the rounds which the round combines.</summary>
internal static class Combination
{
    /// <summary>The figures of a published version, for the units of a round that combines it.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="other">The rules of the round that is combined.</param>
    /// <param name="result">The version of its result.</param>
    /// <param name="scores">The exact figures of that version.</param>
    public static PinnedRound Pin(RoundRules rules, RoundRules other, RoundResult result, ExactScores scores)
    {
        var published = result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit);
        return new(other.Id, result.Version, [.. rules.Units.Select(Pinned).OfType<PinnedUnit>()]);

        // Under its own code, or else under the only one of its former codes that the other round has.
        PinnedUnit? Pinned(Unit unit)
        {
            string[] codes = scores.Units.ContainsKey(unit.Code) ? [unit.Code] : [.. (unit.Formerly ?? []).Where(scores.Units.ContainsKey)];
            if (codes is not [var code])
                return null;
            var score = scores.Units[code];
            var tails = CarriedTail.Of(other, published[code]);
            return new(
                unit.Code, score.Total.Value, score.Variance, score.Facts.Vetoes.Count == 0 ? null : score.Facts.Vetoes, code == unit.Code ? null : code,
                tails.Count == 0 ? null : tails, score.IsCompared ? true : null);
        }
    }

    /// <summary>The parts of a unit in the order of the rules; null in a round that combines none.</summary>
    public static IReadOnlyList<CombinedPart>? PartsOf(RoundRules rules, IReadOnlyList<PinnedRound>? pinned, string unit) => rules.Combine is { } combine
        ? [.. combine.Select(part => Part(part, pinned?.FirstOrDefault(round => round.Round == part.Round), unit))]
        : null;

    /// <summary>
    /// The vetoes that applied in the other rounds. The name of each begins with the code of its round, so that two rounds may have vetoes
    /// of one name. A limit to a grade that this round does not have takes away eligibility.
    /// </summary>
    public static IReadOnlyList<VetoResult> VetoesOf(RoundRules rules, IReadOnlyList<PinnedRound>? pinned, string unit) =>
    [
        .. (rules.Combine ?? []).Select(part => pinned?.FirstOrDefault(round => round.Round == part.Round)).OfType<PinnedRound>()
            .SelectMany(round => (UnitOf(round, unit)?.Vetoes ?? []).Select(veto => veto with { Veto = $"{round.Round}:{veto.Veto}", Effect = Effect(rules, veto.Effect) })),
    ];

    private static VetoEffect Effect(RoundRules rules, VetoEffect effect) =>
        effect.Cap is { } cap && rules.Grades.All(grade => grade.Code != cap) ? VetoEffect.Ineligible : effect;

    private static CombinedPart Part(CombinedRound part, PinnedRound? pinned, string unit) =>
        (pinned is null ? null : UnitOf(pinned, unit)) is { } figures
            ? new(part.Round, pinned!.Version, part.Share, figures.Code ?? unit, figures.Total, figures.Variance, figures.Tails, figures.Compared ?? false, part.Label)
            : new(part.Round, pinned?.Version, part.Share, null, null, null, Label: part.Label);

    private static PinnedUnit? UnitOf(PinnedRound round, string unit) => round.Units.FirstOrDefault(figures => figures.Unit == unit);
}
