using System.Text.Json.Serialization;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Combining;

/// <summary>
/// The exact figures of another round's published version, as they were when a result was computed from them. They stay with the result:
/// a later version of the other round changes nothing.
/// </summary>
/// <param name="Round">The code of the other round.</param>
/// <param name="Version">The version of its result.</param>
/// <param name="Units">The units of this round that the other round has, in this round's order, under this round's codes.</param>
public sealed record PinnedRound(string Round, int Version, IReadOnlyList<PinnedUnit> Units);

/// <summary>The figures of one unit in another round.</summary>
/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Total">The unrounded total; null for a unit without one.</param>
/// <param name="Variance">The square of the total's standard error; null without a vote.</param>
/// <param name="Vetoes">The vetoes that applied; null for none.</param>
/// <param name="Code">The unit's code in the other round, where it is another one.</param>
/// <param name="Tails">The lists at the bottom that name the unit there (F24); null for none.</param>
/// <param name="Compared">Whether the total rests on points that compare units or follow from the vote (F23); null for no.</param>
public sealed record PinnedUnit(
    string Unit,
    [property: JsonConverter(typeof(FractionConverter))] Fraction? Total = null,
    [property: JsonConverter(typeof(FractionConverter))] Fraction? Variance = null,
    IReadOnlyList<VetoResult>? Vetoes = null,
    string? Code = null,
    IReadOnlyList<CarriedTail>? Tails = null,
    bool? Compared = null)
{
    /// <summary>Whether the figures are those that the other round shows.</summary>
    /// <param name="shown">The unit in the other round's result.</param>
    /// <param name="decimals">The decimals of that result.</param>
    public bool AreShown(UnitResult shown, int decimals) =>
        Total?.Round(decimals) == shown.Total
        && (Variance is { } variance ? StandardError.Of(variance).Round(Publication.DecimalsOfError) : null) == shown.StandardError
        && (Vetoes ?? []).SequenceEqual(shown.Vetoes);
}
