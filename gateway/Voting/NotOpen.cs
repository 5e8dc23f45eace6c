using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Voting;

internal static class NotOpen
{
    /// <summary>Says that voting is not open, and when it will be or was.</summary>
    public static Refusal Refuse(RoundView round) => new(
        RefusalCode.NotOpen,
        "Voting is not open.",
        ("state", round.State.ToString().ToLowerInvariant()),
        ("opensAt", round.OpensAt.In(round.TimeZone)),
        ("closesAt", round.ClosesAt.In(round.TimeZone)));
}
