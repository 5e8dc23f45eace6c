using Evaluation.Runtime;

namespace Evaluation.Ballots.Finishing;

/// <summary>
/// Finishes the ballot of a credential: it is checked as a whole. A later ballot opens it again. Finishing a finished ballot changes
/// nothing.
/// </summary>
/// <param name="Credential">The voter's credential.</param>
/// <param name="At">The time of arrival, by the server's clock.</param>
public sealed record FinishBallot(CredentialHash Credential, DateTimeOffset At) : BoxCommand, ICommand<BallotBox, BallotStanding>
{
    public BallotStanding Answer(BallotBox state) => BallotStanding.Of(state, Credential);
}

/// <summary>How far the ballot of a credential is.</summary>
/// <param name="Sequence">The number of its last counted ballot.</param>
/// <param name="Rated">Units it has rated.</param>
/// <param name="Remaining">Units that it may rate and has not rated.</param>
/// <param name="IsFinished">Whether the ballot is finished.</param>
/// <param name="Leaf">See <see cref="Keys.BallotMark"/>; 0 in a box of the old form.</param>
public sealed record BallotStanding(uint Sequence, int Rated, int Remaining, bool IsFinished, UInt128 Leaf = default)
{
    internal static BallotStanding Of(BallotBox box, CredentialHash credential)
    {
        var holding = box.Find(credential)!.Value;
        return new(holding.Sequence, holding.Rated, holding.Allowed.Count(box.Shape!) - holding.Rated, holding.IsFinished, box.Seal.LeafOf(credential, holding));
    }
}

/// <summary>A ballot was finished. The time is stored to the minute, like that of the ballot.</summary>
/// <param name="Credential">The credential that finished it.</param>
/// <param name="Minute">Minutes since 1970-01-01T00:00Z.</param>
public sealed record BallotFinished(CredentialHash Credential, uint Minute) : BoxEvent;

/// <summary>The rules of finishing.</summary>
internal static class FinishDecider
{
    private static readonly Refusal NotFinished = new(RefusalCode.NothingToFinish, "Ballots of this round are not finished: every slip counts as soon as it is stored.");

    private static readonly Refusal NothingCast = new(RefusalCode.NothingToFinish, "Nothing has been cast with this credential. Cast a ballot, then finish it.");

    public static Decision<BoxEvent> Finish(BallotBox box, FinishBallot finish)
    {
        if (box.Find(finish.Credential) is not { } holding)
            return BoxDecider.Unknown(box, finish.Credential);
        if (holding.IsFinished)
            return Decision<BoxEvent>.NothingToDo;
        if (box.Shape is not { } shape || box.Window is not { } window || box.IsSealed || !window.IsOpenAt(finish.At))
            return BoxDecider.NotOpen(box, isCounted: false);
        if (shape.Ballot is not { NeedsFinish: true } terms)
            return NotFinished;
        if (holding.Standing.IsEmpty)
            return NothingCast;
        return new BallotReview(shape, terms, holding).Unfinishable() is { } refusal
            ? refusal
            : new BallotFinished(finish.Credential, (uint)(finish.At.ToUnixTimeSeconds() / 60));
    }
}
