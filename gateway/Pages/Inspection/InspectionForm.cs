using System.Globalization;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.UnitStaff;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Pages.Inspection;

/// <summary>The form of an inspection sheet with what was typed: one row for each criterion of the sheet.</summary>
/// <param name="VisitedAt">A day and time as the browser sends them, in the round's time zone.</param>
/// <param name="BasedOn">The versions that the form was made from.</param>
public sealed record InspectionForm(
    IReadOnlyList<InspectionRow> Rows, string Note, string VisitedAt, string Document, IReadOnlyList<string> Evidence, IReadOnlyList<long> BasedOn, string? Period)
{
    private const string LocalTime = "yyyy-MM-ddTHH:mm";

    /// <summary>The form of what stands.</summary>
    /// <param name="view">Null before the first save.</param>
    public static InspectionForm Of(IReadOnlyList<Criterion> criteria, SheetView? view, string? period) => new(
        [.. criteria.Select(criterion => InspectionRow.Of(criterion, view))],
        view?.Note ?? "", view?.VisitedAt is { } at ? at.ToString(LocalTime, CultureInfo.InvariantCulture) : "", view?.Document ?? "", view?.Evidence ?? [],
        [.. (view?.Heads ?? []).Select(head => head.Version)], period);

    /// <summary>The form as it was sent.</summary>
    public static InspectionForm Read(IReadOnlyList<Criterion> criteria, IFormCollection form, string? period) => new(
        [.. criteria.Select((criterion, index) => InspectionRow.Read(criterion, form, index))],
        Lines(form["note"].ToString()), form["visitedAt"].ToString().Trim(), form["document"].ToString().Trim(),
        [.. form["evidence"].OfType<string>().Where(id => id.Length > 0).Distinct()], Versions(form), period);

    /// <summary>The versions that a form names in its hidden field, separated by commas.</summary>
    public static IReadOnlyList<long> Versions(IFormCollection form) =>
    [
        .. form[BasedOnField.Name].ToString().Split(',').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Where(version => version > 0),
    ];

    public int Given => Rows.Count(row => row.IsGiven);

    /// <summary>The points that are entered below a heading (F27), as far as they can be read.</summary>
    public decimal SumBelow(IReadOnlyList<LocalText> path) => Below(path).Sum(row => row.Number ?? 0);

    /// <summary>The points of the criteria below a heading, without those that follow from figures: these are not entered.</summary>
    public decimal MaximumBelow(IReadOnlyList<LocalText> path) => Below(path).Where(row => !row.Criterion.HasFigure).Sum(row => row.Criterion.Points);

    private IEnumerable<InspectionRow> Below(IReadOnlyList<LocalText> path) => Rows.Where(row => HeadingPath.IsBelow(row.Criterion.Path, path));

    /// <summary>What the form says, read as the API reads a body. Numbers may be typed as people do: 9 分, full-width digits.</summary>
    public Outcome<SheetEdit> Edit(RoundRules rules, string? body)
    {
        var faults = new List<Fault>();
        var points = new Dictionary<string, object>();
        var figures = new Dictionary<string, object>();
        foreach (var row in Rows)
            row.Fill(points, figures, faults);
        var visitedAt = Instant(rules.TimeZone, faults);
        if (faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, "Some fields cannot be read.", ("faults", (IReadOnlyList<Fault>)faults));
        return FormBody.Read((read, found) => SheetReader.Read(read, found, rules, body), RefusalCode.BadRequest, new()
        {
            ["period"] = Period,
            ["basedOn"] = BasedOn,
            ["points"] = points,
            ["figures"] = figures,
            ["notes"] = Rows.Where(row => row.Note.Length > 0).ToDictionary(row => row.Criterion.Code, row => row.Note),
            ["note"] = Note,
            ["visitedAt"] = visitedAt,
            ["document"] = Document,
            ["evidence"] = Evidence,
        });
    }

    internal static string Lines(string text) => text.Trim().ReplaceLineEndings("\n");

    private string? Instant(string timeZone, List<Fault> faults)
    {
        if (VisitedAt.Length == 0)
            return null;
        if (!DateTime.TryParseExact(VisitedAt, LocalTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            faults.Add(new("/visitedAt", "must be a date with a time and an offset, such as 2026-12-01T09:00:00+08:00"));
            return null;
        }
        if (WorkDays.Fault(DateOnly.FromDateTime(local)) is { } outside)
        {
            faults.Add(new("/visitedAt", outside));
            return null;
        }
        var offset = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone.GetUtcOffset(local) : TimeSpan.Zero;
        return new DateTimeOffset(local, offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}

/// <summary>A row of the form: what the inspector gives for one criterion.</summary>
/// <param name="Points">The points as typed; empty where they follow from a figure.</param>
/// <param name="Value">The figure as typed; empty where the criterion takes points.</param>
/// <param name="Target">What was planned, as typed.</param>
public sealed record InspectionRow(Criterion Criterion, string Points, bool IsNotApplicable, string Note, string Value, string Target)
{
    public bool IsGiven => IsNotApplicable || Points.Length + Value.Length > 0;

    /// <summary>The points as a number; null where none can be read.</summary>
    public decimal? Number => IsNotApplicable || Points.Length == 0 ? null : FormNumber.Read(Points);

    internal static InspectionRow Of(Criterion criterion, SheetView? view)
    {
        var points = view?.Points.GetValueOrDefault(criterion.Code);
        var figure = view?.Figures?.GetValueOrDefault(criterion.Code);
        return new(
            criterion, points is decimal number ? SelfAssessmentForm.Plain(number) : "", points is string || figure is string, view?.Notes.GetValueOrDefault(criterion.Code) ?? "",
            figure is SheetFigure given ? Text(given.Value) : "", figure is SheetFigure { Target: { } target } ? Text(target) : "");
    }

    internal static InspectionRow Read(Criterion criterion, IFormCollection form, int index) => new(
        criterion, form[$"points.{index}"].ToString().Trim(), form[$"na.{index}"].Contains("true"), InspectionForm.Lines(form[$"reason.{index}"].ToString()),
        form[$"value.{index}"].ToString().Trim(), form[$"target.{index}"].ToString().Trim());

    /// <summary>Adds the row to the members of the body.</summary>
    internal void Fill(Dictionary<string, object> points, Dictionary<string, object> figures, List<Fault> faults)
    {
        var code = Criterion.Code;
        if (Criterion.HasFigure)
        {
            if (IsNotApplicable)
                figures[code] = ClaimedPoints.NotApplicable;
            else if (Value.Length + Target.Length > 0)
                figures[code] = new Dictionary<string, string> { ["value"] = Value, ["target"] = Target }.Where(member => member.Value.Length > 0).ToDictionary();
        }
        else if (IsNotApplicable)
        {
            points[code] = ClaimedPoints.NotApplicable;
        }
        else if (Points.Length > 0)
        {
            if (Number is { } number)
                points[code] = number;
            else
                faults.Add(SelfAssessmentRow.NoNumber($"/points/{code}", Points));
        }
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
