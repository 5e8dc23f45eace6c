using System.Numerics;
using Evaluation.Ballots.Counting;
using Evaluation.Cuts;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's cuts in every shape, as one history. Append only: the lines of <c>cut.txt</c> are in journals.
/// </summary>
internal static class CutExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 10, 0, 250, TimeSpan.FromHours(8));

    public static readonly CutEvent[] All =
    [
        new CutTaken(At, [], [new("npc", 10, 8, 7), new("users", 20, 3, null)]),
        new CutTaken(
            At.AddMinutes(10).ToUniversalTime(),
            [new(3, new VoteSums([new(1, [4, 0, 2, 6], [new(2, 2, 7, 49), new(3, 4, BigInteger.Pow(10, 30), BigInteger.Pow(10, 60))])]))],
            [new("npc", 10, 8, 8)]),
    ];
}
