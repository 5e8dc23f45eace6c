using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Tests.Rounds;

namespace Evaluation.Tests.Runtime;

/// <summary>Rounds with batches of credentials, for the examples.</summary>
public sealed partial class RepeatableTests
{
    private static AloneRound ReservedRound()
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(GivenRound.Reserve("b", "npc", 3));
        return round;
    }

    private static AloneRound VoidingRound()
    {
        var round = ReservedRound();
        round.Do(new VoidBatch("b", Given.Opening, Given.Administrator, "lost"));
        return round;
    }
}
