using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Pages.Reviewer.Bulk;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>Makes the matters of one round, in the reader's language.</summary>
/// <param name="person">All accounts of the person who reads.</param>
/// <param name="staff">Who uses the accounts that acts name.</param>
internal sealed class MatterMaker(RoundView view, RoundRules rules, StaffAccount caller, IReadOnlyList<StaffAccount> person, StaffNames staff, PageRequest request, DateTimeOffset now)
{
    private readonly RoundNames _names = new(rules, request);
    private readonly FigureNames _figures = new(rules, request);
    private readonly Dictionary<string, Unit> _units = rules.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
    private readonly bool _isReviewer = Access.Has(caller, view.Id, Role.Reviewer);

    public RoundView View => view;

    public RoundRules Rules => rules;

    public DateOnly Today { get; } = now.DayIn(rules.TimeZone);

    public IEnumerable<Matter> Claims(Unit unit, UnitClaims claims) =>
        ClaimView.Of(rules.OfUnit(unit), unit.Code, claims.IsFiled, claims.Claims).Where(claim => claim.State == ClaimState.Open).Select(claim => Of(
            MatterKind.Claim, unit.Code, Say("claim", NameOf(claim), Points(claim.Claimed.Points), request.Formats.Number(claim.Max)),
            claims.FiledAt is { } at ? Say("claim-why", request.Formats.Moment(at, rules.TimeZone)) : "",
            null, claims.FiledAt, $"/reviews/{view.Id}/{unit.Code}/claims#{Anchor(claim)}", "check", ReviewerOnly, Tick.Of(view.Id, claim).ToString()));

    public Matter Adjustment(Unit unit, AdjustmentEntry entry)
    {
        var isOwn = entry.Proposed.Actor.IsSamePersonAs(caller.Actor);
        return Of(
            MatterKind.Adjustment, unit.Code, Say("adjustment-" + entry.Adjustment.Kind.ToString().ToLowerInvariant(), request.Formats.Number(entry.Adjustment.Points), entry.Adjustment.Fact),
            Say("adjustment-why", entry.Adjustment.Rule, staff.Of(entry.Proposed.By), request.Formats.Moment(entry.Proposed.At, rules.TimeZone)),
            null, entry.Proposed.At, $"/reviews/{view.Id}/{unit.Code}/adjustments#{entry.Adjustment.Id}", "check", isOwn ? Reviewer.Barrier.Own : ReviewerOnly,
            BulkItem.Of(view.Id, unit.Code, entry.Adjustment.Id));
    }

    public Matter Finding(Finding finding)
    {
        Barrier? barrier = finding.State switch
        {
            FindingState.Open => Reviewer.Barrier.Unit,
            FindingState.Replied => Access.Has(caller, view.Id, Role.Inspector) ? null : Reviewer.Barrier.Inspector,
            _ => ReviewerOnly,
        };
        var what = finding.Notice is { } notice ? request.Texts.Say("unit.notice", notice) : request.Texts["unit.finding"];
        return Of(
            MatterKind.Finding, finding.Unit, Say("finding-" + finding.State.ToString().ToLowerInvariant(), what), Say("finding-why", finding.Text, staff.Of(finding.History[0].By)),
            finding.DueOn, finding.History[^1].At, $"/reviews/{view.Id}/{finding.Unit}/findings#{finding.Id}",
            finding.State == FindingState.Replied ? "verify" : finding.State == FindingState.Verified ? "close" : "open", barrier,
            finding.State == FindingState.Verified ? BulkItem.Of(view.Id, finding.Unit, finding.Id) : null);
    }

    public Matter Objection(Objection objection)
    {
        var due = (view.Objections?.Until)?.AddTicks(-1).DayIn(rules.TimeZone);
        var isAnswered = objection.Proposal is not null;
        return Of(
            isAnswered ? MatterKind.Answer : MatterKind.Objection, objection.Unit,
            Say(isAnswered ? objection.Proposal!.Corrections.Count > 0 ? "correction" : "answer" : "objection", Texts.EntryNumbers.Of(request.Texts, objection.Id), objection.Proposal?.Corrections.Count ?? 0, _figures.Of(objection.About)), objection.Text,
            due, objection.Proposal?.At ?? objection.FiledAt, $"/manage/rounds/{view.Id}/objections/{objection.Id}", isAnswered ? "check" : "answer",
            objection.Proposal?.Proposer.IsSamePersonAs(caller.Actor) == true ? Reviewer.Barrier.Own : null);
    }

