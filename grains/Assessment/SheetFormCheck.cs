using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>Checks the body and the period of a sheet, and the period of a claim, against the rules of the round (F21, F30).</summary>
public static class SheetFormCheck
{
    /// <summary>Whether bodies file such sheets. Reports what is wrong.</summary>
    /// <param name="ledger">The unit's ledger: its other sheets and the weights of inspectors.</param>
    /// <param name="at">The pointer of the sheet.</param>
    internal static bool IsSheet(RoundRules rules, UnitLedger ledger, Sheet sheet, string at, FaultList faults)
    {
        if (rules.Bodies.Count == 0)
            return true;
        if (!rules.Bodies.Contains(sheet.By))
        {
            faults.Add($"{at}/by", sheet.By is null
                ? $"is missing: every assessed criterion belongs to a body; known are {PlainText.QuotedList([.. rules.Bodies.OfType<string>()])}"
                : $"is no body of the round that owns criteria; {NameHint.For(sheet.By, rules.Bodies.OfType<string>())}");
            return false;
        }
        if (ledger.Sheets.FirstOrDefault(other => other.Inspector == sheet.Inspector && other.By != sheet.By) is { } other)
            faults.Add($"{at}/by", $"is not the body of the inspector's other sheets, which is {PlainText.Quoted(other.By ?? "the inspection panel")}; an inspector belongs to one body per unit");
        if (ledger.Weights?.Where(weight => weight.By == sheet.By).Select(weight => weight.Inspector).ToArray() is { Length: > 0 } weighted && !weighted.Contains(sheet.Inspector))
            faults.Add($"{at}/inspector", $"has no weight in the panel of the unit; {NameHint.For(sheet.Inspector, weighted)}");
        return IsPeriod(rules.SheetPeriods(sheet.By), sheet.Period, $"{at}/period", faults);
    }

    /// <summary>Whether a claim for the criterion may have this period. Reports what is wrong.</summary>
    public static bool IsPeriod(RoundRules rules, string criterion, string? period, string at, FaultList faults) =>
        rules.AssessedCriteria.FirstOrDefault(known => known.Code == criterion) is not { } assessed || IsPeriod(SheetForm.PeriodsOf(assessed), period, at, faults);

    /// <summary>Whether the period is one of these. Reports what is wrong.</summary>
    public static bool IsPeriod(IReadOnlyList<string?> periods, string? period, string at, FaultList faults)
    {
        if (periods.Contains(period))
            return true;
        string[] named = [.. periods.OfType<string>()];
        faults.Add(at, period is null ? $"is missing: known are {PlainText.QuotedList(named)}"
            : named.Length == 0 ? "is not used by these criteria: leave it out"
            : $"is no period of these criteria; {NameHint.For(period, named)}");
        return false;
    }
}
