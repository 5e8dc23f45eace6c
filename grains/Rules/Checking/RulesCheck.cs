using Evaluation.Kernel.Reading;
using Evaluation.Rules.Checking.Forms;

namespace Evaluation.Rules.Checking;

/// <summary>Checks ranges, references, sums and counts across a round's rules.</summary>
public static class RulesCheck
{
    /// <summary>All faults, at most <see cref="Limits.FaultsListed"/>. Empty when the rules are valid.</summary>
    public static IReadOnlyList<Fault> Check(RoundRules rules)
    {
        var faults = new FaultList();
        Check(rules, faults);
        return faults.Faults;
    }

    /// <summary>Adds the faults of meaning to the faults of form. A place that could not be read is not reported again.</summary>
    internal static void Check(RoundRules rules, FaultList faults)
    {
        var scope = new CheckScope(rules, faults);
        RoundCheck.Check(scope);
        VoteCheck.Check(scope);
        ClassCheck.Check(scope);
        FormerCodeCheck.Check(scope);
        ParentCheck.Check(scope);
        LabelCheck.Check(scope);
        ScoringCheck.Check(scope);
        AwardCheck.Check(scope);
        ScaleCheck.Check(scope);
        ValidityCheck.Check(scope);
        PartsCheck.Check(scope);
        PooledCheck.Check(scope);
        OptionLabelCheck.Check(scope);
        PlacesCheck.Check(scope);
        TieCheck.Check(scope);
        CatalogueCheck.Check(scope);
        OwnRulesCheck.Check(scope);
        BallotCheck.Check(scope);
        CombineCheck.Check(scope);
        BodyCheck.Check(scope);
        PeriodCheck.Check(scope);
        FigureRuleCheck.Check(scope);
        HeadingCheck.Check(scope);
        RecountCheck.Check(scope);
        foreach (var fault in scope.Found) faults.Add(fault.Pointer, fault.Message);
    }
}