    /// <param name="rounds">The rounds that the account covers; the complaint may be about a unit of an earlier one.</param>
    public static Matter Complaint(
        OpenComplaint open, IReadOnlyList<(RoundView View, RoundRules Rules)> rounds, IReadOnlyList<StaffAccount> person, StaffNames staff, PageRequest request, DateTimeOffset now)
    {
        var (complaint, texts) = (open.Complaint, request.Texts);
        // The account may cover another round of the unit than the one in which the complaint was received.
        var (view, rules) = rounds.FirstOrDefault(round => round.View.Id == complaint.Round) is { View: not null } own ? own : rounds.LastOrDefault(round => open.Line.Any(one => one.Round == round.View.Id));
        var unit = rules?.Units.FirstOrDefault(known => open.Line.Contains((rules.Id, known.Code)));
        var state = complaint.State.ToString().ToLowerInvariant();
        var isInterested = open.Line.Any(one => person.Any(account => account.HasInterestIn(one.Round, one.Unit)));
        return new(
            MatterKind.Complaint, complaint.Round, request.In(view?.Title), complaint.Unit, request.In(unit?.Label) is { Length: > 0 } name ? name : complaint.Unit, unit?.Class,
            unit is null ? "" : new RoundNames(rules!, request).Class(unit.Class), Start(complaint.Text),
            texts.Say("reviews.complaint-why", complaint.Id, texts["reviews.channel-" + complaint.Channel.ToString().ToLowerInvariant()], texts.Say("reviews.complaint-" + state, complaint.AssignedTo is { } to ? staff.Of(to) : "")),
            null, ComplaintYears.DayOf(now), complaint.EnteredAt, $"/reviews/complaints/{complaint.Id}", Act(complaint),
            isInterested ? Reviewer.Barrier.Interest : null,
            isInterested || complaint.State is not (ComplaintState.Received or ComplaintState.Assigned) ? null : BulkItem.Of(complaint.Round, complaint.Unit, complaint.Id))
        {
            Place = Place(complaint),
        };
    }

    /// <summary>The form of the next step.</summary>
    private static string Place(Complaint complaint) => Act(complaint) switch
    {
        "finish" => "#closing",
        "assign" => "#assign",
        _ => "#answering",
    };

    /// <summary>The next step of a complaint.</summary>
    private static string Act(Complaint complaint) => complaint switch
    {
        { State: ComplaintState.Answered } => "finish",
        { AssignedTo: null } => "assign",
        _ => "answer",
    };

    /// <summary>The place of a claim on the page of its unit.</summary>
    public static string Anchor(ClaimView claim) => claim.Period is null ? claim.Criterion : $"{claim.Criterion}.{claim.Period}";

    private Barrier? ReviewerOnly => _isReviewer ? null : Reviewer.Barrier.Reviewer;

    private Matter Of(MatterKind kind, string unit, string what, string why, DateOnly? dueOn, DateTimeOffset? age, string address, string act, Barrier? barrier, string? tick = null)
    {
        var known = _units[unit];
        var isInterested = person.Any(account => account.HasInterestIn(view.Id, unit));
        return new(
            kind, view.Id, request.In(view.Title), unit, _names.Unit(unit), known.Class, _names.Class(known.Class), what, Start(why), dueOn, Today, age, address, act,
            isInterested ? Reviewer.Barrier.Interest : barrier, isInterested || barrier is not null ? null : tick);
    }

    private string NameOf(ClaimView claim) => _names.Criterion(claim.Criterion) + (claim.Period is { } period ? $" {period}" : "");

    private string Points(decimal? points) => points is { } number ? request.Texts.Say("reviews.points", request.Formats.Number(number)) : request.Texts["unit.na"];

    private string Say(string key, params object?[] values) => request.Texts.Say("reviews." + key, values);

    private static string Start(string text) => text.Length <= 80 ? text : text[..(char.IsHighSurrogate(text[78]) ? 78 : 79)] + "…";
}
