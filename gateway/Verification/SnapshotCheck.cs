using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>Compares the snapshot of a box with the box that the entries before it give.</summary>
internal static class SnapshotCheck
{
    /// <summary>
    /// What differs, or null. A snapshot in a format that this build does not read is never used, so it cannot differ.
    /// </summary>
    /// <param name="snapshot">The stored snapshot.</param>
    /// <param name="stream">The stream of the box.</param>
    /// <param name="replayed">The box after the events that the snapshot covers.</param>
    /// <param name="key">The key of the round; null in the old form.</param>
    public static string? Fault(Snapshot snapshot, string stream, BallotBox replayed, RoundKey? key)
    {
        if (snapshot.Format != (key is null ? BoxGrain.SnapshotFormat : BoxGrain.SealedSnapshotFormat))
            return null;
        BallotBox stored;
        try
        {
            stored = key is null ? BoxGrain.ReadSnapshot(new(stream), snapshot.Payload) : BoxGrain.ReadSealedSnapshot(new(stream), snapshot.Payload, key);
        }
        // A changed payload can make any part of the reading fail. A box ignores such a snapshot.
        catch (Exception failure)
        {
            return $"the snapshot cannot be read: {failure.Message}";
        }
        if (stored.Version != snapshot.Version)
            return $"the snapshot says that it is of version {stored.Version}";
        if ((stored.IsSealed, stored.Sequence, stored.CredentialCount) != (replayed.IsSealed, replayed.Sequence, replayed.CredentialCount))
            return $"the snapshot holds {stored.Sequence} ballots of {stored.CredentialCount} credentials, a replay {replayed.Sequence} of {replayed.CredentialCount}";
        if (stored.Window != replayed.Window || !Equals(stored.Shape, replayed.Shape))
            return "the snapshot has another window or other rules than a replay";
        if (stored.SlipStep != replayed.SlipStep)
            return "the snapshot has other decisions about lost slips than a replay";
        if (!stored.Batches.Decided.SequenceEqual(replayed.Batches.Decided))
            return "the snapshot has other decisions about batches than a replay";
        return SameHoldings(stored, replayed) ? null : "the snapshot has other credentials or slips than a replay";
    }

    private static bool SameHoldings(BallotBox stored, BallotBox replayed)
    {
        // A box replays instead of using a snapshot of an earlier build without these numbers.
        var knowsCounts = BoxGrain.IsWhole(stored);
        // Not by Find, which does not see credentials that are held back.
        var others = replayed.Holdings.ToDictionary(held => held.Credential);
        foreach (var (credential, batch, holding) in stored.Holdings)
        {
            if (!others.TryGetValue(credential, out var found) || found.Batch != batch)
                return false;
            var other = found.Holding;
            var last = knowsCounts ? holding.LastBallot : holding.LastBallot with { Count = other.Ballots };
            if ((holding.Group, last, holding.Slip, holding.SlipRight) != (other.Group, other.LastBallot, other.Slip, other.SlipRight) || !holding.Allowed.Equals(other.Allowed))
                return false;
            if (!holding.Standing.Span.SequenceEqual(other.Standing.Span) && !SameSlips(holding, other, stored.Shape!))
                return false;
        }
        return true;
    }

    /// <summary>The order of the standing slips of a credential has no meaning.</summary>
    private static bool SameSlips(Holding one, Holding other, BoxShape shape) => Sorted(one, shape).SequenceEqual(Sorted(other, shape));

    private static List<string> Sorted(Holding holding, BoxShape shape)
    {
        var slips = new List<string>();
        foreach (var slip in Slips.Read(holding.Standing.Span, shape.Criteria))
            slips.Add(Convert.ToHexString(slip.Bytes));
        slips.Sort(StringComparer.Ordinal);
        return slips;
    }
}
