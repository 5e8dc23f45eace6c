using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Targets;

namespace Evaluation.Workflows;

/// <summary>
/// The complete audit of a round: its own acts and those on its comments, targets and complaints, which have their own streams, in the order
/// of time.
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
        List<AuditLine> beside = [.. comments.Answer.Lines, .. targets.Answer.Lines];
        await foreach (var year in engine.ListAsync(ComplaintGrain.Kind))
        {
            var complaints = await engine.SendAsync(year, new ViewComplaintAudit(round));
            if (complaints.IsRefused(out refusal))
                return refusal;
            beside.AddRange(complaints.Answer.Lines);
        }
        // The sort is stable, so acts of one turn keep their order.
        return beside.Count == 0 ? acts : new AuditTrail([.. acts.Answer.Lines.Concat(beside).OrderBy(line => line.At)]);
    }
}
