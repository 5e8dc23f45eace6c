using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Kernel.Reading;
using Evaluation.Scoring;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Inspections;

/// <summary>The state of a sheet.</summary>
[JsonConverter(typeof(CamelCaseEnum<SheetState>))]
public enum SheetState
{
    /// <summary>The newest version is not filed. An earlier one may be.</summary>
    Draft,

    /// <summary>Several devices have written versions that have not seen each other.</summary>
    Conflicting,

    /// <summary>The newest version is filed.</summary>
    Filed,
}

/// <summary>What is entered in a sheet.</summary>
internal sealed record Entries(IReadOnlyDictionary<string, object> Points, IReadOnlyDictionary<string, string> Notes)
{
    /// <summary>What the maps of points and of figures contain, as JSON Schema.</summary>
    public const string PointsSchema = """{"type":"object","additionalProperties":""" + ClaimedPoints.Schema + "}", FiguresSchema = """{"type":"object","additionalProperties":""" + SheetFigure.OrNotApplicable + "}";

    private static readonly Dictionary<string, string> NoNotes = [];

    public static Entries Of(IReadOnlyDictionary<string, decimal?> points, IReadOnlyDictionary<string, string>? notes) =>
        new(points.ToDictionary(given => given.Key, given => NaOr(given.Value)), notes ?? NoNotes);

    /// <summary>A number of points, or <c>"na"</c>.</summary>
    public static object NaOr(decimal? points) => points is { } number ? number : "na";

    /// <summary>Figures by criterion; null where there is none.</summary>
    public static IReadOnlyDictionary<string, object>? OfFigures(IReadOnlyDictionary<string, SheetFigure?>? figures) =>
        figures?.ToDictionary(given => given.Key, given => FigureOrNa(given.Value));

    /// <summary>A figure, or <c>"na"</c>.</summary>
    public static object FigureOrNa(SheetFigure? figure) => figure is null ? "na" : figure;
}

/// <summary>A version of a sheet that no later edit has replaced.</summary>
/// <param name="Points">By criterion, a number or <c>"na"</c>.</param>
/// <param name="Figures">By criterion whose points follow from a figure, the figure or <c>"na"</c>; null without one.</param>
public sealed record SheetHeadView(
    long Version, [property: JsonSchema(Entries.PointsSchema)] IReadOnlyDictionary<string, object> Points, IReadOnlyDictionary<string, string> Notes, string? Note, DateTimeOffset? VisitedAt, string? Document,
    IReadOnlyList<string> Evidence, DateTimeOffset SavedAt, [property: JsonSchema(Entries.FiguresSchema)] IReadOnlyDictionary<string, object>? Figures = null);

/// <summary>An inspection sheet, as far as the caller may see it.</summary>
/// <param name="Panel">The unit's panel when the sheet was filed, or now for a sheet that is not filed.</param>
/// <param name="Version">The newest version that the caller sees; null for a sheet that a correction has entered.</param>
/// <param name="FiledVersion">The version that counts; null while none is filed.</param>
/// <param name="Points">By criterion, a number or <c>"na"</c>; of the newest version.</param>
/// <param name="IsReopened">Whether a reviewer allows one more filing.</param>
/// <param name="Heads">To the inspector only: the versions to name in <c>basedOn</c>. More than one: they conflict.</param>
/// <param name="Differences">The criteria in which the heads differ.</param>
/// <param name="Faults">What blocks filing.</param>
/// <param name="Warnings">What does not block filing.</param>
/// <param name="By">The assessing body; left out for the inspection panel.</param>
/// <param name="Period">The period of the sheet; left out for criteria without periods.</param>
/// <param name="Figures">By criterion whose points follow from a figure, the figure or <c>"na"</c>; null without one.</param>
/// <param name="Headings">The sums of the points on the sheet below each heading (F27); left out where no criterion has one.</param>
public sealed record SheetView(
    string Unit, string Inspector, string? Panel, SheetState State, long? Version, long? FiledVersion, DateTimeOffset? FiledAt, bool IsReopened,
    [property: JsonSchema(Entries.PointsSchema)] IReadOnlyDictionary<string, object> Points, IReadOnlyDictionary<string, string> Notes, string? Note, DateTimeOffset? VisitedAt, DateOnly? VisitedOn, string? Document,
    IReadOnlyList<string> Evidence, IReadOnlyList<SheetHeadView> Heads, IReadOnlyList<string> Differences, IReadOnlyList<SheetNotice> Faults,
    IReadOnlyList<SheetNotice> Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null,
    [property: JsonSchema(Entries.FiguresSchema)] IReadOnlyDictionary<string, object>? Figures = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<HeadingResult>? Headings = null)
{
    /// <summary>After a save, the head with its content; null when a later edit has replaced it, and for a sheet that is read.</summary>
    [JsonIgnore]
    public long? Edited { get; init; }
}

/// <summary>An assessed criterion with the points of the unit, of the reviewer and of the inspectors side by side.</summary>
/// <param name="Maximum">The points of the criterion.</param>
/// <param name="Claimed">A number or <c>"na"</c>; null where nothing is filed.</param>
/// <param name="Accepted">Likewise; null where nothing is decided.</param>
/// <param name="Inspected">The panel's points from the filed sheets that the caller sees, rounded as in a result; null without one.</param>
/// <param name="Spread">The highest minus the lowest points of these sheets; null with fewer than two that have points.</param>
/// <param name="Points">By inspector.</param>
/// <param name="By">The assessing body; left out for the inspection panel.</param>
/// <param name="Period">The period of the points; left out for criteria without periods.</param>
/// <param name="Figures">By inspector, the figure that the points follow from, or <c>"na"</c>; null without one.</param>
public sealed record ComparedCriterion(
    string Criterion, decimal Maximum, [property: JsonSchema(ClaimedPoints.Schema)] object? Claimed,
    [property: JsonSchema(ClaimedPoints.Schema)] object? Accepted,
    [property: JsonSchema(ClaimedPoints.Schema)] object? Inspected,
    decimal? Spread,
    [property: JsonSchema(Entries.PointsSchema)] IReadOnlyDictionary<string, object> Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null,
    [property: JsonSchema(Entries.FiguresSchema)] IReadOnlyDictionary<string, object>? Figures = null);

/// <summary>A sheet that an inspector of a panel owes.</summary>
/// <param name="By">The assessing body; left out for the inspection panel.</param>
/// <param name="Period">Left out for criteria without periods.</param>
public sealed record DueSheet(
    string Inspector,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period,
    bool Filed);

/// <summary>The inspection of a unit, as far as the caller may see it.</summary>
/// <param name="Panel">To staff: the unit's inspection panel now.</param>
/// <param name="Sheets">By inspector.</param>
/// <param name="NotFiled">To staff: the inspectors who have not filed all their sheets.</param>
/// <param name="Criteria">In the order of the rules, by period where a criterion has any.</param>
/// <param name="Panels">To staff: the unit's panels of all bodies; left out where the rules have no bodies.</param>
/// <param name="Due">To staff: every sheet that is owed; left out where the rules have neither bodies nor periods.</param>
/// <param name="Headings">The sums of these points below each heading (F27); left out where no criterion has one.</param>
public sealed record UnitInspectionView(
    string Unit, PanelView? Panel, IReadOnlyList<SheetView> Sheets, IReadOnlyList<string> NotFiled, IReadOnlyList<ComparedCriterion> Criteria,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PanelView>? Panels = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DueSheet>? Due = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<HeadingResult>? Headings = null);
