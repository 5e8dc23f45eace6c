using System.Net;
using System.Text.Json;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Rounds;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Receipts;

/// <summary>
/// Proves to the holder of a receipt that the ballot is in the journal. Nothing else is needed, no account and no credential; so the proof
/// says neither whether the ballot was replaced nor by whom it was cast: the receipt may be in the hands of a person who pressed for it.
/// </summary>
public sealed class ReceiptUseCases(IEngine engine, IJournal journal, LogProofs proofs, RoundViews views, AttemptLimiter attempts)
{
    private static readonly Refusal NoSuchReceipt = new(RefusalCode.NoSuchReceipt, "The round has no ballot with this receipt. Check that it was copied whole, and that it is of this round.");

    private static readonly Refusal OldReceipt = new(RefusalCode.NoSuchReceipt, "Receipts of this round are of an earlier form, which cannot be checked here.");

    /// <param name="from">The address that asks; unknown receipts are counted by it.</param>
    public async ValueTask<Outcome<ReceiptProof>> ProveAsync(string round, string receipt, IPAddress? from, CancellationToken cancel)
    {
        if (attempts.IsExhausted(SecretKind.Receipt, from, out var exhausted))
            return exhausted;
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal;
        if (view.Answer.KeyCommitment is null)
            return OldReceipt;
        if (!BallotMark.TryParse(receipt, out var mark) || mark.Box >= view.Answer.BallotBoxes || mark.Sequence == 0)
            return attempts.Refuse(SecretKind.Receipt, from, NoSuchReceipt);
        var place = await BallotPlace.FindAsync(journal, BoxGrain.Ref(round, mark.Box).Stream, mark, cancel);
        return place is null ? attempts.Refuse(SecretKind.Receipt, from, NoSuchReceipt) : await ProveAsync(view.Answer, mark, place, cancel);
    }

    private async ValueTask<Outcome<ReceiptProof>> ProveAsync(RoundView round, BallotMark mark, BallotPlace place, CancellationToken cancel)
    {
        var entry = place.Entry;
        var unsigned = new ReceiptProof(mark.ToString(), new(
            entry.Stream, entry.FirstVersion, entry.EventCount, Framing.InnerFormat(entry), Text(place.Previous.Span), place.Index,
            Text(Merkle.Leaf(place.Leaves[place.Index])), [.. MerkleProof.Path(place.Leaves, place.Index).Select(hash => Text(hash))]));
        var log = await engine.SendAsync(LogGrain.Ref, new ViewLog());
        var checkpoint = await engine.SendAsync(LogGrain.Ref, new ViewCheckpoint());
        var found = await engine.SendAsync(LogGrain.Ref, new FindCover(entry.Stream, entry.NextVersion));
        if ((log.Refusal ?? found.Refusal ?? (checkpoint.Refusal is { Code: not RefusalCode.NoCheckpoint } other ? other : null)) is { } refusal)
            return refusal;
        if (found.Answer.Cover is not { } cover || checkpoint.Refusal is not null || checkpoint.Answer.Size <= cover.Block)
            return unsigned;
        var path = await proofs.ProveBlockAsync(log.Answer, cover.Block, checkpoint.Answer.Size, cancel);
        if (path.IsRefused(out refusal))
            return refusal;
        var bytes = await ReadBlockAsync(log.Answer.Begins + cover.Block, cancel);
        return unsigned with
        {
            Following = await LinksAsync(entry, cover.Version, cancel),
            Block = new(cover.Block, Text(bytes), path.Answer.Hashes, checkpoint.Answer.Text, checkpoint.Answer.Key),
            RecordedOn = DateOnly.FromDateTime(InstantOf(bytes).In(round.TimeZone).DateTime),
        };
    }

    private async ValueTask<byte[]> ReadBlockAsync(long version, CancellationToken cancel)
    {
        await foreach (var block in proofs.BlocksAsync(version, cancel))
            return block.Bytes;
        throw new JournalBrokenException(LogGrain.KindName, version, "the log has a block that is not in the journal");
    }

    private async ValueTask<IReadOnlyList<ReceiptLink>> LinksAsync(JournalEntry from, long until, CancellationToken cancel)
    {
        List<ReceiptLink> links = [];
        if (from.NextVersion == until)
            return links;
        await foreach (var entry in journal.ReadAsync(from.Stream, from.NextVersion, cancel))
        {
            links.Add(new(entry.EventCount, Framing.InnerFormat(entry), Text(Framing.RootOf(entry))));
            if (entry.NextVersion >= until)
                break;
        }
        return links;
    }

    private static DateTimeOffset InstantOf(byte[] block)
    {
        using var json = JsonDocument.Parse(block);
        return json.RootElement.GetProperty("at").GetDateTimeOffset();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);
}
