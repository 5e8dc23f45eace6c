using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Shared.Ballots;

/// <summary>How long a voter can look up by the credential whether anybody else used it.</summary>
internal static class CodeUse
{
    /// <summary>A sentence: possible until the key of the round is destroyed, or since when it is not.</summary>
    public static string Until(RoundView round, Catalogue texts, Formats formats) => round.Keeping switch
    {
        { Destroyed: { } destroyed } => texts.Say("codeUse.destroyed", formats.Instant(destroyed.At, round.TimeZone)),
        { DestroyKeyAt: KeyLife.Sealed, IsDue: false } when round.ClosesAt is { } closesAt => texts.Say("codeUse.untilClose", formats.DeadlineInZone(closesAt, round.TimeZone)),
        { DestroyKeyAt: { } life } => texts.Say("codeUse.until", texts["keyLife." + life.ToString().ToLowerInvariant()]),
        _ => texts["codeUse.open"],
    };

    /// <summary>Whether the key was destroyed, so that no code is recognised any more.</summary>
    public static bool IsOver(RoundView round) => round.Keeping is { Ballots: BallotSecrecy.Destroyed };
}
