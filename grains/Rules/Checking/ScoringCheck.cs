namespace Evaluation.Rules.Checking;

/// <summary>Checks policies, the shares of the total, and the panel.</summary>
internal static class ScoringCheck
{
    public static void Check(CheckScope scope)
    {
        var (policies, components) = (scope.Rules.Policies, scope.Rules.Components);
        scope.Range("/policies/awarenessMin", policies.AwarenessMin, 0, 1);
        scope.Range("/policies/groupMin", policies.GroupMin, 0, RoundCheck.Million);
        scope.Range("/policies/commentMin", policies.CommentMin, 0, RoundCheck.Million);
        scope.Range("/policies/decimals", policies.Decimals, 0, Limits.Decimals);
        scope.Range("/policies/objectionDays", policies.ObjectionDays ?? 0, 0, Limits.ObjectionDays);
        scope.Range("/policies/liveEvery", policies.LiveEvery ?? Policies.LiveEveryUsual, 1, Limits.LiveEveryMinutesMax);
        if (scope.Rules.Combine is null)
            Shares(scope, components);
        scope.Range("/components/bonusCap", components.BonusCap, 0, RoundCheck.Million);
        if (scope.Rules.Panel.Normalise && scope.Rules.Units.Count < Panel.NormalisedUnitsMin && scope.IsSound("/units"))
            scope.Report("/panel/normalise", $"must be false: it takes at least {Panel.NormalisedUnitsMin} units, and there are {scope.Rules.Units.Count}");
    }

    private static void Shares(CheckScope scope, Components shares)
    {
        scope.Range("/components/vote", shares.Vote, 0, 100);
        scope.Range("/components/inspection", shares.Inspection, 0, 100);
        scope.Range("/components/self", shares.Self, 0, 100);
        scope.Range("/components/daily", shares.Daily, 0, 100);
        var sum = shares.Vote + shares.Inspection + shares.Self + shares.Daily;
        if (sum != 100) scope.Report("/components", $"shares add up to {sum}, not 100");
        NeedsCriteria(scope, "vote", shares.Vote, CriterionSource.Vote);
        NeedsCriteria(scope, "inspection", shares.Inspection, CriterionSource.Assessed);
        NeedsCriteria(scope, "self", shares.Self, CriterionSource.Assessed);
    }

    private static void NeedsCriteria(CheckScope scope, string component, decimal share, CriterionSource source)
    {
        var criteria = scope.Rules.Criteria;
        if (share <= 0 || criteria.Any(criterion => criterion.Source == source) || !scope.IsSound("/criteria", criteria.Count, "source")) return;
        var name = source == CriterionSource.Vote ? "vote" : "assessed";
        scope.Report($"/components/{component}", $"is {share}, but no criterion has source \"{name}\"; define one or set this share to 0");
    }
}
