using Evaluation.Rules;

namespace Evaluation.Scoring.Combining;

/// <summary>What a unit has in one of the rounds that its round combines.</summary>
/// <param name="Round">The code of the other round.</param>
/// <param name="Version">The version of its result; null where none is pinned.</param>
/// <param name="Share">In percent.</param>
/// <param name="Unit">The unit's code in the other round; null for a unit that the other round does not have.</param>
/// <param name="Total">Unrounded; null where it is missing.</param>
/// <param name="Variance">The square of the total's standard error; null without a vote.</param>
public sealed record CombinedPart(string Round, int? Version, decimal Share, string? Unit, Fraction? Total, Fraction? Variance);

/// <summary>Gives the units of a round the figures that they have in the rounds which the round combines.</summary>
internal static class Combination
{
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
            ? new(part.Round, pinned!.Version, part.Share, figures.Code ?? unit, figures.Total, figures.Variance)
            : new(part.Round, pinned?.Version, part.Share, null, null, null);

    private static PinnedUnit? UnitOf(PinnedRound round, string unit) => round.Units.FirstOrDefault(figures => figures.Unit == unit);
}
