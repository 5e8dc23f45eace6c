using System.Globalization;
using System.Text;
using System.Text.Json;
using Evaluation.Journal;

namespace Evaluation.Tests.Simulation.Assessing;

/// <summary>An independent reading of a stream: it uses no code of the grains.</summary>
internal static class AssessingStory
{
    public static async Task<List<Happening>> ReadAsync(IJournal journal, string stream)
    {
        List<Happening> story = [];
        await foreach (var entry in journal.ReadAsync(stream, 0))
        {
            Assert.Equal(story.Count, entry.FirstVersion);
            foreach (var line in Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                story.Add(new(stream, story.Count + 1, JsonElement.Parse(line)));
            Assert.Equal(story.Count, entry.NextVersion);
        }
        return story;
    }

    public static async Task<Dictionary<string, List<Happening>>> ReadAllAsync(IJournal journal)
    {
        Dictionary<string, List<Happening>> streams = [];
        await foreach (var stream in journal.ListStreamsAsync(""))
            streams[stream] = await ReadAsync(journal, stream);
        return streams;
    }

    /// <summary>All streams of a journal that answers at once, as the one in memory does.</summary>
    public static Dictionary<string, List<Happening>> ReadAll(MemoryJournal journal) => ReadAllAsync(journal).GetAwaiter().GetResult();

    /// <summary>The text at a path such as <c>content.note</c>; null where there is none.</summary>
    public static string? Text(this JsonElement json, string path)
    {
        foreach (var name in path.Split('.'))
            if (!json.TryGetProperty(name, out json))
                return null;
        return json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText();
    }
}

/// <summary>An event in the journal.</summary>
/// <param name="Place">1 for the first event of the stream.</param>
internal sealed record Happening(string Stream, int Place, JsonElement Json)
{
    public string Event => Text("event")!;

    public string By => Text("by")!;

    public string Person => Text("person") ?? By;

    public string? Text(string path) => Json.Text(path);

    /// <summary>What shows the act that asked for it; null for events that follow from a decision of the round.</summary>
    public string? Mark => Event switch
    {
        "self-assessment-filed" => Text("content.report"),
        "self-assessment-reopened" => $"reopen {Text("version")}",
        "claim-reviewed" => Text("claim.reason"),
        "sheet-admitted" => $"admit {Text("unit")} {Text("inspector")}",
        "sheet-filed" => Text("content.note"),
        "sheet-reopened" => $"reopen {Text("inspector")}",
        "spot-check-recorded" => Text("check.note"),
        "fact-recorded" => Text("fact.note"),
        "adjustment-proposed" => Text("adjustment.note"),
        "adjustment-approved" => $"approve {Text("adjustment.id")} {By}",
        "spot-check-retracted" or "fact-retracted" or "adjustment-rejected" or "adjustment-retracted" => Text("reason"),
        "finding-opened" => Text("complaint") is { } complaint ? $"of {complaint}" : Text("text"),
        "finding-replied" or "complaint-received" or "complaint-released" or "complaint-answered" => Text("text"),
        "finding-verified" or "finding-closed" or "complaint-closed" or "progress-reported" => Text("note"),
        "complaint-assigned" => Text("to"),
        "complaint-finding-made" => $"of {Text("complaint")} {Text("finding")}",
        "complaint-rejected" or "complaint-restored" or "targets-amended" or "target-graded" => Text("reason"),
        "targets-set" => Json.GetProperty("targets")[0].Text("title"),
        "targets-signed" => $"sign {Text("unit")} {Text("side")} {Text("version")}",
        "title-defined" => Text("title.label.zh"),
        "honour-conferred" => Text("document"),
        "honour-withdrawn" => Text("grounds"),
        "awards-given" => Json.GetProperty("list").GetProperty("tiers")[0].Text("label.zh"),
        "special-award-proposed" => Text("award.reason"),
        "draw-announced" => Text("reason"),
        "draw-made" => $"draw {Text("id")} {Text("seed")}",
        "special-award-approved" => $"prize {Text("code")}",
        // The administrator sets up the first panel.
        "panel-set" => By == Given.Administrator ? null : Text("label.zh"),
        "panel-removed" => $"remove {Text("panel")}",
        "ledger-closed" or "ledger-opened" => null,
        _ => throw new InvalidDataException($"No official asks for '{Event}'."),
    };

    /// <summary>The id of what the event creates; null for other events.</summary>
    public string? Created => Event switch
    {
        "spot-check-recorded" => Text("check.id"),
        "adjustment-proposed" => Text("adjustment.id"),
        "complaint-received" => Text("complaint"),
        "fact-recorded" or "finding-opened" or "honour-conferred" or "draw-announced" => Text("id"),
        _ => null,
    };

    public int Number(string path) => int.Parse(Text(path)!, CultureInfo.InvariantCulture);

    public override string ToString() => $"{Stream} {Place}: {Json.GetRawText()}";
}
