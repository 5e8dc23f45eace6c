using System.Globalization;
using System.Text.Json;
using Evaluation.Assessment;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>The ledger of a unit, computed from its events by rules that are written here again, without code of the grains.</summary>
internal sealed class LedgerModel
{
    private const decimal BonusCap = 5;

    private readonly Dictionary<string, string> _sheets = [];
    private readonly Dictionary<string, (string Item, string? Decision)> _claims = [];
    private readonly Dictionary<string, string> _checks = [];
    private readonly Dictionary<string, Adjusted> _adjustments = [];
    private string? _fact;
    private bool _isReopened;
    private bool _isClosed;

    /// <summary>Bonuses that two different persons have signed, up to the cap.</summary>
    public decimal Bonus => Math.Min(BonusCap, _adjustments.Values.Where(adjusted => adjusted is { Approver: not null, Kind: "bonus" }).Sum(adjusted => adjusted.Points));

    public bool IsEligible => _fact is null;

    /// <summary>The ledger after so many events.</summary>
    public static LedgerModel Of(IEnumerable<Happening> story)
    {
        var ledger = new LedgerModel();
        foreach (var happened in story)
            ledger.Apply(happened);
        return ledger;
    }

    /// <summary>All entries as lines, in order.</summary>
    public IEnumerable<string> Lines => Sorted(
    [
        .. _sheets.Values,
        .. _claims.Select(claim => $"claim {claim.Key} {ClaimedOf(claim.Value.Item)} {(_isReopened ? "open" : claim.Value.Decision ?? "open")}"),
        .. _checks.Select(check => $"check {check.Key} {check.Value}"),
        .. _adjustments.Select(adjusted => $"adjustment {adjusted.Key} {adjusted.Value.Kind} {adjusted.Value.Points} {adjusted.Value.Proposer} {adjusted.Value.Approver}"),
        .. _fact is null ? (string[])[] : [$"fact {_fact}"],
    ]);

    /// <summary>The same lines of a ledger of the grains.</summary>
    public static IEnumerable<string> LinesOf(UnitLedger ledger) => Sorted(
    [
        .. ledger.Sheets.Select(sheet => Sheet(sheet.Inspector, sheet.Points["results"], sheet.Points["safety"], sheet.Note)),
        .. ledger.Claims.Select(claim =>
            $"claim {claim.Criterion} {Shown(claim.Claimed)} {(claim.IsOpen ? "open" : $"{Shown(claim.Accepted)} {claim.Reason}")}"),
        .. ledger.SpotChecks.Select(check => $"check {check.Id} {check.Failed} {check.Note}"),
        .. ledger.Adjustments.Select(adjusted =>
            $"adjustment {adjusted.Id} {adjusted.Kind.ToString().ToLowerInvariant()} {adjusted.Points} {adjusted.ProposedBy} {adjusted.ApprovedBy}"),
        .. ledger.Facts.Select(fact => $"fact {fact.Fact} {fact.Note}"),
    ]);

    private void Apply(Happening happened)
    {
        switch (happened.Event)
        {
            case "ledger-closed":
                _isClosed = true;
                return;
            case "ledger-opened":
                _isClosed = false;
                return;
        }
        if (happened.Event == "ledger-corrected")
        {
            Assert.True(_isClosed, $"The ledger is open: {happened}.");
            foreach (var change in happened.Json.GetProperty("changes").EnumerateArray())
                Correct(change);
            return;
        }
        Assert.False(_isClosed, $"The ledger was closed before {happened}.");
        switch (happened.Event)
        {
            case "self-assessment-filed":
                Assert.True(_claims.Count == 0 || _isReopened, $"Another self-assessment is filed: {happened}.");
                foreach (var item in happened.Json.GetProperty("content").GetProperty("items").EnumerateArray())
                    File(item.GetProperty("criterion").GetString()!, item.GetRawText());
                _isReopened = false;
                break;
            case "self-assessment-reopened":
                Assert.True(_claims.Count > 0 && !_isReopened, $"No self-assessment is filed: {happened}.");
                _isReopened = true;
                break;
            case "claim-reviewed":
                Assert.False(_isReopened, $"The self-assessment is reopened: {happened}.");
                Review(happened, happened.Json.GetProperty("claim"));
                break;
            case "sheet-filed":
                var points = happened.Json.GetProperty("content").GetProperty("points");
                _sheets[happened.By] = Sheet(happened.By, Points(points, "results"), Points(points, "safety"), happened.Text("content.note"));
                break;
            case "spot-check-recorded":
                _checks.Add(happened.Created!, $"{happened.Json.GetProperty("check").GetProperty("failed").GetBoolean()} {happened.Mark}");
                break;
            case "spot-check-retracted":
                Assert.True(_checks.Remove(happened.Text("id")!), $"There is no such check: {happened}.");
                break;
            case "fact-recorded":
                _fact = $"named {happened.Mark}";
                break;
            case "fact-retracted":
                Assert.NotNull(_fact);
                _fact = null;
                break;
            case "adjustment-proposed":
                _adjustments.Add(happened.Created!, new(happened.Text("adjustment.kind")!, happened.Number("adjustment.points"), happened.By, happened.Person));
                break;
            case "adjustment-approved":
                Decide(happened, "adjustment.id");
                break;
            case "adjustment-rejected" or "adjustment-retracted":
                Decide(happened, "id");
                _adjustments.Remove(happened.Text("id")!);
                break;
        }
    }

