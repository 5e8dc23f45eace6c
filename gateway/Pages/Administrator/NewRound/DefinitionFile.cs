using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Evaluation.Kernel.Reading;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Pages.Administrator.NewRound;

/// <summary>Reads a definition from a file in JSON. Bytes and escapes that are no characters are faults and never replaced.</summary>
internal static class DefinitionFile
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.JsonDepth };

    private static readonly Refusal NotJson = new(RefusalCode.NotJson, "the file is not a definition in JSON");

    private static readonly Refusal TooDeep = new(RefusalCode.NestedTooDeep, $"the file is nested too deep: objects and lists lie at most {Limits.JsonDepth} deep in each other");

    /// <summary>The definition as it is in the file. Refused with <see cref="RefusalCode.NotJson"/> or with faults.</summary>
    public static Outcome<JsonObject> Read(ReadOnlyMemory<byte> file)
    {
        var json = file.Span.StartsWith("\uFEFF"u8) ? file[3..] : file;
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (!Utf8.IsValid(json.Span))
                return new Refusal(RefusalCode.NotJson, $"the file is not valid UTF-8 in line {InvalidLine(json.Span)}");
            if (!IsUnicode(document.RootElement))
                return Broken(RulesReader.Read(document.RootElement).Faults);
            return JsonNode.Parse(json.Span, documentOptions: Options) as JsonObject is { } definition ? definition : NotJson;
        }
        catch (JsonException)
        {
            return JsonDepth.IsExceeded(json.Span, Limits.JsonDepth) ? TooDeep : NotJson;
        }
    }

    private static Refusal Broken(IReadOnlyList<Fault> faults)
    {
        var listed = faults.Count > 0 ? faults : [new("", "is not valid Unicode")];
        return new(RefusalCode.InvalidDefinition, "The file has characters that are not valid Unicode.", ("faults", listed));
    }

    /// <summary>Whether every name and text is valid Unicode. The parser accepts escapes of half a surrogate pair.</summary>
    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsUnicode(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int InvalidLine(ReadOnlySpan<byte> text)
    {
        var line = 1;
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0 && Utf8.IsValid(text[..end]); line++)
            text = text[(end + 1)..];
        return line;
    }
}
