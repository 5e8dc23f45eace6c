using System.Text;
using System.Text.Json;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>What a round's stream says of its boxes, read as plain JSON.</summary>
internal sealed class RoundRecord
{
    public string Id { get; private set; } = "";

    /// <summary>By box, the report that went into the sealed round.</summary>
    public Dictionary<int, BoxRecord> Boxes { get; } = [];

    public void Add(JournalEntry entry)
    {
        foreach (var line in Encoding.UTF8.GetString(entry.Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var happened = json.RootElement;
            switch (happened.GetProperty("event").GetString())
            {
                case "round-created":
                    Id = happened.GetProperty("rules").GetProperty("id").GetString()!;
                    break;
                case "box-counted":
                    var report = happened.GetProperty("report");
                    Boxes[happened.GetProperty("box").GetInt32()] = new(
                        report.GetProperty("ballots").GetInt32(),
                        report.GetProperty("slips").GetInt64(),
                        report.GetProperty("tallyHash").GetString()!,
                        report.GetProperty("groups").EnumerateArray().ToDictionary(
                            group => group.GetProperty("group").GetString()!,
                            group => (group.GetProperty("issued").GetInt32(), group.GetProperty("voted").GetInt32())));
                    break;
            }
        }
    }
}

/// <summary>A box's report as the round recorded it.</summary>
internal sealed record BoxRecord(int Ballots, long Slips, string TallyHash, IReadOnlyDictionary<string, (int Issued, int Voted)> Groups);
