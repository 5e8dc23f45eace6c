using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Voting;

/// <summary>The refusal of a ballot, paper or score while voting is not open.</summary>
internal static class NotOpenRefusal
{
    /// <summary>The refusal for a round, with its state and schedule.</summary>
    public static Refusal Of(RoundView round) => new(
        RefusalCode.NotOpen,
        "Voting is not open.",
        ("state", round.State.ToString().ToLowerInvariant()),
        ("opensAt", round.OpensAt.In(round.TimeZone)),
        ("closesAt", round.ClosesAt.In(round.TimeZone)));
}
