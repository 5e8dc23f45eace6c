using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>One correction in words.</summary>
/// <param name="Title">The corrected entry.</param>
/// <param name="Lines">The changed fields with their values before and after; empty for a withdrawn entry.</param>
public sealed record WordedCorrection(string Title, IReadOnlyList<(string Label, string? Before, string After)> Lines);

/// <summary>Writes corrections in the reader's language.</summary>
public static class CorrectionWords
{
    /// <summary>
    /// Each correction with the values before it and after it. Each one starts from the ledger that the corrections before it have changed.
    /// </summary>
    /// <param name="ledger">The ledger before the first correction; null when it is not known. The values before are left out then.</param>
    public static IReadOnlyList<WordedCorrection> Of(IReadOnlyList<LedgerChange> changes, UnitLedger? ledger, CorrectionFields fields, Catalogue texts)
    {
        var worded = new List<WordedCorrection>(changes.Count);
        foreach (var change in changes)
        {
            worded.Add(Of(change, ledger is null ? null : Standing(change, ledger), fields, texts));
            ledger = ledger is null ? null : change.ApplyTo(ledger);
        }
        return worded;
    }

    private static WordedCorrection Of(LedgerChange change, LedgerChange? standing, CorrectionFields fields, Catalogue texts)
    {
        var (name, goes) = change switch
        {
            SheetEntered entered => (fields.Sheet(entered.Sheet.Inspector, entered.Sheet.Period), false),
            SheetWithdrawn withdrawn => (fields.Sheet(withdrawn.Inspector, withdrawn.Period), true),
            ClaimDecided decided => (fields.Claim(decided.Claim.Criterion, decided.Claim.Period), false),
            AdjustmentEntered entered => (entered.Adjustment.Id, false),
            AdjustmentWithdrawn withdrawn => (withdrawn.Id, true),
            SpotCheckEntered entered => (entered.SpotCheck.Id, false),
            SpotCheckWithdrawn withdrawn => (withdrawn.Id, true),
            FactStated stated => (fields.Fact(stated.Fact.Fact), false),
            FactWithdrawn withdrawn => (fields.Fact(withdrawn.Fact), true),
            _ => throw new System.Diagnostics.UnreachableException(change.GetType().Name),
        };
        var after = CorrectionRow.Of(change, fields);
        var title = texts.Say($"corrected.{after.Kind}", name);
        if (goes)
            return new(title, []);
        var before = standing is null ? null : CorrectionRow.Of(standing, fields);
        return new(title,
        [
            .. fields.Of(after.Kind).Where(field => after[field.Path] != (before?[field.Path] ?? ""))
                .Select(field => (field.Label, before is null ? null : Say(field, before[field.Path], texts), Say(field, after[field.Path], texts))),
        ]);
    }

    private static string Say(CorrectionField field, string value, Catalogue texts) =>
        value.Length == 0 ? "—"
        : field.Kind == FieldKind.Points && value == CorrectionRow.NotApplicable ? texts["correction.na"]
        : field.Choices?.FirstOrDefault(choice => choice.Value == value).Name ?? value;

    /// <summary>The ledger's entry with the same name, as a correction that enters it; null when there is none.</summary>
    private static LedgerChange? Standing(LedgerChange change, UnitLedger ledger) => change switch
    {
        SheetEntered entered when ledger.Sheets.FirstOrDefault(sheet => sheet.Name == entered.Sheet.Name) is { } sheet => new SheetEntered(sheet),
        ClaimDecided decided when ledger.Claims.FirstOrDefault(claim => claim.Name == decided.Claim.Name) is { } claim => new ClaimDecided(claim),
        AdjustmentEntered entered when ledger.Adjustments.FirstOrDefault(standing => standing.Id == entered.Adjustment.Id) is { } adjustment => new AdjustmentEntered(adjustment),
        SpotCheckEntered entered when ledger.SpotChecks.FirstOrDefault(standing => standing.Id == entered.SpotCheck.Id) is { } check => new SpotCheckEntered(check),
        FactStated stated when ledger.Facts.FirstOrDefault(standing => standing.Fact == stated.Fact.Fact) is { } fact => new FactStated(fact),
        _ => null,
    };
}
