using System.Globalization;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.UnitStaff;

/// <summary>A figure of a self-assessment as the fields of the form hold it.</summary>
/// <param name="Precision">The word of the API; empty for none. The form carries it along.</param>
/// <param name="AsOf">A date as the browser sends it.</param>
public sealed record FigureRow(string Name = "", string Value = "", string Unit = "", string Precision = "", string Numerator = "", string Denominator = "", string AsOf = "")
{
    public bool IsFilled => Name.Length + Value.Length + Unit.Length + Numerator.Length + Denominator.Length + AsOf.Length > 0;

    public static FigureRow Of(Figure figure) => new(
        figure.Name, figure.Value?.Text ?? "", figure.Unit ?? "", figure.Precision is { } precision ? JsonNamingPolicyWord(precision) : "",
        Text(figure.Numerator), Text(figure.Denominator), figure.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");

    /// <summary>The figures of a row of the form.</summary>
    public static IReadOnlyList<FigureRow> Read(IFormCollection form, int row) =>
    [
        .. Enumerable.Range(0, Limits.FiguresPerItem + 1).Select(at => $"figure.{row}.{at}.").TakeWhile(prefix => form.ContainsKey(prefix + "name"))
            .Select(prefix => new FigureRow(
                Field(form, prefix + "name"), Field(form, prefix + "value"), Field(form, prefix + "unit"), Field(form, prefix + "precision"),
                Field(form, prefix + "numerator"), Field(form, prefix + "denominator"), Field(form, prefix + "asOf")))
            .Where(figure => figure.IsFilled),
    ];

    /// <summary>The figure as the API has it. A value is sent as typed, so that its decimals and its words stay.</summary>
    internal Dictionary<string, object?> Body(string at, List<Fault> faults) => new()
    {
        ["name"] = Name,
        ["value"] = Blank(Value),
        ["unit"] = Blank(Unit),
        ["precision"] = Blank(Precision),
        ["numerator"] = Number(Numerator, at + "/numerator", faults),
        ["denominator"] = Number(Denominator, at + "/denominator", faults),
        ["asOf"] = Blank(AsOf),
    };

    private static decimal? Number(string text, string at, List<Fault> faults)
    {
        if (text.Length == 0)
            return null;
        var number = FormNumber.Read(text);
        if (number is null)
            faults.Add(SelfAssessmentRow.NoNumber(at, text));
        return number;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private static string Field(IFormCollection form, string name) => form[name].ToString().Trim();

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string JsonNamingPolicyWord(FigurePrecision precision) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(precision.ToString());
}
