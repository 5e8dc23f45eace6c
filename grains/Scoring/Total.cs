using Evaluation.Rounds.Rules;

namespace Evaluation.Scoring;

/// <summary>
/// A unit's total (F6): <c>T = (a·Vote + b·Inspection + c·Self + d·Daily) / 100 + min(Σ bonus, cap) − Σ deductions</c>.
/// </summary>
/// <param name="Value">Null when a component is missing.</param>
/// <param name="Bonus">The bonuses that count: no more than the cap.</param>
/// <param name="Missing">The components with a share above 0 that are missing, in the order of the formula.</param>
internal sealed record Total(Fraction? Value, Fraction Bonus, IReadOnlyList<string> Missing)
{
    public static Total Of(Components components, Fraction? vote, UnitFacts facts)
    {
        (string Name, Fraction Share, Fraction? Score)[] parts =
        [
            ("vote", components.Vote, vote),
            ("inspection", components.Inspection, facts.Inspection),
            ("self", components.Self, facts.Self),
            ("daily", components.Daily, facts.Daily),
        ];
        var sharing = parts.Where(part => part.Share > Fraction.Zero).ToList();
        var bonus = Fraction.Min(facts.Bonuses, components.BonusCap);
        var missing = sharing.Where(part => part.Score is null).Select(part => part.Name).ToList();
        if (missing.Count > 0)
            return new(null, bonus, missing);

        var weighted = sharing.Aggregate(Fraction.Zero, (sum, part) => sum + (part.Share * part.Score!.Value));
        return new((weighted / 100) + bonus - facts.Deductions, bonus, []);
    }
}
