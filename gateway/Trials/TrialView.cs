using Evaluation.Gateway.Results;
using Evaluation.Rounds;
using Evaluation.Scoring.Derivation;
using Evaluation.Workflows.Trials;

namespace Evaluation.Gateway.Trials;

/// <summary>What the rules of a draft make of example data.</summary>
/// <param name="Result">The table in the shape of a result, with version 0.</param>
/// <param name="Derivation">Of the unit that was asked for; null for none.</param>
/// <param name="Changed">Under the changed rules; null without a change.</param>
/// <param name="Notes">What was drawn or assumed, in both languages.</param>
public sealed record TrialView(PublishedResult Result, UnitDerivation? Derivation, ChangedTrialView? Changed, IReadOnlyList<TrialNote> Notes)
{
    internal static TrialView Of(TrialOutcome trial, RoundView round) => new(
        PublishedResult.Of(trial.Table.Result, round),
        Local(trial.Derivation, round),
        trial.Changed is { } changed ? new(PublishedResult.Of(changed.Table.Result, round), Local(changed.Derivation, round), changed.Differences) : null,
        trial.Notes);

    private static UnitDerivation? Local(UnitDerivation? derivation, RoundView round) =>
        derivation is null ? null : derivation with { ComputedAt = derivation.ComputedAt.In(round.TimeZone) };
}

/// <summary>The same example data under changed rules.</summary>
public sealed record ChangedTrialView(PublishedResult Result, UnitDerivation? Derivation, IReadOnlyList<UnitDifference> Differences);
