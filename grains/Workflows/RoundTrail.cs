using Evaluation.Comments;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Workflows;

/// <summary>
/// The complete audit of a round in the order of time: its own acts, and those on its comments, panels, targets and units, which have
/// streams of their own.
/// </summary>
public static class RoundTrail
{
    public static async ValueTask<Outcome<AuditTrail>> ReadAsync(IEngine engine, string round)
    {
        var acts = await engine.SendAsync(RoundGrain.Ref(round), new ViewAudit());
        if (acts.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        var comments = await engine.SendAsync(CommentGrain.Ref(round), new ViewCommentAudit());
        if (comments.IsRefused(out refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(round), new ViewPanelAudit());
        if (panels.IsRefused(out refusal))
            return refusal;
        var targets = await engine.SendAsync(TargetGrain.Ref(round), new ViewTargetAudit());
        if (targets.IsRefused(out refusal))
            return refusal;
        string[] codes = [.. rules.Answer.Units.Select(unit => unit.Code)];
        var units = await FanOut.SendAsync(codes, unit => engine.SendAsync(UnitGrain.Ref(round, unit), new ViewUnitAudit()));
        if (units.IsRefused(out refusal))
            return refusal;
        var ofUnits = codes.Zip(units.Answer).SelectMany(unit => unit.Second.Lines.Select(line => line with { Detail = $"unit {unit.First}, {line.Detail}" }));
        // The sort is stable, so acts of one turn keep their order.
        return new AuditTrail([.. acts.Answer.Lines.Concat(comments.Answer.Lines).Concat(panels.Answer.Lines).Concat(targets.Answer.Lines).Concat(ofUnits).OrderBy(line => line.At)]);
    }
}
