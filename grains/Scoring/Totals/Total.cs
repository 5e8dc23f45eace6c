using Evaluation.Rules;

namespace Evaluation.Scoring.Totals;

/// <summary>
/// A unit's total (F6): <c>T = (a·Vote + b·Inspection + c·Self + d·Daily) / 100 + min(Σ bonus, cap) − Σ deductions</c>.
/// </summary>
/// <param name="Value">Null when a component is missing.</param>
/// <param name="Bonus">The bonuses that count: no more than the cap.</param>
/// <param name="Parts">The components with a share above 0, in the order of the formula.</param>
internal sealed record Total(Fraction? Value, Fraction Bonus, IReadOnlyList<TotalPart> Parts)
{
    /// <summary>The components with a share above 0 that are missing.</summary>
    public IReadOnlyList<string> Missing => [.. Parts.Where(part => part.Score is null).Select(part => part.Component)];

    public static Total Of(Components components, Fraction? vote, UnitFacts facts)
    {
        IReadOnlyList<TotalPart> parts =
        [
            new("vote", components.Vote, vote),
            new("inspection", components.Inspection, facts.Inspection),
            new("self", components.Self, facts.Self),
            new("daily", components.Daily, facts.Daily),
        ];
        var sharing = parts.Where(part => part.Share > Fraction.Zero).ToList();
        var bonus = Fraction.Min(facts.Bonuses, components.BonusCap);
        if (sharing.Any(part => part.Score is null))
            return new(null, bonus, sharing);

        var weighted = sharing.Aggregate(Fraction.Zero, (sum, part) => sum + (part.Share * part.Score!.Value));
        return new((weighted / 100) + bonus - facts.Deductions, bonus, sharing);
    }
}

/// <summary>A component of the total.</summary>
/// <param name="Component"><c>vote</c>, <c>inspection</c>, <c>self</c> or <c>daily</c>.</param>
/// <param name="Share">In percent.</param>
/// <param name="Score">Null when it is missing.</param>
internal sealed record TotalPart(string Component, Fraction Share, Fraction? Score);
