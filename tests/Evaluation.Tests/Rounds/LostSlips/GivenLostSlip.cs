using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;

namespace Evaluation.Tests.Rounds.LostSlips;

/// <summary>A draft with batch b: three credentials of npc and two spares, issued. Slips are texts here.</summary>
internal static class GivenLostSlip
{
    public static AloneRound Round()
    {
        var round = GivenRound.Keyed();
        round.Do(GivenRound.Reserve("b", "npc", 3) with { Held = true, Spares = 2 });
        round.Do(new SettleCredentials("b", 3, Given.Opening));
        round.Do(new CompleteBatch("b", 1, BatchOutcome.Enabled, Given.Opening));
        return round;
    }

    /// <summary>The same with an open revocation.</summary>
    public static AloneRound Revoking()
    {
        var round = Round();
        round.Do(Start("s1", "p1"));
        return round;
    }

    public static StartSlipRevocation Start(string slip, string? spare) => new("b", slip, spare, Given.Opening, Given.Administrator, "lost on the way");

    public static CompleteSlipRevocation Complete(int number, SlipOutcome outcome) => new(number, outcome, Given.Opening);
}
