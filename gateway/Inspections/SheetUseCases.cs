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
public sealed class SheetUseCases(IEngine engine, SheetStore store, Interests interests, InspectionReach reach, TimeProvider clock)
{
    private const string Act = "work on inspection sheets";

    /// <summary>
    /// Merges an edit into the caller's own sheet and, if asked, files it. Refused with <see cref="RefusalCode.NotAllowed"/> for the sheet
    /// of another inspector, with <see cref="RefusalCode.UnitNotYours"/> for a unit of another panel, with
    /// <see cref="RefusalCode.WrongState"/> when points of colleagues can be read, and with <see cref="RefusalCode.NotFileable"/> when it
    /// is to be filed and cannot be: nothing is saved then.
    /// </summary>
    /// <param name="read">Reads the body by the rules of the round. Called only when the caller may work on the sheet.</param>
    public async ValueTask<Outcome<SheetView>> SaveAsync(
        string round, string unit, string inspector, Func<RoundRules, ValueTask<Outcome<SheetEdit>>> read, StaffAccount caller, CancellationToken cancel)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (caller.Name != inspector)
            return new Refusal(RefusalCode.NotAllowed, $"The sheet of '{inspector}' is written by '{inspector}' only.", ("inspector", inspector));
        var panel = await PanelAsync(round, unit);
        if (panel.IsRefused(out refusal))
            return refusal;
        if (panel.Answer.Panel is not { } own || !own.Inspectors.Contains(inspector))
            return new Refusal(RefusalCode.UnitNotYours, $"Unit '{unit}' has no panel with '{inspector}'.", ("unit", unit));
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        var edit = await read(work.Answer.Rules);
        return edit.IsRefused(out refusal) ? refusal : await SaveAsync(work.Answer, own, edit.Answer, caller, cancel);
    }

    /// <summary>
    /// Lets an inspector file once more although points of colleagues can be read. Refused with <see cref="RefusalCode.NoSuchSheet"/> when
    /// nothing is filed, and with <see cref="RefusalCode.SamePerson"/>.
    /// </summary>
    public async ValueTask<Outcome<SheetView>> ReopenAsync(string round, string unit, string inspector, string reason, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, Act);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        var panel = await PanelAsync(round, unit);
        if (panel.IsRefused(out refusal))
            return refusal;
        var reopened = await engine.SendAsync(UnitGrain.Ref(round, unit), new ReopenSheet(inspector, reason, clock.GetUtcNow(), caller.Actor));
        if (reopened.IsRefused(out refusal))
            return refusal;
        var filed = reopened.Answer.Find(inspector)!;
        return new SheetRendering(work.Answer.Rules, unit, panel.Answer.Panel).Filed(Counted(reopened.Answer, filed), filed);
    }

    /// <summary>The inspection of a unit as far as the caller may see it.</summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<UnitInspectionView>> ReadAsync(string round, string unit, StaffAccount? caller, CancellationToken cancel)
    {
        var work = await UnitWork.FindAsync(engine, round, unit);
        if (work.IsRefused(out var refusal))
            return refusal;
        var panel = await PanelAsync(round, unit);
        if (panel.IsRefused(out refusal))
            return refusal;
        var known = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        if (known.IsRefused(out refusal))
            return refusal;
        var seen = await reach.OfAsync(work.Answer.View, unit, panel.Answer.Panel, known.Answer, caller);
        if (seen.IsRefused(out refusal))
            return refusal;
        var inspections = known.Answer;
        var own = caller is null || !Access.Has(caller, round, Role.Inspector)
            ? SheetDraft.Empty
            : await store.FindAsync(round, unit, caller.Name, inspections.Find(caller.Name), cancel);
        if (own.IsRefused(out refusal))
            return refusal;

        var rendering = new SheetRendering(work.Answer.Rules, unit, panel.Answer.Panel);
        Sheet[] counted = [.. inspections.Ledger.Sheets.Where(sheet => seen.Answer.All || sheet.Inspector == caller?.Name)];
        var sheets = counted.Where(sheet => sheet.Inspector != caller?.Name || own.Answer.Heads.Count == 0).Select(sheet => rendering.Filed(sheet, inspections.Find(sheet.Inspector)));
        if (own.Answer.Heads.Count > 0)
            sheets = sheets.Append(rendering.Own(caller!.Name, own.Answer, inspections.Find(caller.Name)));
        var staffPanel = seen.Answer.IsStaff ? panel.Answer.Panel : null;
        return new UnitInspectionView(
            unit, staffPanel is null ? null : PanelView.Of(staffPanel), [.. sheets.OrderBy(sheet => sheet.Inspector, StringComparer.Ordinal)],
            [.. staffPanel?.Inspectors.Where(name => inspections.Find(name) is null) ?? []], rendering.Compare(inspections.Ledger, counted));
    }

    private async ValueTask<Outcome<SheetView>> SaveAsync(UnitWork work, InspectionPanel panel, SheetEdit edit, StaffAccount caller, CancellationToken cancel)
    {
        var (round, unit, inspector) = (work.View.Id, work.Unit.Code, caller.Name);
        var known = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        if (known.IsRefused(out var refusal))
            return refusal;
        var evidence = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewEvidence());
        if (evidence.IsRefused(out refusal))
            return refusal;
        var (rendering, filed) = (new SheetRendering(work.Rules, unit, panel, evidence.Answer), known.Answer.Find(inspector));
        var shown = InspectionBook.RefuseEdit(known.Answer.Filed, inspector);
        var merged = await store.MergeAsync(
            round, unit, inspector, filed, edit,
            (draft, isChanged) => isChanged || IsToBeFiled(edit, draft, filed) ? shown ?? (edit.File ? RefuseFiling(work.Rules, draft, rendering, filed, inspector) : null) : null, cancel);
        if (merged.IsRefused(out refusal))
            return refusal;
        if (!IsToBeFiled(edit, merged.Answer, filed))
            return rendering.Own(inspector, merged.Answer, filed);

        var admitted = await engine.SendAsync(PanelGrain.Ref(round), new AdmitSheet(unit, clock.GetUtcNow(), caller.Actor));
        if (admitted.IsRefused(out refusal))
            return refusal;
        var head = merged.Answer.Heads[0];
        var entered = await engine.SendAsync(
            UnitGrain.Ref(round, unit),
            new FileSheet(admitted.Answer.Code, head.Version, head.Content, rendering.Day(head.Content.VisitedAt), clock.GetUtcNow(), caller.Actor));
        return entered.IsRefused(out refusal) ? refusal : rendering.Own(inspector, merged.Answer, entered.Answer.Find(inspector));
    }

    /// <summary>
    /// Whether the sheet as it stands is what the edit asks to file. An edit that is sent again after later ones files nothing.
    /// </summary>
    private static bool IsToBeFiled(SheetEdit edit, SheetDraft draft, FiledSheet? filed) =>
        edit.File && draft.Heads.FirstOrDefault(head => head.Content.IsSameAs(edit.Content)) is { } asked && asked.Version != filed?.Version;

    private static Refusal? RefuseFiling(RoundRules rules, SheetDraft draft, SheetRendering rendering, FiledSheet? filed, string inspector)
    {
        if (draft.IsConflicting)
        {
            SheetNotice[] conflict = [new("/basedOn", "conflicting", "Another device has written a version that basedOn does not name.")];
            var view = rendering.Own(inspector, draft, filed);
            return Refuse("Versions of this sheet conflict. Nothing was saved. Read the heads and name all of them in basedOn.", conflict) is var refusal
                ? refusal with { Facts = [.. refusal.Facts, ("heads", Json(view.Heads)), ("differences", view.Differences)] }
                : null;
        }
        var faults = SheetCheck.Faults(rules, draft.Heads[0].Content);
        return faults.Count == 0 ? null : Refuse("The sheet cannot be filed. Nothing was saved.", faults);
    }

    private static Refusal Refuse(string detail, IReadOnlyList<SheetNotice> faults) => new(RefusalCode.NotFileable, detail, ("faults", Json(faults)));

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, ApiJson.Options);

    private static Sheet Counted(UnitInspections inspections, FiledSheet filed) =>
        inspections.Ledger.Sheets.FirstOrDefault(sheet => sheet.Inspector == filed.Inspector) ?? new(filed.Inspector, filed.Content.Points, filed.Panel, filed.Content.Note, filed.VisitedOn, filed.Content.Figures);

    private ValueTask<Outcome<UnitPanel>> PanelAsync(string round, string unit) => engine.SendAsync(PanelGrain.Ref(round), new ViewUnitPanel(unit));
}
