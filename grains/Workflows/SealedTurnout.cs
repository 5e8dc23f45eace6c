using Evaluation.Ballots;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;

namespace Evaluation.Workflows;

/// <summary>Reads the turnout of a sealed round from its boxes.</summary>
public static class SealedTurnout
{
    /// <summary>The totals of all boxes; empty for a round without a vote.</summary>
    public static async ValueTask<Outcome<TurnoutTotals>> ReadAsync(IEngine engine, RoundRules rules)
    {
        var turnout = new TurnoutTotals();
        foreach (var box in rules.VoteCriteria.Count > 0 ? ResultScorer.Boxes(rules) : [])
        {
            var read = await engine.SendAsync(box, new ViewTurnout());
            if (read.IsRefused(out var refusal))
                return refusal;
            turnout.Add(read.Answer);
        }
        return turnout;
    }

    /// <summary>The judgements of the groups (F29); empty, without reading a box, where no group has a minimum.</summary>
    public static async ValueTask<Outcome<GroupTurnout[]>> JudgedAsync(IEngine engine, RoundRules rules)
    {
        if (!rules.Groups.Any(group => group.TurnoutMin is not null || group.SlipsMin is not null))
            return Array.Empty<GroupTurnout>();
        var turnout = await ReadAsync(engine, rules);
        return turnout.IsRefused(out var refusal) ? refusal : turnout.Answer.Judged(rules).ToArray();
    }
}
