using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Gateway.Verification.Records;

/// <summary>What the events about a sealed record and the end of a key follow from.</summary>
internal static class RecordingLaw
{
    /// <summary>Why the event cannot follow the state, or null.</summary>
    public static string? Fault(Round round, RoundEvent happened) => happened switch
    {
        VotesRecorded when round.KeyCommitment is null => "a round without key has a record of its votes",
        VotesRecorded when round.State != RoundState.Sealing || round.Counted.Count != round.Rules!.BallotBoxes => "the votes are recorded before all boxes are counted",
        VotesRecorded recorded when recorded.Ballots != round.Counted.Values.Sum(box => box.Ballots) || recorded.Slips != round.Counted.Values.Sum(box => box.Slips) =>
            $"the record has {recorded.Ballots} ballots and {recorded.Slips} slips, and the boxes reported others",
        RecordKept when round.Recording.Record is null => "a copy is kept of a sealed record that the round does not have",
        KeyDestructionProposed or KeyDestroyed when round.KeyCommitment is null => "a round without key loses its key",
        KeyDestructionProposed or KeyDestroyed when round.Recording.IsDestroyed => "the key is destroyed a second time",
        KeyDestructionProposed or KeyDestroyed when !LifeCycle.LosesKeyFrom(round.Rules!.Policies.DestroyKeyAt).Contains(round.State) =>
            $"the key is destroyed while the round is {round.State.ToString().ToLowerInvariant()}, which its rules do not allow",
        KeyDestroyed destroyed => Confirmed(round, destroyed),
        _ => null,
    };

    private static string? Confirmed(Round round, KeyDestroyed destroyed)
    {
        if (round.Recording.Proposed is not { } proposed || proposed.By != destroyed.ProposedBy)
            return $"the key is destroyed, and '{destroyed.ProposedBy}' has not proposed it";
        return destroyed.OneConfirmation is not true && Actor.Of(destroyed.By, destroyed.Person).IsSamePersonAs(Actor.Of(proposed.By, proposed.Person))
            ? $"'{destroyed.By}' confirmed the own proposal to destroy the key"
            : null;
    }
}
