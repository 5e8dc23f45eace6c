using Evaluation.Ballots.Keys;
using Evaluation.Journal;

namespace Evaluation.Testing.Power;

/// <summary>Looks for a ballot in a journal by its receipt.</summary>
public static class StoredBallot
{
    /// <summary>Whether the box has an event with this receipt: it holds the start of the event's hash.</summary>
    public static async Task<bool> IsThereAsync(IJournal journal, string round, string receipt)
    {
        Assert.True(BallotMark.TryParse(receipt, out var mark));
        await foreach (var entry in journal.ReadAsync($"box-{round}-{mark.Box}", 0))
            if (Framing.Events(entry).Exists(happened => BallotMark.LeafOf(Merkle.Leaf(happened)) == mark.Leaf))
                return true;
        return false;
    }
}
