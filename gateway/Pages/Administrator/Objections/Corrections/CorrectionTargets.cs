using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>Something that can be corrected: an entry of the ledger, or a missing one.</summary>
/// <param name="Value">The value in the form: the kind, and the name of the entry.</param>
/// <param name="Name">The name in the reader's language.</param>
/// <param name="Row">The correction to start from, with the current values.</param>
public sealed record CorrectionTarget(string Value, string Name, CorrectionRow Row);

/// <summary>
/// Lists what can be corrected about a unit by the round's rules and the unit's ledger. Votes are not listed, because they are never
/// changed.
/// </summary>
public static class CorrectionTargets
{
    /// <summary>The targets under the text keys of their headings.</summary>
    public static IEnumerable<(string Heading, IReadOnlyList<CorrectionTarget> Targets)> Of(CorrectionFields fields, Catalogue texts)
    {
        var ledger = fields.Ledger;
        if (fields.Assessed.Any())
        {
            yield return ("correction.sheets",
            [
                .. ledger.Sheets.SelectMany(sheet => Changed(sheet.Name, fields.Sheet(sheet.Inspector, sheet.Period), new SheetEntered(sheet), new SheetWithdrawn(sheet.Inspector, sheet.Period))),
                New("sheet-entered"),
            ]);
            yield return ("correction.claims",
            [
                .. fields.Assessed.SelectMany(SheetForm.PeriodsOf, (criterion, period) => Target(
                    "claim-decided", fields.Claim(criterion.Code, period), Claim.NameOf(criterion.Code, period),
                    ledger.Claims.FirstOrDefault(claim => claim.Criterion == criterion.Code && claim.Period == period) is { } claim
                        ? CorrectionRow.Of(new ClaimDecided(claim), fields)
                        : new("claim-decided", new Dictionary<string, string> { ["claim/criterion"] = criterion.Code, ["claim/period"] = period ?? "" }))),
            ]);
        }
        yield return ("correction.adjustments",
        [
            .. ledger.Adjustments.SelectMany(adjustment => Changed(adjustment.Id, adjustment.Id, new AdjustmentEntered(adjustment), new AdjustmentWithdrawn(adjustment.Id))),
            New("adjustment-entered"),
        ]);
        yield return ("correction.spotChecks",
            [.. ledger.SpotChecks.SelectMany(check => Changed(check.Id, check.Id, new SpotCheckEntered(check), new SpotCheckWithdrawn(check.Id))), New("spot-check-entered")]);
        CorrectionTarget[] facts =
        [
            .. ledger.Facts.SelectMany(fact => Changed(fact.Fact, fields.Fact(fact.Fact), new FactStated(fact), new FactWithdrawn(fact.Fact))),
            .. fields.Facts.Except(ledger.Facts.Select(fact => fact.Fact)).Select(fact => Target("fact-stated", fields.Fact(fact), fact, CorrectionRow.Of(new FactStated(new(fact)), fields))),
        ];
        if (facts.Length > 0)
            yield return ("correction.facts", facts);

        CorrectionTarget Target(string kind, string name, string about, CorrectionRow row) => new($"{kind} {about}", texts.Say($"correction.{kind}", name), row);

        CorrectionTarget New(string kind) => new(kind, texts[$"correction.{kind}-new"], new(kind, new Dictionary<string, string>()));

        IEnumerable<CorrectionTarget> Changed(string about, string name, params LedgerChange[] changes) =>
            changes.Select(change => CorrectionRow.Of(change, fields)).Select(row => Target(row.Kind, name, about, row));
    }
}
