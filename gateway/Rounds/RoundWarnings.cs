using Evaluation.Gateway.Http.Authentication;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Rounds;

/// <summary>Gathers what the warnings of a round depend on, for its staff.</summary>
internal static class RoundWarnings
{
    /// <summary>The warnings; null for a caller who is not of the round's staff.</summary>
    public static async ValueTask<Outcome<RoundWarning[]?>> ReadAsync(IEngine engine, RoundRules rules, HttpContext context)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (!Access.Has(caller.Answer, rules.Id, Role.Administrator, Role.Auditor, Role.Reviewer, Role.Inspector))
            return default(RoundWarning[]?);
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal;
        var reviewers = staff.Answer.Accounts.Values.Where(account => Access.Has(account, rules.Id, Role.Reviewer)).Select(account => account.Actor.Person).Distinct().Count();
        var panels = await engine.SendAsync(PanelGrain.Ref(rules.Id), new ViewPanels());
        if (panels.IsRefused(out refusal))
            return refusal;
        var batches = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewBatches());
        if (batches.IsRefused(out refusal))
            return refusal;
        InspectionPanel[] working = [.. panels.Answer.Panels.Where(panel => panel.Units.Count > 0)];
        RoundWarning[] warnings =
        [
            .. RoundWarning.Of(rules, working.Length > 0, reviewers), .. RoundWarning.OfBodies(rules, [.. working.Select(panel => panel.By)]),
            .. PanelRules.Faults(rules, working).Select(found => RoundWarning.OfPanel(found.Panel.Code, $"{found.Fault.Pointer} {found.Fault.Message}")),
            .. RoundWarning.OfSmallCrowds(rules, [.. batches.Answer.Items.Where(batches.Answer.IsSmall).Select(batch => batch.Group)]),
        ];
        return warnings;
    }
}
