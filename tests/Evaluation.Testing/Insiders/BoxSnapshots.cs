using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;

namespace Evaluation.Testing.Insiders;

/// <summary>What the boxes of a round have in the journal, opened with the key of the round.</summary>
public static class BoxSnapshots
{
    /// <summary>Saves a snapshot of every encrypted box. Runs of tests are too short for a box to save one by itself.</summary>
    public static async Task SaveAsync(IJournal journal, RoundKey? key, string round)
    {
        await foreach (var stream in journal.ListStreamsAsync($"box-{round}-"))
        {
            var (box, last) = await OpenAsync(journal, key, stream);
            var payload = new ArrayBufferWriter<byte>();
            BoxGrain.WriteSnapshot(box, payload);
            if (box.Seal.Commitment is not null)
                await journal.SaveSnapshotAsync(stream, new(last.NextVersion, BoxGrain.SealedSnapshotFormat!.Value, payload.WrittenMemory, last.Hash));
        }
    }

    /// <summary>The latest ballot of each credential of the round, with its pseudonym, as the boxes have them.</summary>
    public static async Task<IReadOnlyList<(CredentialHash Voter, uint Minute, byte[] Slips)>> BallotsAsync(IJournal journal, RoundKey key, string round)
    {
        List<(CredentialHash, uint, byte[])> ballots = [];
        await foreach (var stream in journal.ListStreamsAsync($"box-{round}-"))
            foreach (var (voter, _, holding) in (await OpenAsync(journal, key, stream)).Box.Holdings)
                if (!holding.Last.IsEmpty)
                    ballots.Add((voter, holding.Minute, holding.Last.ToArray()));
        return ballots;
    }

    private static async Task<(BallotBox Box, JournalEntry Last)> OpenAsync(IJournal journal, RoundKey? key, string stream)
    {
        var box = new BallotBox();
        JournalEntry? last = null;
        await foreach (var entry in journal.ReadAsync(stream, 0))
        {
            foreach (var happened in BoxGrain.Read(entry))
            {
                box.Evolve(happened);
                if (box.Seal.IsShut)
                    box.Seal.Take(stream, key);
            }
            last = entry;
        }
        return (box, last!);
    }
}
