using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Pages.Shared.Fields;

namespace Evaluation.Gateway.Pages.Administrator.Objections.Corrections;

/// <summary>One correction in a form: its kind, and the texts of its fields by their paths.</summary>
public sealed record CorrectionRow(string Kind, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The text for points that do not apply.</summary>
    public const string NotApplicable = "na";

    private static readonly string[] WordsForNotApplicable = [NotApplicable, "n/a", "不适用"];

    public string this[string path] => Values.GetValueOrDefault(path, "");

    /// <summary>The row that shows a change in the form.</summary>
    public static CorrectionRow Of(LedgerChange change, CorrectionFields fields)
    {
        var written = JsonSerializer.SerializeToNode(change, ApiJson.Options)!.AsObject();
        var kind = (string)written["change"]!;
        // The points of an entry of the catalogue are not typed.
        if (change is AdjustmentEntered { Adjustment.Entry: not null })
            written["adjustment"]!.AsObject().Remove("points");
        return new(kind, fields.Of(kind).ToDictionary(field => field.Path, field => Text(written, field)));
    }

    /// <summary>
    /// The correction in the JSON of the API. A text that should be a number and is not stays a text, so that the reader reports it at its
    /// pointer.
    /// </summary>
    public JsonObject Json(CorrectionFields fields)
    {
        var correction = new JsonObject { ["change"] = Kind };
        foreach (var field in fields.Of(Kind))
        {
            var (parts, text) = (field.Path.Split('/'), this[field.Path].Trim().ReplaceLineEndings("\n"));
            // A figure that is left blank is not in the correction, and neither is the target of one that does not apply.
            if (parts is [_, "figures", ..] && (text.Length == 0 || At(correction, parts[..^1]) is JsonValue))
                continue;
            if (field.Kind == FieldKind.Figure && WordsForNotApplicable.Contains(text.ToLowerInvariant()))
                (parts, text) = (parts[..^1], NotApplicable);
            var at = correction;
            foreach (var part in parts[..^1])
                at = (at[part] ??= new JsonObject()).AsObject();
            if (text.Length > 0)
                at[parts[^1]] = Value(field.Kind, text);
        }
        if (correction["sheet"] is JsonObject sheet)
            sheet["points"] ??= new JsonObject();
        return correction;
    }

    private static JsonNode? At(JsonNode? node, IEnumerable<string> parts) => parts.Aggregate(node, (at, part) => (at as JsonObject)?[part]);

    private static JsonValue Value(FieldKind kind, string text) => kind switch
    {
        FieldKind.Points when WordsForNotApplicable.Contains(text.ToLowerInvariant()) => JsonValue.Create(NotApplicable),
        FieldKind.Points or FieldKind.Number when FormNumber.Read(text) is { } number => JsonValue.Create(number),
        FieldKind.Flag when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        _ => JsonValue.Create(text),
    };

    private static string Text(JsonObject written, CorrectionField field)
    {
        var parts = field.Path.Split('/');
        if (field.Kind == FieldKind.Figure && At(written, parts[..^2]) is JsonObject figures && figures.TryGetPropertyValue(parts[^2], out var figure) && figure is not JsonObject)
            return NotApplicable;
        if (At(written, parts[..^1]) is not JsonObject holder || !holder.TryGetPropertyValue(parts[^1], out var value))
            return "";
        return value switch
        {
            // A claim without a decision has no accepted points yet. Any other missing points mean "not applicable".
            null => field.Kind == FieldKind.Points && (parts[^1] != "accepted" || holder["claimed"] is null) ? NotApplicable : "",
            _ when value.GetValueKind() == JsonValueKind.String => (string)value!,
            _ when value.GetValueKind() == JsonValueKind.Number => ((decimal)value).ToString("0.############", CultureInfo.InvariantCulture),
            _ => value.ToJsonString(),
        };
    }
}
