namespace Evaluation.Ballots;

/// <summary>
/// Recognises a ballot that is sent again because its answer was lost. Nothing else in the answer to a ballot depends on the marks that
/// stand, so a person with the credential cannot find the vote by asking.
/// </summary>
/// <remarks>
/// The latest ballot of a credential is recognised by its <see cref="BallotId"/>. A ballot without an id is recognised by its slips, for
/// <see cref="Limits.ResendWithoutId"/> and until <see cref="Limits.ResendMismatches"/> other ballots without an id were refused. Those
/// mismatches are events, because a restart must not allow further guesses.
/// </remarks>
internal static class Resend
{
    /// <summary>Whether the command is the latest ballot of the credential, sent again.</summary>
    public static bool IsRecognised(Holding holding, CastBallot cast, BoxShape shape) =>
        cast.Id.IsNone ? IsCompared(holding, cast) && SlipComparison.AreSame(holding.Last.Span, cast.Slips, shape) : cast.Id == holding.Id;

    /// <summary>Refuses a ballot that was not recognised, and counts the mismatch if its slips were compared.</summary>
    public static Decision<BoxEvent> Refuse(Refusal refusal, Holding holding, CastBallot cast) =>
        cast.Id.IsNone && IsCompared(holding, cast)
            ? Decision<BoxEvent>.RefusedAndLogged(refusal, new ResendMismatched(cast.Credential))
            : refusal;

    /// <summary>The time of a ballot is stored to the minute, so slips are compared for at most one minute less than the limit.</summary>
    private static bool IsCompared(Holding holding, CastBallot cast) =>
        !holding.Standing.IsEmpty && holding.Mismatches < Limits.ResendMismatches
        && cast.At.ToUnixTimeSeconds() - (60L * holding.Minute) < (long)Limits.ResendWithoutId.TotalSeconds;
}
