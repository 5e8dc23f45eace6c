using Evaluation.Log;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of the log in every shape, as one history. Append only: the lines of <c>log.txt</c> are in journals.</summary>
internal static class LogExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 1, 10, 0, 250, TimeSpan.Zero);

    public static readonly LogEvent[] All =
    [
        new BlockAdded(0, Hash(1), At, Hash(2), []),
        new BlockAdded(1, Hash(3), At.AddSeconds(10), Hash(4), [new("box-golden-0", 70, Hash(5)), new("round-golden", 3, Hash(6))], [new("golden", MomentKind.Opened)]),
        new BlockAdded(2, Hash(7), new(2020, 12, 1, 9, 11, 0, TimeSpan.FromHours(8)), Hash(8), [], [new("golden", MomentKind.Published, 2)]),
        new BlockAdded(0, Hash(9), At.AddDays(1), Hash(10), [new("staff", 1, Hash(11))], null, new(2, "vote.example/log 3 " + Hash(9), "恢复自备份")),
    ];

    /// <summary>A hash of 32 bytes in base 64.</summary>
    public static string Hash(byte seed) => Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)]);
}
