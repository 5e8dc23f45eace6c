using Evaluation.Gateway.Rounds;
using Evaluation.Rules;
using Evaluation.Targets;

namespace Evaluation.Gateway.Targets;

/// <summary>The targets of a unit with their signatures, progress and grades.</summary>
/// <param name="Version">Increases when the targets are set or amended.</param>
/// <param name="Signed">Whether both sides have signed this version.</param>
/// <param name="AmendedFor">The reason of the last amendment; null before the first.</param>
public sealed record UnitTargetsView(
    string Unit, int Version, bool Signed, string? AmendedFor, IReadOnlyList<SignatureView> Signatures, IReadOnlyList<TargetView> Targets)
{
    /// <param name="isStaff">Whether the reader sees who graded.</param>
    internal static UnitTargetsView Of(string unit, UnitTargets targets, RoundRules rules, DateOnly today, bool isStaff) => new(
        unit, targets.Version, targets.IsSigned, targets.AmendedFor,
        [.. targets.Signatures.Select(signature => new SignatureView(signature.Side, signature.At.In(rules.TimeZone), signature.By))],
        [.. targets.Targets.Select(target => TargetView.Of(target, targets, rules, today, isStaff))]);
}

public sealed record SignatureView(SigningSide Side, DateTimeOffset At, string By);

/// <summary>A target with all reports of progress and all grades, oldest first. Instants are in the round's time zone.</summary>
/// <param name="State">As last reported.</param>
/// <param name="DaysOverdue">Days since the last day; 0 when it is not over or the target is done.</param>
/// <param name="Grade">As last given; null before the first.</param>
public sealed record TargetView(
    string Id, string Title, string Measure, DateOnly DueOn, string Responsible, ProgressState State, int DaysOverdue, TargetGrade? Grade,
    IReadOnlyList<ProgressReport> Progress, IReadOnlyList<GradeView> Grades)
{
    internal static TargetView Of(Target target, UnitTargets targets, RoundRules rules, DateOnly today, bool isStaff)
    {
        var (progress, grades) = (targets.ProgressOf(target.Id), targets.GradesOf(target.Id));
        var state = progress.Count > 0 ? progress[^1].State : ProgressState.Blank;
        return new(
            target.Id, target.Title, target.Measure, target.DueOn, target.Responsible, state, Overdue(target, state, today), grades.Count > 0 ? grades[^1].Grade : null,
            [.. progress.Select(report => report with { At = report.At.In(rules.TimeZone) })], [.. grades.Select(grade => new GradeView(grade.Grade, grade.Reason, grade.At.In(rules.TimeZone), isStaff ? grade.By : null))]);
    }

    internal static int Overdue(Target target, ProgressState state, DateOnly today) =>
        state == ProgressState.Done ? 0 : Math.Max(0, today.DayNumber - target.DueOn.DayNumber);
}

/// <summary>A grade of a target.</summary>
/// <param name="By">The reviewer; for staff only.</param>
public sealed record GradeView(TargetGrade Grade, string? Reason, DateTimeOffset At, string? By);

/// <summary>A row of the public table of progress.</summary>
/// <param name="Target">The id of the target.</param>
/// <param name="DaysOverdue">Days since the last day; 0 when it is not over or the target is done.</param>
/// <param name="Grade">As last given; for everybody from the publication of the result on, and for staff.</param>
public sealed record ProgressRow(
    string Unit, LocalText Label, string Target, string Title, string Responsible, DateOnly DueOn, ProgressState State, int DaysOverdue, TargetGrade? Grade);
