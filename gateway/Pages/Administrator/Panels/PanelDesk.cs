using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Panels;

/// <summary>Reads what the pages of panels show, and sets panels.</summary>
internal sealed class PanelDesk(IEngine engine, PanelUseCases panels, DrawUseCases draws)
{
    public async ValueTask<Outcome<ShownPanels>> ReadAsync(string round, StaffAccount caller)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var listed = await panels.ListAsync(round);
        if (listed.IsRefused(out refusal))
            return refusal;
        var drawn = await draws.ListAsync(round, caller);
        if (drawn.IsRefused(out refusal))
            return refusal;
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out refusal))
            return refusal;
        string[] inspectors = [.. staff.Answer.Accounts.Values.Where(account => Access.Has(account, round, Role.Inspector)).Select(account => account.Name).Order(StringComparer.Ordinal)];
        var (view, rules) = found.Answer;
        var mayChange = Access.Has(caller, round, Role.Administrator) && WorkWindow.Planning.States.Contains(view.State);
        return new ShownPanels(view, rules, listed.Answer, [.. drawn.Answer.Select(draw => DrawView.Show(draw.Draw, draw.TimeZone, isStaff: true))], inspectors, mayChange)
        {
            // Who uses the accounts of other rounds is for the staff of all rounds.
            Staff = Access.Has(caller, null, Role.Administrator, Role.Auditor) ? new StaffNames(staff.Answer.Accounts) : StaffNames.None,
        };
    }

    /// <summary>Creates or replaces a panel. The refusal, or null.</summary>
    public async ValueTask<Refusal?> SetAsync(string round, PanelForm form, long[] basedOn, StaffAccount caller)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var body = form.ToBody(found.Answer.Rules);
        return body.IsRefused(out refusal) ? refusal : (await panels.SetAsync(round, form.Code, body.Answer, basedOn, caller)).Refusal;
    }

    /// <summary>Removes a panel. The refusal, or null.</summary>
    public async ValueTask<Refusal?> RemoveAsync(string round, string panel, long[] basedOn, StaffAccount caller) =>
        (await panels.RemoveAsync(round, panel, basedOn, caller)).Refusal;
}
