using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Objections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>
/// The form of an answer: decision, text and the added corrections. Fields have the names of their JSON pointers in the body of the API.
/// </summary>
/// <param name="AddedLast">Whether the last correction was added by this request and is still to be filled in.</param>
/// <param name="BasedOn">The number of proposals when the form was opened; null for a form that names none.</param>
public sealed record AnswerForm(string Decision, string Answer, IReadOnlyList<CorrectionRow> Corrections, bool AddedLast = false, long? BasedOn = null)
{
    private const string List = "/corrections/";

    public static readonly AnswerForm Empty = new("", "", []);

    public static string Name(int index, string path) => $"{List}{index}/{path}";

    public static AnswerForm Read(IFormCollection form)
    {
        var rows = form.Where(field => field.Key.StartsWith(List, StringComparison.Ordinal))
            .Select(field => (Parts: field.Key[List.Length..].Split('/', 2), Value: field.Value.ToString()))
            .Where(field => field.Parts.Length == 2 && int.TryParse(field.Parts[0], out _))
            .GroupBy(field => int.Parse(field.Parts[0], System.Globalization.CultureInfo.InvariantCulture)).OrderBy(row => row.Key)
            .Select(row => row.DistinctBy(field => field.Parts[1]).ToDictionary(field => field.Parts[1], field => field.Value))
            .Where(row => row.ContainsKey("change"));
        return new(
            form["decision"].ToString(), form["answer"].ToString().Trim().ReplaceLineEndings("\n"),
            [.. rows.Take(Limits.CorrectionsPerAnswer + 1).Select(row => new CorrectionRow(row["change"], row))],
            BasedOn: form.BasedOn() is [var basedOn] ? basedOn : null);
    }

    public AnswerForm With(CorrectionTarget target) => this with { Corrections = [.. Corrections, target.Row], AddedLast = true };

    public AnswerForm Without(int index) => this with { Corrections = [.. Corrections.Where((_, at) => at != index)] };

    /// <summary>The answer, read by the reader of the API. Refused with every fault and its pointer.</summary>
    internal Outcome<Resolution> Read(CorrectionFields fields)
    {
        var body = new JsonObject { ["corrections"] = new JsonArray([.. Corrections.Select(row => row.Json(fields))]) };
        if (Decision.Length > 0)
            body["decision"] = Decision;
        if (Answer.Length > 0)
            body["answer"] = Answer;
        var faults = new FaultList();
        var resolution = Resolution.Read(JsonSerializer.SerializeToElement(body), faults);
        return faults.Faults.Count == 0 ? resolution : new Refusal(RefusalCode.BadCorrection, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
    }
}