    private void Correct(JsonElement change)
    {
        switch (change.Text("change"))
        {
            case "sheet-entered":
                var points = change.GetProperty("sheet").GetProperty("points");
                var inspector = change.Text("sheet.inspector")!;
                _sheets[inspector] = Sheet(inspector, Points(points, "results"), Points(points, "safety"), change.Text("sheet.note"));
                break;
            case "sheet-withdrawn":
                _sheets.Remove(change.Text("inspector")!);
                break;
            case "adjustment-entered":
                var adjustment = change.GetProperty("adjustment");
                _adjustments[adjustment.Text("id")!] = new(
                    adjustment.Text("kind")!, adjustment.GetProperty("points").GetDecimal(), adjustment.Text("proposedBy")!, "", adjustment.Text("approvedBy"));
                break;
            case "adjustment-withdrawn":
                _adjustments.Remove(change.Text("id")!);
                break;
            case "spot-check-entered":
                var check = change.GetProperty("spotCheck");
                _checks[check.Text("id")!] = $"{check.GetProperty("failed").GetBoolean()} {check.Text("note")}";
                break;
            case "fact-stated":
                _fact = $"{change.Text("fact.fact")} {change.Text("fact.note")}";
                break;
            case "fact-withdrawn":
                _fact = null;
                break;
            case var other:
                throw new InvalidDataException($"Nobody corrects with '{other}'.");
        }
    }

    /// <summary>A decision stays while the item does not change.</summary>
    private void File(string criterion, string item)
    {
        if (!_claims.TryGetValue(criterion, out var known) || known.Item != item)
            _claims[criterion] = (item, null);
    }

    private void Review(Happening happened, JsonElement review)
    {
        var criterion = review.GetProperty("criterion").GetString()!;
        var (claimed, accepted) = (Points(review, "claimed"), Points(review, "accepted"));
        Assert.True(Shown(claimed) == ClaimedOf(_claims[criterion].Item) && !(accepted > (claimed ?? 0)), $"More is accepted than claimed: {happened}.");
        _claims[criterion] = _claims[criterion] with { Decision = $"{Shown(accepted)} {happened.Mark}" };
    }

    private void Decide(Happening happened, string path)
    {
        var id = happened.Text(path)!;
        Assert.True(_adjustments.TryGetValue(id, out var adjusted), $"No adjustment waits: {happened}.");
        Assert.True(adjusted!.Proposer != happened.By && adjusted.Person != happened.Person, $"One person proposes and decides: {happened}.");
        Assert.True(adjusted.Approver is null || happened.Event == "adjustment-retracted", $"The adjustment is approved: {happened}.");
        _adjustments[id] = adjusted with { Approver = happened.By };
    }

    private static string ClaimedOf(string item) =>
        JsonElement.Parse(item).GetProperty("claimed") is { ValueKind: JsonValueKind.Number } number ? Shown(number.GetDecimal()) : Shown(null);

    private static decimal? Points(JsonElement points, string name) =>
        points.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.Number ? given.GetDecimal() : null;

    private static string Sheet(string inspector, decimal? results, decimal? safety, string? note) => $"sheet {inspector} {Shown(results)} {Shown(safety)} {note}";

    private static string Shown(decimal? points) => points?.ToString(CultureInfo.InvariantCulture) ?? "na";

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);

    private sealed record Adjusted(string Kind, decimal Points, string Proposer, string Person, string? Approver = null);
}
