using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Whether a round's rules make sense together: ranges, references, sums and counts. See domain.md, section 4.</summary>
public static class RulesCheck
{
    /// <summary>Every fault, at most <see cref="Limits.FaultsListed"/>; empty when a round can be run by these rules.</summary>
    public static IReadOnlyList<Fault> Check(RoundRules rules)
    {
        var faults = new FaultList();
        Check(rules, faults);
        return faults.Faults;
    }

    /// <summary>Adds what does not make sense to what could not be read; a place that could not be read is not reported again.</summary>
    internal static void Check(RoundRules rules, FaultList faults)
    {
        var scope = new CheckScope(rules, faults);
        RoundCheck.Check(scope);
        VoteCheck.Check(scope);
        ClassCheck.Check(scope);
        FormerCodeCheck.Check(scope);
        ScoringCheck.Check(scope);
        AwardCheck.Check(scope);
        foreach (var fault in scope.Found) faults.Add(fault.Pointer, fault.Message);
    }
}
