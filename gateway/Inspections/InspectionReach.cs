using Evaluation.Gateway.Http.Authentication;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>
/// Decides who sees sheets. Everybody sees the filed ones from publication on. Before, reviewers, auditors and administrators do, and
/// inspectors of the same body who have filed their own sheet of the period. A person who assesses the unit for a body and has not filed
/// sees none of the body's others, whatever other roles or accounts the person has.
/// </summary>
public sealed class InspectionReach(IEngine engine, StaffDirectory directory)
{
    private static readonly Role[] Officials = [Role.Administrator, Role.Reviewer, Role.Auditor];

    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<SheetReach>> OfAsync(RoundView round, string unit, UnitPanel panels, UnitInspections inspections, StaffAccount? caller)
    {
        if (Insiders.Refuse(round, caller) is { } outsider)
            return outsider;
        var isOfficial = Access.Has(caller, round.Id, Officials);
        if (LifeCycle.IsPublic(round.State))
            return new SheetReach(true, isOfficial, isOfficial || Access.Has(caller, round.Id, Role.Inspector), [], []);
        if (caller is null || (!isOfficial && !Access.Has(caller, round.Id, Role.Inspector)))
            return NotPublished;
        var accounts = await directory.FindByPersonAsync(caller.Actor);
        if (accounts.IsRefused(out var refusal))
            return refusal;
        string?[] own = [.. panels.All.Where(panel => accounts.Answer.Any(account => panel.Inspectors.Contains(account.Name))).Select(panel => panel.By)];
        (string?, string?)[] filed = [.. inspections.Filed.Where(sheet => accounts.Answer.Any(account => account.Name == sheet.Inspector)).Select(sheet => (sheet.Body, sheet.Period))];
        if (!isOfficial && own.Length + filed.Length == 0)
            return new Refusal(RefusalCode.UnitNotYours, $"'{caller.Name}' does not inspect unit '{unit}'.", ("unit", unit));
        return new SheetReach(false, isOfficial, true, own, filed);
    }

    /// <summary>
    /// The refusal of a unit's derivation, which lists its sheets, or null. Before publication a person who inspects the unit and has not
    /// filed does not get it, because the result may be taken back and the sheet filed then. The caller may read results.
    /// </summary>
    public async ValueTask<Refusal?> RefuseDerivationAsync(RoundView round, string unit, HttpContext context)
    {
        if (LifeCycle.IsPublic(round.State))
            return null;
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(round.Id), new ViewUnitPanel(unit));
        if (panels.IsRefused(out refusal))
            return refusal;
        if (caller.Answer is not { } account || panels.Answer.Panel is null)
            return null;
        var accounts = await directory.FindByPersonAsync(account.Actor);
        if (accounts.IsRefused(out refusal))
            return refusal;
        var known = await engine.SendAsync(UnitGrain.Ref(round.Id, unit), new ViewInspections());
        if (known.IsRefused(out refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round.Id), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        var own = panels.Answer.All.Where(panel => accounts.Answer.Any(one => panel.Inspectors.Contains(one.Name)));
        return own.Any(panel => rules.Answer.SheetPeriods(panel.By).Any(period => accounts.Answer.All(one => known.Answer.Find(one.Name, period) is null)))
            ? new(RefusalCode.NotAllowed, $"'{account.Name}' inspects unit '{unit}', has filed no sheet, and gets its derivation after publication.", ("unit", unit))
            : null;
    }

    /// <summary>
    /// The refusal of all sheets of a round at once, or null. Before publication nobody who inspects in the round gets them: some may be of
    /// units for which the person has not filed.
    /// </summary>
    public async ValueTask<Refusal?> RefuseAllAsync(RoundView round, StaffAccount? caller)
    {
        if (LifeCycle.IsPublic(round.State))
            return Insiders.Refuse(round, caller);
        if (!Access.Has(caller, round.Id, Officials))
            return NotPublished;
        var accounts = await directory.FindByPersonAsync(caller!.Actor);
        if (accounts.IsRefused(out var refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(round.Id), new ViewPanels());
        if (panels.IsRefused(out refusal))
            return refusal;
        return panels.Answer.Panels.Any(panel => accounts.Answer.Any(account => panel.Inspectors.Contains(account.Name)))
            ? new(RefusalCode.NotAllowed, $"'{caller.Name}' inspects in this round and gets all sheets after publication.")
            : null;
    }

    private static Refusal NotPublished => new(RefusalCode.NotPublished, "The inspection sheets of this round are not public yet.");
}
