using System.Globalization;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification.Log;

/// <summary>
/// Compares every stream with the blocks of the log, and the log with heads that somebody holds. A stream may go on after the last block.
/// </summary>
/// <remarks>
/// It keeps 32 bytes for each head in a block: 250 MB for a fortnight in which 64 boxes get ballots all the time, usually a hundredth of
/// it.
/// </remarks>
internal sealed class LogCheck(IJournal journal, IReadOnlyList<KnownHead> known, Findings findings, TextWriter to)
{
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public async Task RunAsync()
    {
        var blocks = new RecordedBlocks(known);
        var before = findings.Count;
        // The log first: what it says must be in every stream that is read later.
        var isRead = await ReadAsync(blocks);
        var withHeads = findings.Count;
        if (isRead)
            CheckKnown(blocks);
        withHeads = findings.Count - withHeads;
        foreach (var (stream, heads) in blocks.Heads.OrderBy(stream => stream.Key, StringComparer.Ordinal))
            await CheckStreamAsync(stream, heads);
        foreach (var tree in blocks.Trees.Where(tree => tree.Reason is not null))
            to.WriteLine($"  note: origin {tree.Origin} of the log begins at version {tree.Begins}; the last signed head before it: {tree.Last ?? "not known"}; the reason: {tree.Reason}");
        if (blocks.Version > 0)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"log: {blocks.Version} blocks on {blocks.Heads.Count} streams{(findings.Count - withHeads == before ? ": all streams agree." : "; streams CONTRADICT it.")}"));
        WriteHeads(blocks, !isRead ? "were not compared, because the log cannot be read" : withHeads == 0 ? "agree with the log" : "were compared, and the log CONTRADICTS them");
    }

    /// <summary>Names the heads that were compared. Without any, nothing is said to agree.</summary>
    private void WriteHeads(RecordedBlocks blocks, string outcome)
    {
        var ofWitness = known.Count(head => !head.IsKept);
        var names = new[] { known.Any(head => head.IsKept) ? "the newest signed head" : null, ofWitness > 0 ? string.Create(CultureInfo.InvariantCulture, $"heads of the witness: {ofWitness}") : null };
        if (known.Count > 0)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heads: {known.Count} ({string.Join("; ", names.OfType<string>())}) {outcome}."));
        if (blocks.Version > 0 && !known.Any(head => head.IsKept))
            to.WriteLine($"heads: no kept head was found: this says nothing about {(ofWitness > 0 ? "blocks after the newest head of the witness" : "an older copy of everything; run verify --heads FILE with the heads of a witness")}.");
    }

    private async Task<bool> ReadAsync(RecordedBlocks blocks)
    {
        await foreach (var entry in journal.ReadAsync(RecordedBlocks.Stream, 0))
        {
            try
            {
                foreach (var bytes in Framing.Events(entry))
                    if (blocks.Add(bytes) is { } fault)
                        findings.Add(FindingKind.Differs, RecordedBlocks.Stream, blocks.Version - 1, fault);
            }
            // A rewritten payload can make any part of the reading fail.
            catch (Exception failure) when (failure is not JournalUnavailableException)
            {
                findings.Add(FindingKind.Differs, RecordedBlocks.Stream, blocks.Version, $"the block cannot be read: {failure.Message}");
                return false;
            }
        }
        return true;
    }

    private void CheckKnown(RecordedBlocks blocks)
    {
        foreach (var head in known)
        {
            var tree = blocks.Trees.LastOrDefault(tree => tree.Origin == head.Origin);
            if (tree is null)
                findings.Add(FindingKind.Missing, RecordedBlocks.Stream, null, $"{head.From} is of origin {head.Origin}, which is not there");
            else if (head.Size > tree.Size)
                NoteShorter(blocks, tree, head);
            else if (head.Size > 0 && tree.Roots[head.Size] != head.Root)
                findings.Add(FindingKind.Differs, RecordedBlocks.Stream, tree.Begins, $"its first {head.Size} blocks of origin {head.Origin} are not those that {head.From} covers");
        }
    }

    /// <summary>Blocks that the next origin says are lost are known to be lost.</summary>
    private void NoteShorter(RecordedBlocks blocks, RecordedBlocks.Tree tree, KnownHead head)
    {
        var said = blocks.Trees.FirstOrDefault(next => next.Origin > tree.Origin)?.Last?.Split(' ');
        if (said is [_, var size, _] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var lost) && head.Size <= lost)
            to.WriteLine($"  note: {head.From} covers {head.Size} blocks of origin {head.Origin}; blocks after number {tree.Size - 1} are lost, as the next origin says");
        else
            findings.Add(FindingKind.Shorter, RecordedBlocks.Stream, tree.Begins + tree.Size, $"{head.From} covers {head.Size} blocks of origin {head.Origin}, and there are {tree.Size}: blocks were cut off, or an older copy was restored");
    }

    private async Task CheckStreamAsync(string stream, List<(long Version, UInt128 Chain)> heads)
    {
        var (ends, at) = (new Dictionary<long, UInt128>(), 0L);
        var wanted = heads.Select(head => head.Version).ToHashSet();
        await foreach (var entry in journal.ReadAsync(stream, 0))
        {
            at = entry.NextVersion;
            if (wanted.Contains(at) && entry.Hash.Length == Chain.Bytes)
                ends[at] = RecordedBlocks.Start(entry.Hash.Span);
        }
        if (at == 0)
        {
            findings.Add(FindingKind.Missing, stream, null, $"blocks of the log have it, up to version {heads[^1].Version}");
            return;
        }
        foreach (var (version, chain) in heads)
        {
            if (version > at)
                findings.Add(FindingKind.Shorter, stream, at, $"a block of the log has its version {version}: it was cut off");
            else if (!ends.TryGetValue(version, out var end))
                findings.Add(FindingKind.Differs, stream, version, "a block of the log has it at this version, but no entry ends here: it was rewritten");
            else if (end != chain)
                findings.Add(FindingKind.Differs, stream, version, "a block of the log has another chain value here: it was rewritten");
            else
                continue;
            // What follows is a consequence of the first.
            return;
        }
    }
}
