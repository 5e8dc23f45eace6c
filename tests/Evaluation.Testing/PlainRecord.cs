using System.Buffers;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.Records;
using Evaluation.Journal;
using Evaluation.Log;

namespace Evaluation.Testing;

/// <summary>
/// A copy of a journal in the form of rounds without keys, as the program wrote it before ballots were encrypted: for tests that change
/// what is stored.
/// </summary>
public static class PlainRecord
{
    public static async Task<MemoryJournal> OfAsync(IJournal journal, IKeyStore keys)
    {
        var plain = new MemoryJournal();
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            // A round of the old form has no sealed record, and there was no log of blocks.
            if (new GrainId(stream).Kind is RecordGrain.KindName or LogGrain.KindName)
                continue;
            var (box, version, hash) = (new BallotBox(), 0L, Chain.Genesis(stream));
            await foreach (var framed in journal.ReadAsync(stream, 0))
            {
                var entry = framed.Unframed();
                var (payload, count) = new GrainId(stream) switch
                {
                    { Kind: BoxGrain.KindName } id => await OpenAsync(id, box, entry, keys),
                    { Kind: "round" } => Lines(entry),
                    _ => (entry.Payload, entry.EventCount),
                };
                if (count == 0)
                    continue;
                var made = entry with { FirstVersion = version, EventCount = count, Payload = payload };
                hash = Chain.Next(hash, made);
                await plain.AppendAsync(made with { Hash = hash });
                version += count;
            }
        }
        return plain;
    }

    private static async Task<(ReadOnlyMemory<byte> Payload, int Count)> OpenAsync(GrainId id, BallotBox box, JournalEntry entry, IKeyStore keys)
    {
        var (payload, count) = (new ArrayBufferWriter<byte>(), 0);
        foreach (var happened in BoxGrain.Read(entry))
        {
            var open = happened is SealedEvent sealedEvent ? sealedEvent.Open(box) : happened;
            box.Evolve(happened);
            if (box.Seal.IsShut)
                box.Seal.Take(id.Stream, (RoundKey?)await new BoxKeys(keys).FindAsync(id));
            if (open is BoxKeyed)
                continue;
            BoxGrain.Write(open is BatchStored stored ? stored with { Slips = null } : open, payload);
            count++;
        }
        return (payload.WrittenMemory, count);
    }

    private static readonly string[] OfKeys = ["key-committed", "key-share-given", "votes-recorded", "record-kept", "key-destruction-proposed", "key-destroyed"];

    private static (ReadOnlyMemory<byte> Payload, int Count) Lines(JournalEntry entry)
    {
        string[] lines = [.. Encoding.UTF8.GetString(entry.Payload.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !OfKeys.Any(name => line.Contains($"\"event\":\"{name}\"", StringComparison.Ordinal)))];
        return (Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), lines.Length);
    }
}
