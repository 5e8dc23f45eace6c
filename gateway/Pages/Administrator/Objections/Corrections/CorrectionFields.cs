using Evaluation.Assessment;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>The fields of each kind of correction, for one round and one unit.</summary>
/// <param name="ledger">The unit's ledger of the newest version. Its entries can be withdrawn.</param>
/// <param name="staff">Who uses the accounts of inspectors.</param>
public sealed class CorrectionFields(RoundRules rules, UnitLedger ledger, PageRequest request, StaffNames staff)
{
    private readonly RoundNames _names = new(rules, request);

    private Catalogue T => request.Texts;

    /// <summary>The assessed criteria that claims have.</summary>
    public IEnumerable<Criterion> Assessed => rules.FiledCriteria;

    /// <summary>The facts that the conditions of the round's vetoes name.</summary>
    public IEnumerable<string> Facts => rules.Vetoes.Select(veto => veto.When.Fact).OfType<string>().Distinct();

    public UnitLedger Ledger => ledger;

    public string Criterion(string code) => _names.Criterion(code);

    public string Fact(string code) => _names.Fact(code);

    /// <summary>The name of a sheet: that of its inspector, with the period if there is one.</summary>
    public string Sheet(string inspector, string? period) => Evaluation.Assessment.Sheet.NameOf(staff.Of(inspector), period);

    /// <summary>The name of a claim: that of its criterion, with the period if there is one.</summary>
    public string Claim(string criterion, string? period) => period is null ? _names.Criterion(criterion) : $"{_names.Criterion(criterion)} {period}";

    /// <summary>The fields of a kind, in the order of the form; none for an unknown kind.</summary>
    public IReadOnlyList<CorrectionField> Of(string kind) => kind switch
    {
        "sheet-entered" =>
        [
            new("sheet/inspector", T["correction.inspector"], FieldKind.Text),
            .. rules.SheetCriteria.SelectMany(Given),
            .. Body("sheet/by"),
            .. Period("sheet/period"),
            new("sheet/panel", T["correction.panel"], FieldKind.Text, IsOptional: true),
            new("sheet/visitedOn", T["correction.visitedOn"], FieldKind.Date, IsOptional: true),
            new("sheet/note", T["correction.note"], FieldKind.Lines, IsOptional: true),
        ],
        "sheet-withdrawn" => [Standing("inspector", "correction.inspector", ledger.Sheets.Select(sheet => sheet.Inspector).Distinct(), staff.Of), .. Period("period")],
        "claim-decided" =>
        [
            new("claim/criterion", T["correction.criterion"], FieldKind.Text, [.. Assessed.Select(criterion => (criterion.Code, _names.Criterion(criterion.Code)))]),
            .. Period("claim/period"),
            new("claim/claimed", T["correction.claimed"], FieldKind.Points, Hint: T["correction.naHint"]),
            new("claim/accepted", T["correction.accepted"], FieldKind.Points, Hint: T["correction.naHint"]),
            new("claim/reason", T["correction.reason"], FieldKind.Lines, Hint: T["correction.reasonHint"], IsOptional: true),
        ],
        "adjustment-entered" =>
        [
            new("adjustment/id", T["correction.id"], FieldKind.Text, Hint: T["correction.idHint"]),
            new("adjustment/kind", T["correction.kind"], FieldKind.Text, [.. ((string[])["bonus", "deduction", "daily"]).Select(kind => (kind, T["correction.kind-" + kind]))]),
            .. Entry(),
            new("adjustment/fact", T["correction.fact"], FieldKind.Lines),
            new("adjustment/document", T["correction.document"], FieldKind.Text, IsOptional: true),
        ],
        "adjustment-withdrawn" => [Standing("id", "correction.id", ledger.Adjustments.Select(adjustment => adjustment.Id))],
        "spot-check-entered" =>
        [
            new("spotCheck/id", T["correction.id"], FieldKind.Text, Hint: T["correction.idHint"]),
            new("spotCheck/failed", T["correction.failed"], FieldKind.Flag, [("true", T["correction.yes"]), ("false", T["correction.no"])]),
            new("spotCheck/on", T["correction.on"], FieldKind.Date, IsOptional: true),
            new("spotCheck/note", T["correction.note"], FieldKind.Lines, IsOptional: true),
        ],
        "spot-check-withdrawn" => [Standing("id", "correction.id", ledger.SpotChecks.Select(check => check.Id))],
        "fact-stated" =>
        [
            new("fact/fact", T["correction.fact"], FieldKind.Text, [.. Facts.Select(fact => (fact, Fact(fact)))]),
            new("fact/document", T["correction.document"], FieldKind.Text, IsOptional: true),
        ],
        "fact-withdrawn" => [Standing("fact", "correction.fact", ledger.Facts.Select(fact => fact.Fact), Fact)],
        _ => [],
    };

