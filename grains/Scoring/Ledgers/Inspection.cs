using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection of one unit from its sheets (F7, F8, F21), before panels are made comparable (F9).</summary>
/// <param name="Bodies">By body, in the order of the rules; the inspection panel first.</param>
internal sealed record Inspection(IReadOnlyList<BodyInspection> Bodies)
{
    /// <summary>Whether points compare the units of the class, or follow from the vote (F23).</summary>
    public bool IsCompared => Bodies.SelectMany(body => body.Points).SelectMany(item => item.Periods).Any(period => period is { Table.Rule.NeedsSealing: true, Points: not null });

    public static Inspection Of(RoundRules rules, Unit unit, UnitLedger ledger, FigureTables tables) =>
        new([.. rules.Bodies.Select(body => BodyInspection.Of(rules, unit, ledger, body, tables))]);

    public BodyInspection Of(string? body) => Bodies.First(known => known.Body == body);

    /// <summary>The points of an assessed criterion.</summary>
    public CriterionPoints PointsOf(Criterion criterion)
    {
        var body = Of(criterion.By);
        return body.Points[body.Criteria.Index().First(item => item.Item.Code == criterion.Code).Index];
    }
}
