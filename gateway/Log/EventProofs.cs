using System.Text.Json;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>Finds the proof of an event, for somebody who holds its hash.</summary>
public sealed class EventProofs(IEngine engine, IJournal journal, LogProofs proofs)
{
    private static readonly Refusal NoProof = new(
        RefusalCode.NoCheckpoint, "No block of the log covers this yet, or it was stored before there was a log. A new ballot is covered after some seconds.");

    /// <summary>
    /// The proof of an event in the newest tree. Refused with <see cref="RefusalCode.NoCheckpoint"/> while no block covers it, or if it was
    /// stored by an earlier build.
    /// </summary>
    /// <param name="version">The number of events before it in the stream.</param>
    /// <param name="notBefore">An instant before the event: blocks that are older are left out.</param>
    public async ValueTask<Outcome<EventProof>> FindAsync(string stream, long version, DateTimeOffset notBefore, CancellationToken cancel = default)
    {
        var view = await engine.SendAsync(LogGrain.Ref, new ViewLog());
        if (view.IsRefused(out var refusal))
            return refusal;
        var entries = await ReadAsync(stream, version, cancel);
        if (entries is not [var own, ..] || await FindBlockAsync(view.Answer, stream, own.NextVersion, notBefore, cancel) is not { } found)
            return NoProof;
        var (number, bytes, head) = found;
        var covered = entries.TakeWhile(entry => entry.NextVersion <= head).ToList();
        if (covered.Exists(entry => entry.Format != Framing.Format) || covered.Count == 0)
            return NoProof;
        ReadOnlyMemory<byte>? previous = own.FirstVersion == 0 ? Chain.Genesis(stream) : await journal.ReadChainAsync(stream, own.FirstVersion, cancel);
        var path = await proofs.ProveBlockAsync(view.Answer, number, view.Answer.Size, cancel);
        if (path.IsRefused(out refusal))
            return refusal;
        var (events, index) = (Framing.Events(own), (int)(version - own.FirstVersion));
        return new EventProof(
            stream, Text(Merkle.Leaf(events[index])), index, [.. MerkleProof.Path(events, index).Select(Text)], Text(previous!.Value.ToArray()),
            Of(own), [.. covered.Skip(1).Select(Of)], Text(bytes), number, path.Answer.Hashes, view.Answer.Origin, view.Answer.Size);
    }

    /// <summary>The entry that has the event, and those after it.</summary>
    private async ValueTask<List<JournalEntry>> ReadAsync(string stream, long version, CancellationToken cancel)
    {
        List<JournalEntry> entries = [];
        // An entry rarely has more events than commands; if it has, the whole stream is read.
        foreach (var from in (long[])[Math.Max(0, version - Limits.CommandsPerTurn), 0])
        {
            entries.Clear();
            await foreach (var entry in journal.ReadAsync(stream, from, cancel))
                if (entry.NextVersion > version)
                    entries.Add(entry);
            if (entries is [var first, ..] && first.FirstVersion <= version)
                return entries;
        }
        return [];
    }

    /// <summary>The first block whose head of the stream is at or behind a version, with that head's version.</summary>
    private async ValueTask<(long Number, byte[] Bytes, long Head)?> FindBlockAsync(LogView view, string stream, long version, DateTimeOffset notBefore, CancellationToken cancel)
    {
        var (low, high) = (0L, view.Size);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var at = DateTimeOffset.MaxValue;
            await foreach (var (_, bytes) in proofs.BlocksAsync(view.Begins + middle, cancel))
            {
                at = Block(bytes).At;
                break;
            }
            if (at < notBefore)
                low = middle + 1;
            else
                high = middle;
        }
        await foreach (var (at, bytes) in proofs.BlocksAsync(view.Begins + low, cancel))
            if (Block(bytes).Heads.FirstOrDefault(head => head.Stream == stream) is { } head && head.Version >= version)
                return at - view.Begins < view.Size ? (at - view.Begins, bytes, head.Version) : null;
        return null;
    }

    private static (DateTimeOffset At, List<(string Stream, long Version)> Heads) Block(byte[] bytes)
    {
        using var block = JsonDocument.Parse(bytes);
        return (
            block.RootElement.GetProperty("at").GetDateTimeOffset(),
            [.. block.RootElement.GetProperty("heads").EnumerateArray().Select(head => (head.GetProperty("stream").GetString()!, head.GetProperty("version").GetInt64()))]);
    }

    private static ProvedEntry Of(JournalEntry entry)
    {
        var tree = new MerkleRoot(stackalloc byte[MerkleRoot.BytesFor(entry.EventCount)]);
        foreach (var happened in Framing.Events(entry))
            tree.Add(happened);
        Span<byte> root = stackalloc byte[Merkle.Bytes];
        tree.CopyRoot(root);
        return new(entry.FirstVersion, entry.EventCount, Framing.InnerFormat(entry), Convert.ToBase64String(root));
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes);
}
