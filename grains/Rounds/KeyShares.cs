using Evaluation.Ballots.Keys;
using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>A share of the round's key was given to a person, for an envelope.</summary>
/// <param name="Share"><c>a</c> or <c>b</c>.</param>
/// <param name="Person">The person who uses the account; null when it is the account's own name.</param>
/// <param name="Again">True where the person had the share already; else null.</param>
public sealed record KeyShareGiven(string Share, DateTimeOffset At, string By, string? Reason = null, string? Person = null, bool? Again = null) : RoundEvent(At, By, Reason);

/// <summary>
/// Gives the person a share of the round's key: the first person share A, another one share B. The same person gets the same share again,
/// and each time is an event, because an account of the same name may belong to somebody else. Refused with
/// <see cref="RefusalCode.NoSuchKey"/> while the round has no key, with <see cref="RefusalCode.KeyDestroyed"/> after its end, and with
/// <see cref="RefusalCode.KeySharesGiven"/> when two other persons have them.
/// </summary>
public sealed record GiveKeyShare(DateTimeOffset At, Actor By) : RoundCommand, ICommand<Round, GivenKeyShare>
{
    public GivenKeyShare Answer(Round state) => new(state.ShareOf(By)!.Value, state.KeyCommitment!);
}

/// <summary>A share that a person has.</summary>
/// <param name="Share">Which one.</param>
/// <param name="Commitment">The SHA-256 of the key.</param>
public sealed record GivenKeyShare(KeyShare Share, string Commitment);

/// <summary>The key of the round, and who has its shares. Refused with <see cref="RefusalCode.NoSuchKey"/> while there is none.</summary>
public sealed record ViewKey : RoundQuery<KeyView>
{
    private protected override Outcome<KeyView> Read(Round round) => round.KeyCommitment is { } commitment
        ? new KeyView(commitment, round.ShareHolders.Select(holder => holder.Person).ToArray(), round.ShareHolders)
        : KeyShareDecider.NoSuchKey;
}

/// <summary>What everybody of the staff may know of the key of a round.</summary>
/// <param name="Commitment">The SHA-256 of the key.</param>
/// <param name="ShareHolders">The person who has share A, then the one who has share B; fewer while shares are not given.</param>
/// <param name="Holders">The same with the accounts that got them first; null in answers of earlier builds.</param>
public sealed record KeyView(string Commitment, IReadOnlyList<string> ShareHolders, IReadOnlyList<Actor>? Holders = null);

/// <summary>The rules of giving the shares of a key.</summary>
internal static class KeyShareDecider
{
    private const int Shares = 2;

    public static readonly Refusal NoSuchKey = new(RefusalCode.NoSuchKey, "The round has no key: it gets one with its first batch of credentials, and rounds of earlier builds have none.");

    public static readonly Refusal Destroyed = new(RefusalCode.KeyDestroyed, "The key of this round was destroyed on purpose. It has no shares any more, and nobody restores it.");

    public static Decision<RoundEvent> Give(Round round, GiveKeyShare give)
    {
        if (round.KeyCommitment is null)
            return NoSuchKey;
        if (round.Recording.IsDestroyed)
            return Destroyed;
        if (round.ShareOf(give.By) is { } share)
            return new KeyShareGiven(Letter(share), give.At, give.By.Account, Person: give.By.StoredPerson, Again: true);
        return round.ShareHolders.Count == Shares
            ? new Refusal(RefusalCode.KeySharesGiven, "Two other persons have the shares of this key.", ("holders", round.ShareHolders.Select(holder => holder.Person).ToArray()))
            : new KeyShareGiven(Letter(round.ShareHolders.IsEmpty ? KeyShare.A : KeyShare.B), give.At, give.By.Account, Person: give.By.StoredPerson);
    }

    /// <summary>A share as events name it.</summary>
    public static string Letter(KeyShare share) => share == KeyShare.A ? "a" : "b";
}
