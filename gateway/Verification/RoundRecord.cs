using System.Text;
using System.Text.Json;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>The counts that a round's stream records for its boxes, read as plain JSON.</summary>
internal sealed class RoundRecord
{
    public string Id { get; private set; } = "";

    /// <summary>The report of each box that the round recorded when it was sealed.</summary>
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

/// <summary>The report of a box as recorded by the round.</summary>
internal sealed record BoxRecord(int Ballots, long Slips, string TallyHash, IReadOnlyDictionary<string, (int Issued, int Voted)> Groups);
