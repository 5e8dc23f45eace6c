using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Evaluation.Testing;

/// <summary>A call and the answer that an earlier build gave to it.</summary>
/// <param name="As">The caller's name. A name without an authorization is anybody.</param>
/// <param name="Json">The body that is sent, if it is JSON.</param>
/// <param name="Form">The body that is sent, if it is a form with a file.</param>
/// <param name="Settles">
/// Whether the answer depends on reports that arrive after the start; it is then asked for until it is the recorded one.
/// </param>
/// <param name="Code">The code of a refusal. Its sentence is not recorded: it may improve.</param>
/// <param name="Type">The media type of an answer that is no refusal.</param>
/// <param name="Body">The body of such an answer, if it is text.</param>
/// <param name="Base64">The body of such an answer, if it is not text.</param>
public sealed partial record RecordedCall(
    string As, string Method, string Path, JsonElement? Json, RecordedForm? Form, bool Settles, int Status, string? Code, string? Type, string? Body, string? Base64)
{
    private static readonly JsonSerializerOptions Literal = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Characters of an answer that are shown on each side of a difference.</summary>
    private const int Shown = 100;

    public HttpContent? Content() =>
        Form is not null ? Form.Content() : Json is { } json ? new StringContent(json.GetRawText(), Encoding.UTF8, "application/json") : null;

    /// <summary>How an answer differs from the recorded one; null if it does not.</summary>
    /// <param name="isTimeOfCall">Whether a recorded instant is the time of the recorded call; a later call has another one there.</param>
    public string? Difference(Answer answer, Func<DateTimeOffset, bool> isTimeOfCall)
    {
        if (answer.Status != Status)
            return $"{answer.Status} instead of {Status}: {answer.Text}";
        if (Status >= 400)
            return CodeOf(answer) == Code ? null : $"{CodeOf(answer)} instead of {Code}";
        if (answer.ContentHeaders.ContentType?.ToString() != Type)
            return $"{answer.ContentHeaders.ContentType} instead of {Type}";
        return Body is null
            ? Convert.ToBase64String(answer.Body) == Base64 ? null : "other bytes"
            : TextDifference(Earlier(answer), answer.MediaType == "application/json" ? JsonNode.Parse(Body)!.ToJsonString(Literal) : Body, isTimeOfCall);
    }

    public override string ToString() => $"{As} {Method} {Path}";

    private static string? CodeOf(Answer refusal) => refusal.Body.Length == 0 ? null : JsonElement.Parse(refusal.Body).GetProperty("code").GetString();

    /// <summary>
    /// The answer without what earlier builds did not give: members of JSON objects that the recorded body does not have in the same place,
    /// lines of other texts, and in derivations the two people of an adjustment, whom staff read. Of an audit, the lines of
    /// heads of the log and the hashes of tallies.
    /// </summary>
    private string Earlier(Answer answer)
    {
        if (answer.MediaType == "application/json" && JsonNode.Parse(answer.Text) is { } now && JsonNode.Parse(Body!) is { } before)
        {
            Cut(now, before);
            var text = Tallies().Replace(now.ToJsonString(Literal), "");
            // An export ends with the number of its rows and their hash.
            return HeadLine().IsMatch(text) ? ExportEnd().Replace(HeadLine().Replace(text, ""), ExportEnd().Match(Body!).Value) : text;
        }
        if (!Path.Contains("/derivation", StringComparison.Ordinal))
            return answer.Text;
        var recorded = Body!.Split('\n');
        var at = 0;
        return string.Join('\n', People().Replace(answer.Text, "").Split('\n').Where(line => at < recorded.Length && line == recorded[at] && at++ >= 0));
    }

    private static void Cut(JsonNode now, JsonNode before)
    {
        if (now is JsonObject members && before is JsonObject known)
        {
            foreach (var name in members.Select(member => member.Key).Where(name => !known.ContainsKey(name)).ToArray())
                members.Remove(name);
            foreach (var (name, value) in members)
                if (value is not null && known[name] is { } recorded)
                    Cut(value, recorded);
        }
        else if (now is JsonArray items && before is JsonArray recorded)
        {
            foreach (var (item, earlier) in items.Zip(recorded))
                if (item is not null && earlier is not null)
                    Cut(item, earlier);
        }
    }

    private static string? TextDifference(string answered, string recorded, Func<DateTimeOffset, bool> isTimeOfCall)
    {
        bool[] isTimeOfCallAt = [.. Instant().Matches(recorded).Select(instant => isTimeOfCall(DateTimeOffset.Parse(instant.Value, CultureInfo.InvariantCulture)))];
        var (now, before) = (Comparable(answered, isTimeOfCallAt), Comparable(recorded, isTimeOfCallAt));
        if (now == before)
            return null;
        var at = now.Zip(before).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"from character {at}\n  {Around(now, at)}\n  instead of\n  {Around(before, at)}";
    }

    /// <summary>The text without times of calls, and without the versions of live figures, which are times too.</summary>
    private static string Comparable(string text, bool[] isTimeOfCallAt)
    {
        var index = 0;
        return LiveVersion().Replace(Instant().Replace(text, instant => isTimeOfCallAt.ElementAtOrDefault(index++) ? "time of call" : instant.Value), "\"version\":\"time\"");
    }

    [GeneratedRegex(@",?\{""at"":""[^""]*"",""by"":""log"",""act"":""head-recorded""[^}]*\}")]
    private static partial Regex HeadLine();

    [GeneratedRegex(@"""rowCount"":\d+,""sha256"":""[0-9a-f]{64}""")]
    private static partial Regex ExportEnd();

    [GeneratedRegex("(?<=version \\d+), tallies [0-9a-f]{64}")]
    private static partial Regex Tallies();

    private static string Around(string text, int at) => text[Math.Max(0, at - Shown)..Math.Min(text.Length, at + Shown)];

    /// <summary>The sentence on the people, which may be broken into lines.</summary>
    [GeneratedRegex(@"\s+Proposed\s+by\s+\S+,\s+approved\s+by\s+\S+?\.(?=\s)|(?<=。)\s*\S+\s+提出，\s*\S+\s+批准。")]
    private static partial Regex People();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    /// <summary>Milliseconds since 1970.</summary>
    [GeneratedRegex(@"""version"":\d{13,}")]
    private static partial Regex LiveVersion();
}

/// <summary>A form with a file, which is text or, as <paramref name="Base64"/>, anything else.</summary>
public sealed record RecordedForm(string? File, string? Base64, string FileName, IReadOnlyDictionary<string, string> Fields)
{
    public HttpContent Content()
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Base64 is null ? Encoding.UTF8.GetBytes(File!) : Convert.FromBase64String(Base64)), "file", FileName } };
        foreach (var (name, value) in Fields)
            form.Add(new StringContent(value), name);
        return form;
    }
}
