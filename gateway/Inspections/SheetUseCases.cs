using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>
/// Saves, files, reopens and reads inspection sheets. What is not filed is a document; filing admits the sheet at the round's panels and
/// then enters it in the unit's journal, so every filed sheet was admitted. Every step may be repeated.
/// </summary>
public sealed class SheetUseCases(IEngine engine, SheetStore store, Interests interests, FourEyes eyes, InspectionReach reach, TimeProvider clock)
{
    private const string Act = "work on inspection sheets";

    /// <summary>
    /// Merges an edit into the caller's own sheet and, if asked, files it. Refused with <see cref="RefusalCode.NotAllowed"/> for the sheet
    /// of another inspector, with <see cref="RefusalCode.UnitNotYours"/> for a unit of another panel, with
    /// <see cref="RefusalCode.WrongState"/> when points of colleagues can be read, and with <see cref="RefusalCode.NotFileable"/> when it
    /// is to be filed and cannot be: nothing is saved then. If a colleague files, or the panel changes, between the saving and the filing,
    /// the refusal has the fact <c>saved</c>: the sheet was saved and is not filed.
    /// </summary>
    /// <param name="read">
    /// Reads the body by the rules of the round and the caller's assessing body. Called only when the caller may work on the sheet.
    /// </param>
    public async ValueTask<Outcome<SheetView>> SaveAsync(
        string round, string unit, string inspector, Func<RoundRules, string?, ValueTask<Outcome<SheetEdit>>> read, StaffAccount caller, CancellationToken cancel)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (caller.Name != inspector)
            return new Refusal(RefusalCode.NotAllowed, $"The sheet of '{inspector}' is written by '{inspector}' only.", ("inspector", inspector));
        var panels = await PanelsAsync(round, unit);
        if (panels.IsRefused(out refusal))
            return refusal;
        if (panels.Answer.OfInspector(inspector) is not { } own)
            return new Refusal(RefusalCode.UnitNotYours, $"Unit '{unit}' has no panel with '{inspector}'.", ("unit", unit));
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        if (PanelRules.Faults(work.Answer.Rules, own) is [var fault, ..])
            return new Refusal(
                RefusalCode.WrongState, $"Panel '{own.Code}' contradicts the rules, which were changed after it: {fault.Pointer} {fault.Message}. An administrator can correct the panel.",
                ("panel", own.Code));
        var edit = await read(work.Answer.Rules, own.By);
        return edit.IsRefused(out refusal) ? refusal : await SaveAsync(work.Answer, panels.Answer, own.By, edit.Answer, caller, cancel);
    }

    /// <summary>
    /// Lets an inspector file once more although points of colleagues can be read. Refused with <see cref="RefusalCode.NoSuchSheet"/> when
    /// nothing is filed, and with <see cref="RefusalCode.SamePerson"/>.
    /// </summary>
    public async ValueTask<Outcome<SheetView>> ReopenAsync(string round, string unit, string inspector, SheetReopening reopening, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        var panels = await PanelsAsync(round, unit);
        if (panels.IsRefused(out refusal))
            return refusal;
        var sheets = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        if (sheets.IsRefused(out refusal))
            return refusal;
        if (await eyes.RefuseAsync(round, caller, sheets.Answer.Find(inspector, reopening.Period) is { } sheet ? Actor.Of(sheet.Inspector, sheet.Person) : null) is { } dependent)
            return dependent;
        var command = new ReopenSheet(inspector, reopening.Reason, clock.GetUtcNow(), caller.Actor, reopening.Period);
        var reopened = await engine.SendAsync(UnitGrain.Ref(round, unit), command);
        if (reopened.IsRefused(out refusal))
            return refusal;
        var filed = reopened.Answer.Find(inspector, reopening.Period)!;
        return new SheetRendering(work.Answer.Rules, unit, panels.Answer, clock.GetUtcNow()).Filed(Counted(reopened.Answer, filed), filed);
    }

    /// <summary>The inspection of a unit as far as the caller may see it.</summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<UnitInspectionView>> ReadAsync(string round, string unit, StaffAccount? caller, CancellationToken cancel)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var panels = await PanelsAsync(round, unit);
        if (panels.IsRefused(out refusal))
            return refusal;
        var known = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        if (known.IsRefused(out refusal))
            return refusal;
        var seen = await reach.OfAsync(work.Answer.View, unit, panels.Answer, known.Answer, caller);
        if (seen.IsRefused(out refusal))
            return refusal;
        var inspections = known.Answer;
        var rendering = new SheetRendering(work.Answer.Rules, unit, panels.Answer, clock.GetUtcNow());
        var own = await OwnAsync(work.Answer, panels.Answer, inspections, rendering, caller, cancel);
        if (own.IsRefused(out refusal))
            return refusal;
        Sheet[] counted = [.. inspections.Ledger.Sheets.Where(sheet => sheet.Inspector == caller?.Name || seen.Answer.Sees(sheet))];
        var sheets = counted.Where(sheet => !own.Answer.Any(view => view.Inspector == sheet.Inspector && view.Period == sheet.Period))
            .Select(sheet => rendering.Filed(sheet, inspections.Find(sheet.Inspector, sheet.Period))).Concat(own.Answer);
        var shown = seen.Answer.IsStaff ? panels.Answer : new UnitPanel(null);
        return new UnitInspectionView(
            unit, shown.Of(null) is { } panel ? PanelView.Of(panel) : null, [.. sheets.OrderBy(sheet => Sheet.NameOf(sheet.Inspector, sheet.Period), StringComparer.Ordinal)],
            [.. shown.All.SelectMany(NotFiled)], rendering.Compare(inspections.Ledger, counted),
            seen.Answer.IsStaff && work.Answer.Rules.Assessors is not null ? [.. shown.All.Select(own => PanelView.Of(own))] : null, seen.Answer.IsStaff ? rendering.Due(inspections) : null,
            rendering.Subtotals(inspections.Ledger, counted));

        IEnumerable<string> NotFiled(InspectionPanel panel) => work.Answer.Rules.SheetPeriods(panel.By) is { Count: > 0 } periods
            ? panel.Inspectors.Where(name => periods.Any(period => inspections.Find(name, period) is null))
            : panel.Inspectors.Where(name => inspections.Find(name) is null);
    }

    /// <summary>The caller's own sheets as they stand, one for each period; none for a caller who is no inspector.</summary>
    private async ValueTask<Outcome<SheetView[]>> OwnAsync(
        UnitWork work, UnitPanel panels, UnitInspections inspections, SheetRendering rendering, StaffAccount? caller, CancellationToken cancel)
    {
        if (caller is null || !Access.Has(caller, work.View.Id, Role.Inspector))
            return Array.Empty<SheetView>();
        var views = new List<SheetView>();
        var body = panels.OfInspector(caller.Name)?.By ?? inspections.Filed.FirstOrDefault(sheet => sheet.Inspector == caller.Name)?.Body;
        foreach (var period in work.Rules.SheetPeriods(body))
        {
            var filed = inspections.Find(caller.Name, period);
            var draft = await store.FindAsync(work.View.Id, work.Unit.Code, caller.Name, filed, cancel, period);
            if (draft.IsRefused(out var refusal))
                return refusal;
            if (draft.Answer.Heads.Count > 0)
                views.Add(rendering.Own(caller.Name, period, draft.Answer, filed));
        }
        return views.ToArray();
    }

    private async ValueTask<Outcome<SheetView>> SaveAsync(UnitWork work, UnitPanel panels, string? body, SheetEdit edit, StaffAccount caller, CancellationToken cancel)
    {
        var (round, unit, inspector) = (work.View.Id, work.Unit.Code, caller.Name);
        var known = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        if (known.IsRefused(out var refusal))
            return refusal;
        var evidence = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        if (evidence.IsRefused(out refusal))
            return refusal;
        var (rendering, filed) = (new SheetRendering(work.Rules, unit, panels, clock.GetUtcNow(), evidence.Answer), known.Answer.Find(inspector, edit.Period));
        var shown = InspectionBook.RefuseEdit(known.Answer.Filed, inspector, body, edit.Period);
        var criteria = work.Rules.OnSheet(body, edit.Period);
        var merged = await store.MergeAsync(
            round, unit, inspector, filed, edit,
            (draft, isChanged) => isChanged || IsToBeFiled(edit, draft, filed) ? shown ?? (edit.File ? RefuseFiling(criteria, edit.Period, draft, rendering, filed, inspector) : null) : null, cancel);
        if (merged.IsRefused(out refusal))
            return refusal;
        var edited = merged.Answer.Heads.FirstOrDefault(head => head.Content.IsSameAs(edit.Content))?.Version;
        if (!IsToBeFiled(edit, merged.Answer, filed))
            return rendering.Own(inspector, edit.Period, merged.Answer, filed) with { Edited = edited };

        var admitted = await engine.SendAsync(PanelGrain.Ref(round), new AdmitSheet(unit, clock.GetUtcNow(), caller.Actor));
        if (admitted.IsRefused(out refusal))
            return NotFiled(refusal);
        var head = merged.Answer.Heads[0];
        var entered = await engine.SendAsync(
            UnitGrain.Ref(round, unit),
            new FileSheet(
                admitted.Answer.Code, head.Version, head.Content, rendering.Day(head.Content.VisitedAt), clock.GetUtcNow(), caller.Actor, admitted.Answer.By, edit.Period));
        return entered.IsRefused(out refusal) ? NotFiled(refusal) : rendering.Own(inspector, edit.Period, merged.Answer, entered.Answer.Find(inspector, edit.Period)) with { Edited = edited };
    }

    /// <summary>The refusal to file a sheet that was saved before, which says so. After a busy call it may be filed all the same.</summary>
    private static Refusal NotFiled(Refusal refusal) => refusal.Code == RefusalCode.Busy
        ? refusal
        : refusal with { Detail = $"{refusal.Detail} The sheet was saved and is not filed.", Facts = [.. refusal.Facts, ("saved", true)] };

    /// <summary>
    /// Whether the sheet as it stands is what the edit asks to file. An edit that is sent again after later ones files nothing.
    /// </summary>
    private static bool IsToBeFiled(SheetEdit edit, SheetDraft draft, FiledSheet? filed) =>
        edit.File && draft.Heads.FirstOrDefault(head => head.Content.IsSameAs(edit.Content)) is { } asked && asked.Version != filed?.Version;

    private static Refusal? RefuseFiling(
        IReadOnlyList<Criterion> criteria, string? period, SheetDraft draft, SheetRendering rendering, FiledSheet? filed, string inspector)
    {
        if (draft.IsConflicting)
        {
            SheetNotice[] conflict = [new("/basedOn", "conflicting", "Another device has written a version that basedOn does not name.")];
            var view = rendering.Own(inspector, period, draft, filed);
            return Refuse("Versions of this sheet conflict. Nothing was saved. Read the heads and name all of them in basedOn.", conflict) is var refusal
                ? refusal with { Facts = [.. refusal.Facts, ("heads", Json(view.Heads)), ("differences", view.Differences)] }
                : null;
        }
        if (criteria.Count == 0)
            return Refuse("The sheet cannot be filed: nothing on it is assessed for this unit. Nothing was saved.", [new("/file", "nothing-to-assess", "No criterion of the unit's class belongs to this sheet.")]);
        var faults = rendering.Faults(criteria, draft.Heads[0].Content);
        return faults.Count == 0 ? null : Refuse("The sheet cannot be filed. Nothing was saved.", faults);
    }

    private static Refusal Refuse(string detail, IReadOnlyList<SheetNotice> faults) => new(RefusalCode.NotFileable, detail, ("faults", Json(faults)));

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, ApiJson.Options);

    private static Sheet Counted(UnitInspections inspections, FiledSheet filed) =>
        inspections.Ledger.Sheets.FirstOrDefault(sheet => sheet.Inspector == filed.Inspector && sheet.Period == filed.Period)
        ?? new(filed.Inspector, filed.Content.Points, filed.Panel, filed.Content.Note, filed.VisitedOn, filed.Body, filed.Period, filed.Content.Figures);

    private ValueTask<Outcome<UnitPanel>> PanelsAsync(string round, string unit) => engine.SendAsync(PanelGrain.Ref(round), new ViewUnitPanel(unit));
}
