using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Totals;

/// <summary>The effects of the vetoes that apply to a unit (F18). The score does not change.</summary>
internal static class Vetoes
{
    public static bool RankLast(UnitFacts facts) => facts.Vetoes.Any(veto => veto.Effect == VetoEffect.Last);

    public static bool LeaveEligible(UnitFacts facts) => AppliedVetoes.LeaveEligible(facts.Vetoes);

    /// <summary>The place in the list of grades, best first, of the best grade that the unit may still hold: 0 without a veto.</summary>
    public static int BestGrade(UnitFacts facts, IReadOnlyList<Grade> grades) =>
        facts.Vetoes.Select(veto => BestGrade(veto.Effect, grades)).DefaultIfEmpty().Max();

    private static int BestGrade(VetoEffect effect, IReadOnlyList<Grade> grades) => effect switch
    {
        { Cap: { } cap } => grades.Index().First(grade => grade.Item.Code == cap).Index,
        _ => effect == VetoEffect.Ineligible ? 1 : 0,
    };
}
