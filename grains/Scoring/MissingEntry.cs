using System.Text.Json.Serialization;

namespace Evaluation.Scoring;

/// <summary>A sheet, a figure or a decision on a claim without which a unit is incomplete (F21, F23, F30).</summary>
/// <param name="Component"><c>inspection</c> or <c>self</c>.</param>
/// <param name="By">The assessing body whose sheet is missing; null for the inspection panel and for claims.</param>
/// <param name="Criterion">The criterion with periods, or without its figure; null where the body files one sheet.</param>
/// <param name="Period">The period of the criterion.</param>
public sealed record MissingEntry(
    string Component,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Criterion = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Period = null)
{
    internal const string Inspection = "inspection";
    internal const string Self = "self";

    /// <summary>Tells the entries of a unit apart: <c>inspection.leaders</c>, <c>self.c1.2026-Q1</c>.</summary>
    [JsonIgnore]
    public string Name => string.Join('.', new[] { Component, By, Criterion, Period }.Where(part => part is not null));
}
