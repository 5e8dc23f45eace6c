namespace Evaluation.Rounds;

/// <summary>How many credentials of a group the boxes may hold that vote, while batches are issued and voided.</summary>
/// <param name="before">The batches before the boxes were read.</param>
/// <param name="after">The batches after that. The same while nothing else was read.</param>
public sealed class IssuedBounds(BatchBook before, BatchBook after)
{
    public bool Allow(string group, int held) => held >= Least(group) && held <= Most(group);

    /// <summary>
    /// The credentials of the batches that were issued all the time. While a step of a batch is due, some boxes may hold its credentials
    /// back or may have removed them. While a slip is replaced, its place is empty for a moment.
    /// </summary>
    public int Least(string group) => before.Batches.Values
        .Where(batch => batch.Group == group && batch is { State: BatchState.Issued, Due: null } && after.Batches[batch.Batch].Version == batch.Version)
        .Sum(batch => batch.Count - before.Slips.Open.Count(open => open.Batch == batch.Batch));

    /// <summary>
    /// The credentials of the batches that were not void all the time. Of a slip that was replaced meanwhile, the box of the spare may have
    /// been read after that, and the box of the slip before.
    /// </summary>
    public int Most(string group) => after.Batches.Values
        .Where(batch => batch.Group == group && (batch.State != BatchState.Void || before.Batches.GetValueOrDefault(batch.Batch)?.State != BatchState.Void))
        .Sum(batch => Math.Max(batch.Count, before.Batches.GetValueOrDefault(batch.Batch)?.Count ?? 0) + Replacing(batch.Batch));

    private int Replacing(string batch) => after.Slips.Revocations.Values.Count(revocation => revocation.Batch == batch && before.Slips.Find(revocation.Slip)?.Outcome is null);
}
