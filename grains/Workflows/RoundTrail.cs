using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Workflows;

/// <summary>
/// The complete audit of a round: its own acts and those on its comments, targets, findings, complaints and units, which have their own
/// streams, in the order of time.
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
        var findings = await engine.SendAsync(FindingGrain.Ref(round), new ViewFindingAudit());
        if (findings.IsRefused(out refusal))
            return refusal;
        var units = await OfUnitsAsync(engine, round);
        if (units.IsRefused(out refusal))
            return refusal;
        var complaints = await OfComplaintsAsync(engine, round);
        if (complaints.IsRefused(out refusal))
            return refusal;
        // The sort is stable, so acts of one turn keep their order.
        AuditLine[] others = [.. comments.Answer.Lines, .. targets.Answer.Lines, .. findings.Answer.Lines, .. complaints.Answer.Lines, .. units.Answer.Lines];
        return others.Length == 0 ? acts : new AuditTrail([.. acts.Answer.Lines.Concat(others).OrderBy(line => line.At)]);
    }

    private static async ValueTask<Outcome<AuditTrail>> OfComplaintsAsync(IEngine engine, string round)
    {
        var lines = new List<AuditLine>();
        await foreach (var year in engine.ListAsync(ComplaintGrain.Kind))
        {
            var complaints = await engine.SendAsync(year, new ViewComplaintAudit(round));
            if (complaints.IsRefused(out var refusal))
                return refusal;
            lines.AddRange(complaints.Answer.Lines);
        }
        return new AuditTrail(lines);
    }

    private static async ValueTask<Outcome<AuditTrail>> OfUnitsAsync(IEngine engine, string round)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var units = rules.Answer.Units;
        var trails = await FanOut.SendAsync([.. units], unit => engine.SendAsync(UnitGrain.Ref(round, unit.Code), new ViewUnitAudit()));
        return trails.IsRefused(out refusal)
            ? refusal
            : new AuditTrail([.. units.Zip(trails.Answer).SelectMany(unit => unit.Second.Lines.Select(line => line with { Detail = $"unit {unit.First.Code}, {line.Detail}" }))]);
    }
}
