using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Targets;

namespace Evaluation.Workflows;

/// <summary>
/// The complete audit of a round: its own acts and those on its comments, targets and awards, which have their own streams, in the order of
/// time.
/// </summary>
public static class RoundTrail
{
    public static async ValueTask<Outcome<AuditTrail>> ReadAsync(IEngine engine, string round)
    {
        var acts = await engine.SendAsync(RoundGrain.Ref(round), new ViewAudit());
        if (acts.IsRefused(out var refusal))
            return refusal;
        var comments = await engine.SendAsync(CommentGrain.Ref(round), new ViewCommentAudit());
        if (comments.IsRefused(out refusal))
            return refusal;
        var targets = await engine.SendAsync(TargetGrain.Ref(round), new ViewTargetAudit());
        if (targets.IsRefused(out refusal))
            return refusal;
        var awards = await engine.SendAsync(AwardGrain.Ref(round), new ViewAwardAudit());
        if (awards.IsRefused(out refusal))
            return refusal;
        // The sort is stable, so acts of one turn keep their order.
        return new AuditTrail([.. acts.Answer.Lines.Concat(comments.Answer.Lines).Concat(targets.Answer.Lines).Concat(awards.Answer.Lines).OrderBy(line => line.At)]);
    }
}
