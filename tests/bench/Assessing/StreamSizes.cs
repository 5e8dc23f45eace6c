using System.Text;
using Evaluation.Bench.Servers;
using Evaluation.Embedded.Journal;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Bench.Assessing;

/// <summary>What a round has written to the journal of a server that has ended.</summary>
internal static class StreamSizes
{
    /// <summary>The bytes of the entry of every version of the result.</summary>
    public static async Task<IReadOnlyList<int>> OfVersionsAsync(string folder)
    {
        await using var journal = SqliteJournal.Open(new(Path.Combine(folder, ServerProcess.DataFolder)));
        List<int> sizes = [];
        await foreach (var entry in journal.ReadAsync(RoundGrain.Ref(AssessedRound.Id).Id.ToString(), 0))
            if (Encoding.UTF8.GetString(entry.Unframed().Payload.Span).Contains("\"event\":\"result-computed\"", StringComparison.Ordinal))
                sizes.Add(entry.Payload.Length);
        return sizes;
    }
}
