using Evaluation.Comments;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>The audit of a round whole: its own acts and those on its comments, which have a stream of their own, in the order of time.</summary>
public static class RoundTrail
{
    public static async ValueTask<Outcome<AuditTrail>> ReadAsync(IEngine engine, string round)
    {
        var acts = await engine.SendAsync(GrainId.Round(round), ViewAudit.Now);
        if (acts.IsRefused(out var refusal))
            return refusal;
        var comments = await engine.SendAsync(GrainId.Comments(round), ViewCommentAudit.Now);
        if (comments.IsRefused(out refusal))
            return refusal;
        // Sorting keeps the order of equals, so acts of one turn stay as they happened.
        return comments.Answer.Lines.Count == 0 ? acts : new AuditTrail([.. acts.Answer.Lines.Concat(comments.Answer.Lines).OrderBy(line => line.At)]);
    }
}
