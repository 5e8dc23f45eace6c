using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Units.Inspections;

/// <summary>The filed sheets of a unit: the last filed version of each inspector and period, and who may correct it.</summary>
public sealed record InspectionBook
{
    public static readonly InspectionBook Empty = new();

    private ImmutableSortedDictionary<string, FiledSheet> Sheets { get; init; } = ImmutableSortedDictionary.Create<string, FiledSheet>(StringComparer.Ordinal);

    public IEnumerable<FiledSheet> Filed => Sheets.Values;

    /// <param name="inspector">The inspector.</param>
    /// <param name="period">Null for the sheet without a period.</param>
    public FiledSheet? Find(string inspector, string? period = null) => Sheets.GetValueOrDefault(Sheet.NameOf(inspector, period));

    internal Decision<UnitEvent> File(FileSheet file)
    {
        var standing = Find(file.By.Account, file.Period);
        if (standing is not null && (file.Version <= standing.Version || (standing.Panel == file.Panel && standing.Content.IsSameAs(file.Content))))
            return Decision<UnitEvent>.NothingToDo;
        if (RefuseEdit(file.By.Account, file.Body, file.Period) is { } shown)
            return shown;
        return new SheetFiled(file.Panel, file.Version, file.Content, file.VisitedOn, file.At, file.By.Account, file.Body, file.Period) { Person = file.By.StoredPerson };
    }

    internal Decision<UnitEvent> Reopen(ReopenSheet reopen)
    {
        if (Find(reopen.Inspector, reopen.Period) is not { } sheet)
            return new Refusal(
                RefusalCode.NoSuchSheet, $"'{reopen.Inspector}' has filed no sheet for this unit{(reopen.Period is { } period ? $" and {period}" : "")}.", ("inspector", reopen.Inspector));
        if (sheet.IsReopened)
            return Decision<UnitEvent>.NothingToDo;
        if (reopen.By.IsSamePersonAs(Actor.Of(sheet.Inspector, sheet.Person)))
            return new Refusal(RefusalCode.SamePerson, "Another person than the inspector reopens a sheet.", ("inspector", reopen.Inspector));
        return new SheetReopened(reopen.Inspector, reopen.Reason, reopen.At, reopen.By.Account, reopen.Period) { Person = reopen.By.StoredPerson };
    }

    /// <summary>
    /// The reason why an inspector may not change the own sheet now, or null. From the moment when a colleague of the body has filed for
    /// the period as well, each can read the other's points: both sheets are then closed until a reviewer reopens one for one more filing.
    /// </summary>
    public Refusal? RefuseEdit(string inspector, string? body = null, string? period = null) => RefuseEdit(Filed, inspector, body, period);

    /// <inheritdoc cref="RefuseEdit(string, string, string)"/>
    public static Refusal? RefuseEdit(IEnumerable<FiledSheet> filed, string inspector, string? body = null, string? period = null)
    {
        FiledSheet[] all = [.. filed.Where(sheet => sheet.Body == body && sheet.Period == period)];
        return all.FirstOrDefault(sheet => sheet.Inspector == inspector) is { IsReopened: false } && all.Length > 1
            ? new(RefusalCode.WrongState, "The sheet is filed, and points of colleagues can be read. A reviewer can reopen it.", ("state", "filed"))
            : null;
    }

    internal InspectionBook Add(SheetFiled filed) => this with
    {
        Sheets = Sheets.SetItem(
            Sheet.NameOf(filed.By, filed.Period),
            new(filed.By, filed.Person, filed.Panel, filed.Version, filed.Content, filed.VisitedOn, filed.At, Body: filed.Body, Period: filed.Period)),
    };

    internal InspectionBook Open(SheetReopened reopened) =>
        Find(reopened.Inspector, reopened.Period) is { } sheet
            ? this with { Sheets = Sheets.SetItem(Sheet.NameOf(reopened.Inspector, reopened.Period), sheet with { IsReopened = true }) }
            : this;
}

/// <summary>The sheet of an inspector for a unit as it was last filed. It counts until another version is filed.</summary>
/// <param name="Person">The person who uses the inspector's account; null when it is the account's own name.</param>
/// <param name="Panel">The unit's panel when the sheet was filed.</param>
/// <param name="Version">The version of the sheet that was filed.</param>
/// <param name="VisitedOn">The day of the visit in the round's time zone.</param>
/// <param name="At">When it was filed.</param>
/// <param name="IsReopened">Whether a reviewer allows one more filing.</param>
/// <param name="Body">The assessing body of the panel; null for the inspection panel.</param>
/// <param name="Period">The period of the sheet; null for criteria without periods.</param>
public sealed record FiledSheet(
    string Inspector, string? Person, string Panel, long Version, SheetContent Content, DateOnly? VisitedOn, DateTimeOffset At, bool IsReopened = false,
    string? Body = null, string? Period = null);

/// <summary>
/// The inspections of a unit: its filed sheets, by inspector, and its ledger, which corrections by objections may have changed.
/// </summary>
public sealed record UnitInspections(IReadOnlyList<FiledSheet> Filed, UnitLedger Ledger)
{
    /// <param name="inspector">The inspector.</param>
    /// <param name="period">Null for the sheet without a period.</param>
    public FiledSheet? Find(string inspector, string? period = null) => Filed.FirstOrDefault(sheet => sheet.Inspector == inspector && sheet.Period == period);
}
