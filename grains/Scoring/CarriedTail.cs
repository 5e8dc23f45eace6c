using Evaluation.Rules;

namespace Evaluation.Scoring;

/// <summary>A list at the bottom of another round that names a unit (F24), carried into a round that combines it.</summary>
/// <param name="Tail">
/// The code of the list; <c>round:tail</c> for one that the other round itself took from a round that it combines.
/// </param>
/// <param name="Label">The label of the list; null for one without a label.</param>
public sealed record CarriedTail(string Tail, LocalText? Label = null)
{
    /// <summary>The lists that name a unit in its round: its own list, then those of the rounds that this round combines.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="unit">The unit's result.</param>
    public static IReadOnlyList<CarriedTail> Of(RoundRules rules, UnitResult unit) =>
    [
        .. unit.Tail is { } own ? [new CarriedTail(own, rules.Tail?.FirstOrDefault(entry => entry.Code == own)?.Label)] : Array.Empty<CarriedTail>(),
        .. (unit.Parts ?? []).SelectMany(part => (part.Tails ?? []).Select(tail => tail with { Tail = $"{part.Round}:{tail.Tail}" })),
    ];
}
