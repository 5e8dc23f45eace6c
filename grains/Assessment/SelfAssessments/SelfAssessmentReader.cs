using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>
/// Reads a self-assessment from a request body and lists all faults of form. It may be incomplete: <see cref="SelfAssessmentCheck"/> says
/// whether it can be filed.
/// </summary>
public static class SelfAssessmentReader
{
    private const decimal PointsMax = 1_000_000_000;

    private static readonly string[] Members = ["items", "declaredTotal", "noComplaints", "report"];

    /// <summary>Reads the members of the content. The body may have further members.</summary>
    /// <param name="body">The body.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <param name="others">The names of further members.</param>
    /// <returns>The content, and all members of the body.</returns>
    public static (SelfAssessmentContent Content, JsonFields Fields) Read(JsonElement body, FaultList faults, params string[] others)
    {
        var fields = JsonCursor.Root(body, faults).Object([.. others, .. Members]);
        var (total, noComplaints) = (fields.Nullable("declaredTotal"), fields.Nullable("noComplaints"));
        var items = fields.Optional("items").List(Limits.Criteria * Limits.Periods, Item);
        foreach (var (index, item) in items.Index())
            if (item.Criterion.Length > 0 && items.Take(index).Any(before => before.Criterion == item.Criterion && before.Period == item.Period))
                faults.Add($"/items/{index}/criterion", $"{PlainText.Quoted(item.Criterion)} has an item already{(item.Period is { } period ? $" for {period}" : "")}");
        return (new(
            items,
            total.IsThere ? NotNegative(total) : null,
            noComplaints.IsThere ? noComplaints.Flag() : null,
            Typed(fields.Nullable("report"), Limits.SelfAssessmentReportCharacters, lines: true)), fields);
    }

    /// <summary>Lists the items that name no assessed criterion of the round, or no period of their criterion.</summary>
    public static void CheckCriteria(SelfAssessmentContent content, RoundRules rules, FaultList faults)
    {
        string[] assessed = [.. rules.FiledCriteria.Select(known => known.Code)];
        foreach (var (index, item) in content.Items.Index())
            if (!assessed.Contains(item.Criterion))
                faults.Add($"/items/{index}/criterion", $"is no assessed criterion of the round; {NameHint.For(item.Criterion, assessed)}");
            else
                SheetFormCheck.IsPeriod(rules, item.Criterion, item.Period, $"/items/{index}/period", faults);
    }

    private static SelfAssessmentItem Item(JsonCursor at)
    {
        var fields = at.Object("criterion", "claimed", "reason", "evidence", "figures", "period");
        return new(
            fields.Required("criterion").StoredName(Limits.LabelCharacters),
            fields.Nullable("claimed") is { IsThere: true } claimed ? Points(claimed) : null,
            Typed(fields.Nullable("reason"), Limits.NoteCharacters, lines: true),
            [.. fields.Nullable("evidence").List(Limits.EvidencePerEntry, id => id.StoredName(Limits.SlugCharacters)).Distinct()],
            fields.Nullable("figures").List(Limits.FiguresPerItem, Figure),
            fields.Nullable("period").TextOrNull(Limits.SlugCharacters));
    }

    /// <summary>A number of points, or <c>"na"</c>.</summary>
    public static ClaimedPoints Points(JsonCursor at)
    {
        if (!at.IsText)
            return new(Plain(NotNegative(at)));
        at.Word([ClaimedPoints.NotApplicable], " or a number of points");
        return new(null);
    }

    private static Figure Figure(JsonCursor at)
    {
        var fields = at.Object("name", "value", "unit", "precision", "numerator", "denominator", "asOf");
        var precision = fields.Nullable("precision");
        return new(
            fields.Required("name").Text(Limits.LabelCharacters),
            Value(fields.Nullable("value")),
            Typed(fields.Nullable("unit"), Limits.LabelCharacters),
            precision.IsThere ? precision.Choice<FigurePrecision>() : null,
            Number(fields.Nullable("numerator")),
            Number(fields.Nullable("denominator")),
            fields.Nullable("asOf").WorkDay());
    }

    private static FigureValue? Value(JsonCursor at)
    {
        if (!at.IsThere)
            return null;
        if (!at.IsText)
            return FigureValue.Of(at.Number());
        return Typed(at, Limits.LabelCharacters) is { } text ? new(text) : null;
    }

    private static decimal? Number(JsonCursor at) => at.IsThere ? at.Number() : null;

    /// <summary>Points: not negative, and with a bounded number of decimals.</summary>
    private static decimal NotNegative(JsonCursor at)
    {
        var number = at.Number();
        if (PointsFault(number) is { } fault)
            at.Fail(fault);
        return number;
    }

    /// <summary>The reason why a number cannot be points, or null.</summary>
    public static string? PointsFault(decimal number) =>
        number < 0 ? $"must not be negative, but is {number}"
        : decimal.Round(number, Limits.PointsDecimals) != number ? $"must have at most {Limits.PointsDecimals} decimals, but is {number}"
        : number >= PointsMax ? $"must be below {PointsMax}, but is {number}"
        : null;

    /// <summary>A text that may be blank: a blank one is none.</summary>
    private static string? Typed(JsonCursor at, int charactersMax, bool lines = false) =>
        !at.IsThere || (at.IsText && string.IsNullOrWhiteSpace(at.TypedText())) ? null : at.Text(charactersMax, lines);

    /// <summary>Without trailing zeros, so that 15.0 and 15 are the same claim.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;
}
