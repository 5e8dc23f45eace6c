using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Workflows;

/// <summary>
/// The complete audit of a round in the order of time: its own acts, and those on what has streams of its own, such as comments, panels,
/// findings, complaints, awards, targets and units.
/// </summary>
public static class RoundTrail
{
    public static async ValueTask<Outcome<AuditTrail>> ReadAsync(IEngine engine, string round)
    {
        var acts = await engine.SendAsync(RoundGrain.Ref(round), new ViewAudit());
        if (acts.IsRefused(out var refusal))
            return refusal;
        Func<ValueTask<Outcome<AuditTrail>>>[] parts =
        [
            () => engine.SendAsync(CommentGrain.Ref(round), new ViewCommentAudit()),
            () => engine.SendAsync(PanelGrain.Ref(round), new ViewPanelAudit()),
            () => engine.SendAsync(FindingGrain.Ref(round), new ViewFindingAudit()),
            () => engine.SendAsync(AwardGrain.Ref(round), new ViewAwardAudit()),
            () => engine.SendAsync(TargetGrain.Ref(round), new ViewTargetAudit()),
            () => OfComplaintsAsync(engine, round),
            () => OfUnitsAsync(engine, round),
        ];
        var lines = new List<AuditLine>(acts.Answer.Lines);
        foreach (var part in parts)
        {
            var trail = await part();
            if (trail.IsRefused(out refusal))
                return refusal;
            lines.AddRange(trail.Answer.Lines);
        }
        // The sort is stable, so acts of one turn keep their order.
        return new AuditTrail([.. lines.OrderBy(line => line.At)]);
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
            : new AuditTrail([.. units.Zip(trails.Answer).SelectMany(unit => unit.Second.Lines.Select(line => line with { What = AuditDetail.Of($"unit {unit.First.Code}, {line.What}") }))]);
    }
}
