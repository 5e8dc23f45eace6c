using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>A unit's total with what it was made of (F6): see <see cref="TotalScore"/>.</summary>
/// <param name="Value">Null when a component is missing.</param>
/// <param name="Bonus">The bonuses that count: at most the cap.</param>
/// <param name="Parts">The components with a share above 0, in the order of the formula.</param>
internal sealed record Total(Fraction? Value, Fraction Bonus, IReadOnlyList<TotalPart> Parts)
{
    /// <summary>The deductions that count: at most the cap (F26).</summary>
    public Fraction Deductions { get; private init; }

    /// <summary>The components with a share above 0 that are missing.</summary>
    public IReadOnlyList<string> Missing => [.. Parts.Where(part => part.Score is null).Select(part => part.Component)];

    public static Total Of(Components components, Fraction? vote, UnitFacts facts)
    {
        if (facts.Parts is { } combined)
            return Combined([.. combined.Select(part => new TotalPart(part.Round, part.Share, part.Total))]);
        TotalPart[] parts =
        [
            .. new TotalPart[]
            {
                new("vote", components.Vote, vote),
                new("inspection", components.Inspection, facts.Inspection),
                new("self", components.Self, facts.Self),
                new("daily", components.Daily, facts.Daily),
            }.Where(part => part.Share > Fraction.Zero),
        ];
        var bonus = TotalScore.Bonus<Fraction>(facts.Bonuses, components.BonusCap);
        var deductions = CatalogueScore.Capped<Fraction>(facts.Deductions, components.DeductionCap);
        return new(TotalScore.Of<Fraction>(Array.ConvertAll(parts, part => part.Share), Array.ConvertAll(parts, part => part.Score), bonus, deductions), bonus, parts)
        {
            Deductions = deductions,
        };
    }

    private static Total Combined(TotalPart[] rounds) => new(
        CombinedScore.Of<Fraction>(Array.ConvertAll(rounds, part => part.Share), Array.ConvertAll(rounds, part => part.Score)), Fraction.Zero, rounds);
}

/// <summary>A component of the total.</summary>
/// <param name="Component"><c>vote</c>, <c>inspection</c>, <c>self</c> or <c>daily</c>; the code of a round that is combined.</param>
/// <param name="Share">In percent.</param>
/// <param name="Score">Null when it is missing.</param>
internal sealed record TotalPart(string Component, Fraction Share, Fraction? Score);
