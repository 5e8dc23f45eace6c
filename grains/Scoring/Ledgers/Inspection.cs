using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The inspection of one unit from its sheets (F7, F8, F21), before panels are made comparable (F9).</summary>
/// <param name="Bodies">By body, in the order of the rules; the inspection panel first.</param>
internal sealed record Inspection(IReadOnlyList<BodyInspection> Bodies)
{
    public static Inspection Of(RoundRules rules, UnitLedger ledger) => new([.. rules.Bodies.Select(body => BodyInspection.Of(rules, ledger, body))]);

    public BodyInspection Of(string? body) => Bodies.First(known => known.Body == body);

    /// <summary>The points of an assessed criterion.</summary>
    public CriterionPoints PointsOf(Criterion criterion)
    {
        var body = Of(criterion.By);
        return body.Points[body.Criteria.Index().First(item => item.Item.Code == criterion.Code).Index];
    }
}
