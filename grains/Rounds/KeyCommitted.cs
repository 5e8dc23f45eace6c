using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>The round names its key.</summary>
/// <param name="Commitment">The SHA-256 of the key: 64 lower-case hexadecimal digits.</param>
public sealed record KeyCommitted(string Commitment, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>
/// Names the key of a round, before its first batch of credentials. The first one wins: another one is refused with
/// <see cref="RefusalCode.KeyDiffers"/>. A round that has batches and names no key stays in the old form: nothing changes.
/// </summary>
/// <param name="Commitment">The SHA-256 of the key: 64 lower-case hexadecimal digits.</param>
public sealed record CommitKey(string Commitment, DateTimeOffset At, string By) : RoundViewCommand, IRepeatable;

/// <summary>The rules of naming a key.</summary>
internal static class KeyDecider
{
    public static Decision<RoundEvent> Commit(Round round, CommitKey commit) => round.KeyCommitment switch
    {
        null when round.Batches.Batches.IsEmpty => new KeyCommitted(commit.Commitment, commit.At, commit.By),
        null => Decision<RoundEvent>.NothingToDo,
        var named when named == commit.Commitment => Decision<RoundEvent>.NothingToDo,
        _ => new Refusal(RefusalCode.KeyDiffers, "The round names another key than this server has. Inform the operator: the servers use different stores of keys, or the key was lost."),
    };
}
