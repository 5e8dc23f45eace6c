using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Workflows.Recording;

namespace Evaluation.Workflows;

/// <summary>Reads the turnout of a sealed round, as <see cref="SealedSource"/> does.</summary>
public static class SealedTurnout
{
    /// <summary>The totals over all boxes; empty for a round without a vote.</summary>
    public static async ValueTask<Outcome<TurnoutTotals>> ReadAsync(IEngine engine, RoundRules rules)
    {
        var turnout = new TurnoutTotals();
        if (rules.VoteCriteria.Count == 0)
            return turnout;
        var read = await new SealedSource(engine).TurnoutAsync(rules);
        if (read.IsRefused(out var refusal))
            return refusal;
        foreach (var part in read.Answer)
            turnout.Add(part);
        return turnout;
    }

    /// <summary>The judgements of the groups (F29); empty, without reading anything, where no group has a minimum.</summary>
    public static async ValueTask<Outcome<GroupTurnout[]>> JudgedAsync(IEngine engine, RoundRules rules)
    {
        if (!rules.Groups.Any(group => group.TurnoutMin is not null || group.SlipsMin is not null))
            return Array.Empty<GroupTurnout>();
        var turnout = await ReadAsync(engine, rules);
        return turnout.IsRefused(out var refusal) ? refusal : turnout.Answer.Judged(rules).ToArray();
    }
}
