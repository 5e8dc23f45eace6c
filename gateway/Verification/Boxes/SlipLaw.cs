using Evaluation.Ballots;
using Evaluation.Ballots.LostSlips;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rules;
using RevokedInBox = Evaluation.Ballots.LostSlips.SlipRevoked;
using RevokedInRound = Evaluation.Rounds.LostSlips.SlipRevoked;

namespace Evaluation.Gateway.Verification.Boxes;

/// <summary>What the events about lost slips follow from, in a round and in its boxes.</summary>
internal static class SlipLaw
{
    /// <summary>Why the event cannot follow the state of the box, or null.</summary>
    public static string? Fault(BallotBox box, BoxEvent happened) => happened switch
    {
        BatchStored { Slips: null } => null,
        BatchStored stored => box.Seal.Commitment is null ? "slip numbers are stored in a box without key"
            : stored.Slips.Count != stored.Hashes.Count ? "a batch has not one slip for each credential"
            : null,
        RevokedInBox or SpareActivated when box.IsSealed => "a slip was decided after the box was sealed",
        RevokedInBox { Step: var step } when step <= box.SlipStep => "an older decision about a slip replaces a newer one",
        SpareActivated { Step: var step } when step <= box.SlipStep => "an older decision about a slip replaces a newer one",
        _ => null,
    };

    /// <summary>Whether the round decided what the event of a box says.</summary>
    public static bool IsDecided(Round round, BoxEvent happened) => happened switch
    {
        RevokedInBox revoked => round.Batches.Slips.Find(revoked.Slip) is { } known && revoked.Step == 2 * known.Number,
        SpareActivated activated => round.Batches.Slips.Revocations.Values.Any(known => known.Spare == activated.Spare && activated.Step == (2 * known.Number) + 1),
        _ => false,
    };

    /// <summary>Why the event cannot follow the state of the round, or null.</summary>
    public static string? Fault(Round round, RoundEvent happened) => happened switch
    {
        SlipRevocationStarted started => Started(round, started),
        RevokedInRound revoked => Open(round, revoked.Number, revoked.Batch) is not { } open ? $"a slip of batch {revoked.Batch} is revoked, which nobody began to revoke"
            : revoked.Replaced && open.Spare is null ? $"a slip of batch {revoked.Batch} is replaced without a spare"
            : null,
        SlipRevocationRefused refused => Open(round, refused.Number, refused.Batch) is null ? $"a slip of batch {refused.Batch} stays, which nobody began to revoke" : null,
        _ => null,
    };

    private static string? Started(Round round, SlipRevocationStarted started)
    {
        if (round.State is not (RoundState.Draft or RoundState.Assessing or RoundState.Voting or RoundState.Paused))
            return $"a slip is revoked, and the round is {round.State.ToString().ToLowerInvariant()}";
        if (!round.Batches.Batches.TryGetValue(started.Batch, out var batch) || batch is not { State: BatchState.Issued, Due: null })
            return $"a slip of batch {started.Batch} is revoked, which is not issued";
        if (round.Batches.Slips.Find(started.Slip) is not null)
            return $"a slip of batch {started.Batch} is revoked a second time";
        if (started.Spare is not null && (batch.Activated >= batch.Spares || round.Batches.Slips.IsUsed(started.Spare)))
            return $"a spare of batch {started.Batch} is used a second time";
        return string.IsNullOrEmpty(started.Reason) ? $"a slip of batch {started.Batch} is revoked without a reason" : null;
    }

    private static SlipRevocation? Open(Round round, int number, string batch) => round.Batches.Slips.Open.FirstOrDefault(open => open.Number == number && open.Batch == batch);

    /// <summary>
    /// What the boxes hold of lost slips of a group that the round did not decide, or lack of what it decided; null for nothing. Meanwhile
    /// open revocations may be done in some boxes.
    /// </summary>
    /// <param name="before">The round before the boxes were read.</param>
    /// <param name="after">The round after that.</param>
    /// <param name="held">What the boxes hold.</param>
    public static string? Difference(Round before, Round after, string group, SlipCounts held)
    {
        var (least, most) = (before.Batches.Slips.Of(group), after.Batches.Slips.Of(group));
        var open = after.Batches.Slips.Open.Count(slip => after.Batches.Batches[slip.Batch].Group == group);
        var isVoided = after.Batches.Batches.Values.Any(batch => batch.Group == group && batch.Replaced > 0 && (batch.Due is not null || batch.State != before.Batches.Batches.GetValueOrDefault(batch.Batch)?.State));
        return isVoided || (held.Replaced >= least.Replaced && held.Replaced <= most.Replaced + open && held.Activated >= least.Activated && held.Activated <= most.Activated + open)
            ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the boxes hold {held.Replaced} revoked slips and {held.Activated} used spares of group {group}, and the round decided {most.Replaced} and {most.Activated}");
    }
}
