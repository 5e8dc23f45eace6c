namespace Evaluation.Ballots;

/// <summary>
/// Recognises a ballot that is sent again because its answer was lost. Nothing else in the answer to a ballot depends on the marks that
/// stand, except a refusal because of a limit (F25), so a person with the credential cannot find the vote by asking. With re-voting, such
/// refusals are counted as mismatches are; without it, the slips cannot be replaced, and every such refusal tells the same number.
/// </summary>
/// <remarks>
/// The latest ballot of a credential is recognised by its <see cref="BallotId"/>, if it was cast with one. If it was cast without an id,
/// it is recognised by its slips, for <see cref="Limits.ResendWithoutId"/> and until <see cref="Limits.ResendMismatches"/> other ballots
/// were refused. Those mismatches are events, because a restart must not allow further guesses. An id in the ballot that arrives does not
/// matter then: during an upgrade a gateway repeats a ballot without its id to a silo that does not know ids.
/// </remarks>
internal static class Resend
{
    /// <summary>Whether the command is the latest ballot of the credential, sent again.</summary>
    public static bool IsRecognised(Holding holding, CastBallot cast, BoxShape shape) =>
        holding.Id.IsNone ? IsCompared(holding, cast) && SlipComparison.AreSame(holding.Last.Span, cast.Slips, shape) : cast.Id == holding.Id;

    /// <summary>Refuses a ballot that was not recognised, and counts the mismatch if its slips were compared.</summary>
    public static Decision<BoxEvent> Refuse(Refusal refusal, Holding holding, CastBallot cast) =>
        IsCompared(holding, cast)
            ? RefuseAndCount(refusal, cast)
            : refusal;

    /// <summary>Refuses a ballot after a comparison with the slips that stand, and counts it as a mismatch.</summary>
    public static Decision<BoxEvent> RefuseAndCount(Refusal refusal, CastBallot cast) =>
        Decision<BoxEvent>.RefusedAndLogged(refusal, new ResendMismatched(cast.Credential));

    /// <summary>
    /// Slips are compared only with those of a ballot that was cast without an id; otherwise a person with the credential could guess. The
    /// time of a ballot is stored to the minute, so they are compared for at most one minute less than the limit.
    /// </summary>
    private static bool IsCompared(Holding holding, CastBallot cast) =>
        holding.Id.IsNone && !holding.Standing.IsEmpty && holding.Mismatches < Limits.ResendMismatches
        && cast.At.ToUnixTimeSeconds() - (60L * holding.Minute) < (long)Limits.ResendWithoutId.TotalSeconds;
}
