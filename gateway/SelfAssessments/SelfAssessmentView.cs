using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>A self-assessment in the API.</summary>
/// <param name="State">The state of the self-assessment: <c>draft</c>, also after a reopening, or <c>filed</c>.</param>
/// <param name="Version">The version that is shown. Send it as <c>basedOn</c> with an edit.</param>
/// <param name="DeclaredTotal">The total that the unit declares.</param>
/// <param name="Report">In Markdown.</param>
/// <param name="Total">The sum of the claimed points; those of a criterion with periods are the mean over them.</param>
/// <param name="Maximum">The sum of the points of all assessed criteria, except those that are claimed as not applicable.</param>
/// <param name="Faults">What prevents this version from being filed.</param>
/// <param name="Warnings">What a reviewer should look at. Shown to the unit and to staff.</param>
/// <param name="SavedAt">When this version was saved or filed.</param>
/// <param name="FiledVersions">Every version that was filed. Each stays readable with <c>?version=</c>.</param>
/// <param name="NewerDraft">A draft that was saved while this version was being filed; shown to the unit.</param>
/// <param name="Reopened">To the unit and to staff: the reopening, while the unit has not filed again.</param>
public sealed record SelfAssessmentView(
    string Unit, string State, long Version, IReadOnlyList<SelfAssessmentItemView> Items, decimal? DeclaredTotal, bool? NoComplaints, string? Report, decimal Total, decimal Maximum,
    IReadOnlyList<AssessmentRemark> Faults, IReadOnlyList<AssessmentRemark> Warnings, DateTimeOffset? SavedAt, IReadOnlyList<long> FiledVersions, long? NewerDraft,
    ReopeningView? Reopened)
{
    /// <summary>With an import: the cells that were read as something else than they say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReadCell>? Read { get; init; }

    /// <summary>
    /// The sums of the claimed and accepted points below each heading (F27); left out where no criterion has one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Scoring.HeadingResult>? Headings { get; init; }

    internal const string DraftState = "draft";
    internal const string FiledState = "filed";

    /// <param name="standing">What stands.</param>
    /// <param name="shown">The version to show.</param>
    /// <param name="state">The state to show.</param>
    /// <param name="complaints">The complaints on record; null for the public, which sees neither warnings nor reopenings.</param>
    /// <param name="isUnit">Whether the reader is the unit.</param>
    internal static SelfAssessmentView Of(StandingSelfAssessment standing, SelfAssessmentVersion shown, string state, int? complaints, bool isUnit)
    {
        var (rules, content) = (standing.Work.Rules, shown.Content);
        var assessed = rules.FiledCriteria;
        SelfAssessmentItemView[] items = [.. content.Items.Select(item => Item(standing, shown, item, assessed))];
        return new(
            standing.Work.Unit.Code, state, shown.Version, items, content.DeclaredTotal, content.NoComplaints, content.Report,
            content.Total, assessed.Where(criterion => SheetForm.PeriodsOf(criterion).Any(period => content.Find(criterion.Code, period) is not { Claimed.IsNotApplicable: true })).Sum(criterion => criterion.Points),
            SelfAssessmentCheck.Faults(content, rules, standing.Filed.Evidence.ToHashSet(StringComparer.Ordinal)),
            complaints is { } count ? SelfAssessmentCheck.Warnings(content, rules, count, shown.At.DayIn(rules.TimeZone)) : [],
            shown.Version == 0 ? null : shown.At.In(rules.TimeZone), standing.Filed.Versions, isUnit ? standing.Newer?.Version : null,
            complaints is not null && standing.Filed.Reopened is { } reopened ? new(reopened.Reason, reopened.At.In(rules.TimeZone), isUnit ? null : reopened.By) : null)
        {
            Headings = Scoring.HeadingResult.Of(
                assessed,
                [.. assessed.Select(criterion => new Scoring.AssessedPoints(criterion.Code, criterion.Points, content.PointsOf(criterion.Code), Accepted(items, criterion), null))],
                rules.Policies.Decimals),
        };
    }

    /// <summary>
    /// The accepted points of a criterion, the mean over its periods; null while an item is not decided, and where none applies.
    /// </summary>
    private static Fraction? Accepted(SelfAssessmentItemView[] items, Criterion criterion)
    {
        ClaimedPoints?[] decided = [.. items.Where(item => item.Criterion == criterion.Code).Select(item => item.Accepted)];
        decimal[] points = [.. decided.Select(accepted => accepted?.Points).OfType<decimal>()];
        return points.Length == 0 || decided.Contains(null) ? null : (Fraction)points.Sum() / points.Length;
    }

    private static SelfAssessmentItemView Item(StandingSelfAssessment standing, SelfAssessmentVersion shown, SelfAssessmentItem item, IReadOnlyList<Criterion> assessed)
    {
        var decision = Decision(standing, shown, item);
        return new(
            item.Criterion, assessed.FirstOrDefault(criterion => criterion.Code == item.Criterion)?.Points, item.Claimed, item.Reason, item.Evidence, item.Figures,
            decision is null ? null : new ClaimedPoints(decision.Accepted), decision?.Reason, item.Period);
    }

    /// <summary>The claim as decided; null while it is not. An unchanged item of a draft shows the decision that it keeps.</summary>
    private static Claim? Decision(StandingSelfAssessment standing, SelfAssessmentVersion shown, SelfAssessmentItem item)
    {
        var newest = standing.Filed.Newest;
        if (newest is null || !item.IsSameAs(newest.Content.Find(item.Criterion, item.Period)) || (shown.IsFiled && shown.Version != newest.Version))
            return null;
        var claim = standing.Filed.IsFiled ? standing.Filed.Counted.FirstOrDefault(known => known.Criterion == item.Criterion && known.Period == item.Period)
            : standing.Filed.Find(item.Criterion, item.Period)?.Claim;
        return claim is { IsDecided: true } ? claim : null;
    }
}

/// <summary>An item of a self-assessment.</summary>
/// <param name="Max">The points of the criterion.</param>
/// <param name="Claimed">Points or <c>"na"</c>; null while nothing is claimed.</param>
/// <param name="Reason">Why points are lost, or why the criterion is not applicable.</param>
/// <param name="Accepted">The points that a reviewer has accepted, or <c>"na"</c>; null while the claim is not decided.</param>
/// <param name="AcceptedReason">The reviewer's reason.</param>
/// <param name="Period">The period of the points; left out for a criterion without periods.</param>
public sealed record SelfAssessmentItemView(
    string Criterion, decimal? Max, ClaimedPoints? Claimed, string? Reason, IReadOnlyList<string> Evidence, IReadOnlyList<Figure> Figures, ClaimedPoints? Accepted, string? AcceptedReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null);

/// <summary>The reopening of a self-assessment.</summary>
/// <param name="By">The reviewer; null for the unit.</param>
public sealed record ReopeningView(string Reason, DateTimeOffset At, string? By);

/// <summary>A cell of an imported table that was read as something else than it says.</summary>
/// <param name="Row">The row in the file, from 1.</param>
/// <param name="Column">What the column was recognised as.</param>
/// <param name="Was">The text of the cell.</param>
/// <param name="Is">What it was read as: a number, a text, or null for nothing.</param>
public sealed record ReadCell(int Row, string Column, string Was, [property: JsonSchema("""{"type":["number","string"]}""")] object? Is);
