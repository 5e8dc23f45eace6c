using Evaluation.Rules;

namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Draws forms of the vote for a round: a scale, minima of groups, parts, pooled classes.</summary>
internal static class VoteForms
{
    /// <summary>The same round with drawn forms; every definition stays valid.</summary>
    public static RoundRules Add(RoundRules rules, Random random)
    {
        var largest = rules.Options.Max(option => option.Value);
        var formed = rules with
        {
            OptionMax = largest > 0 && random.Next(2) == 0 && (rules.Policies.DontKnow.Value ?? 0) <= largest ? largest : null,
            Groups = [.. rules.Groups.Select(group => group with
            {
                TurnoutMin = group.Roll > 0 && random.Next(3) == 0 ? 0.05m * random.Next(1, 20) : null,
                SlipsMin = group.Roll > 0 && random.Next(3) == 0 ? random.Next(1, 12) : null,
                Part = random.Next(2) == 0 ? "first" : "second",
            })],
        };
        formed = formed with { Classes = [.. formed.Classes.Select(unitClass => Add(formed, unitClass, random))] };
        HashSet<string> used = [.. formed.Classes.SelectMany(unitClass => unitClass.Parts?.Keys ?? [])];
        return formed with { Groups = [.. formed.Groups.Select(group => used.Contains(group.Part!) ? group : group with { Part = null })] };
    }

    private static UnitClass Add(RoundRules rules, UnitClass unitClass, Random random)
    {
        switch (random.Next(3))
        {
            case 0 when rules.Policies.MissingGroup == MissingGroup.Renormalise:
                return unitClass with { Weights = new PooledWeights() };
            case 1:
                var parts = rules.Groups.Where(group => unitClass.Weights.GetValueOrDefault(group.Code) > 0).Select(group => group.Part!).Distinct();
                return unitClass with { Parts = parts.ToDictionary(part => part, _ => 2.5m * random.Next(1, 30)) };
            default:
                return unitClass;
        }
    }
}
