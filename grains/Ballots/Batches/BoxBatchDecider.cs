using Evaluation.Ballots.Keys;

namespace Evaluation.Ballots.Batches;

/// <summary>The rules of a box for batches of credentials.</summary>
internal static class BoxBatchDecider
{
    public static Decision<BoxEvent> Store(BallotBox box, StoreBatch store)
    {
        if (box.IsSealed)
            return new Refusal(RefusalCode.WrongState, "The box is sealed.");
        if (box.Batches.Of(store.Batch).Right == BatchRight.Void)
            return new Refusal(RefusalCode.WrongState, "The batch is void.");
        var names = box.Seal.Commitment is null && box.CredentialCount == 0 && store.Key is not null;
        if (box.Seal.Commitment != store.Key && !names)
            return KeyDiffers;
        // In ascending order: the order of the credentials in the answer to the call must not be stored.
        var fresh = store.Hashes.Index().Where(hash => !box.Holds(hash.Item)).DistinctBy(hash => hash.Item).OrderBy(hash => hash.Item.Value).ToArray();
        if (fresh.Length == 0)
            return Decision<BoxEvent>.NothingToDo;
        var stored = new BatchStored(
            store.Batch, store.Group, store.Units, [.. fresh.Select(hash => hash.Item)], store.Slips is { } slips ? [.. fresh.Select(hash => slips[hash.Index])] : null);
        return names ? Decision<BoxEvent>.Of(new BoxKeyed(store.Key!), stored) : stored;
    }

    /// <summary>
    /// An event even for a batch that the box does not know: an activation that is behind the journal would not know it either, and its
    /// append is rejected.
    /// </summary>
    public static Decision<BoxEvent> Settle(BallotBox box, SettleBatch settle) =>
        box.IsSealed || IsLate(box, settle.Batch, settle.Version) ? Decision<BoxEvent>.NothingToDo : new BatchSettled(settle.Batch, settle.Version);

    public static Decision<BoxEvent> Hold(BallotBox box, HoldBatch hold)
    {
        if (box.CountBatch(hold.Batch).Voted > 0)
            return AlreadyCast;
        return box.IsSealed || IsLate(box, hold.Batch, hold.Version) ? Decision<BoxEvent>.NothingToDo : new BatchHeld(hold.Batch, hold.Version);
    }

    public static Decision<BoxEvent> Void(BallotBox box, VoidCredentials revoke)
    {
        if (box.IsSealed)
            return Decision<BoxEvent>.NothingToDo;
        var (count, voted) = box.CountBatch(revoke.Batch);
        // A batch that is held becomes void, even without credentials in this box: a late command must not add any.
        return count > voted || box.Batches.Of(revoke.Batch).Right == BatchRight.Held
            ? new CredentialsVoided(revoke.Batch)
            : Decision<BoxEvent>.NothingToDo;
    }

    private static readonly Refusal KeyDiffers = new(RefusalCode.KeyDiffers, "The box holds credentials under another key.");

    private static readonly Refusal AlreadyCast = new(RefusalCode.AlreadyCast, "A credential of this batch has voted.");

    private static bool IsLate(BallotBox box, string batch, int version) =>
        box.Batches.Of(batch) is var standing && (standing.Right == BatchRight.Void || standing.Version >= version);
}