    /// <summary>What a sheet has for a criterion: points, or the figure from which they follow.</summary>
    private IEnumerable<CorrectionField> Given(Criterion criterion)
    {
        var name = _names.Criterion(criterion.Code);
        if (!criterion.HasFigure)
        {
            yield return new($"sheet/points/{criterion.Code}", name, FieldKind.Points, Hint: T.Say("correction.pointsHint", request.Formats.Number(criterion.Points)), IsOptional: HasForms);
            yield break;
        }
        yield return new($"sheet/figures/{criterion.Code}/value", T.Say("correction.figure", name), FieldKind.Figure, Hint: T["correction.figureHint"], IsOptional: HasForms);
        if (criterion.HasTarget)
            yield return new($"sheet/figures/{criterion.Code}/target", T.Say("correction.figureTarget", name), FieldKind.Text, IsOptional: true);
    }

    // A sheet of a body or a period has some of the criteria only.
    private bool HasForms => rules.Assessors is not null || rules.HasPeriods;

    private IEnumerable<CorrectionField> Body(string path) => rules.Assessors is { } bodies
        ? [new(path, T["correction.by"], FieldKind.Text, [.. bodies.Select(body => (body.Code, _names.Body(body.Code)))], IsOptional: true)]
        : [];

    private IEnumerable<CorrectionField> Period(string path) => rules.HasPeriods
        ? [new(path, T["correction.period"], FieldKind.Text, [.. Assessed.SelectMany(criterion => criterion.Periods ?? []).Distinct().Select(period => (period, period))], IsOptional: true)]
        : [];

    /// <summary>What gives the points: an entry of the catalogue with its level, or else typed points and their rule.</summary>
    private IEnumerable<CorrectionField> Entry()
    {
        var isFree = rules.Entries is null;
        if (rules.Entries is { } entries)
        {
            yield return new("adjustment/entry", T["correction.entry"], FieldKind.Text, [.. entries.Select(entry => (entry.Code, _names.Entry(entry.Code)))], T["correction.entryHint"], IsOptional: true);
            (string, string)[] levels =
            [
                .. entries.SelectMany(entry => (entry.Levels?.Keys ?? []).Select(level => (Level: level, Name: _names.Level(entry.Code, level)))).GroupBy(named => named.Level)
                    .Select(level => (level.Key, string.Join(" / ", level.Select(named => named.Name).Distinct()))),
            ];
            if (levels.Length > 0)
                yield return new("adjustment/level", T["correction.level"], FieldKind.Text, levels, IsOptional: true);
        }
        yield return new("adjustment/points", T["correction.points"], FieldKind.Number, Hint: isFree ? null : T["correction.entryPointsHint"], IsOptional: !isFree);
        yield return new("adjustment/rule", T["correction.rule"], FieldKind.Text, IsOptional: !isFree);
    }

    private CorrectionField Standing(string path, string label, IEnumerable<string> codes, Func<string, string>? name = null) =>
        new(path, T[label], FieldKind.Text, [.. codes.Select(code => (code, name?.Invoke(code) ?? code))]);
}
