using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;

namespace Evaluation.Tests.Golden;

/// <summary>Every event of a box in every shape, as one history. Append only: the lines of <c>box.txt</c> are in journals.</summary>
internal static class BoxExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 1, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly BoxEvent[] All =
    [
        new CredentialsStored("b1", "npc", null, [Hash(1), Hash(2)]),
        new CredentialsStored("b2", "users", ["u1", "u2"], [Hash(UInt128.MaxValue)]),
        new CredentialsStored("b3", "users", [], [Hash(4)]),
        new BoxOpened(new(["npc", "users"], ["u1", "u2", "u3"], Criteria: 3, Options: 4, AllowRevote: true)),
        new WindowSet(new(1, At, null, Paused: false, Closed: false)),
        new WindowSet(new(2, At.ToUniversalTime(), At.AddDays(3), Paused: true, Closed: false)),
        new WindowSet(new(3, At, At.AddDays(3), Paused: false, Closed: true)),
        new BallotCast(Hash(1), 26_780_220, Given.Slip(0, [0, 1, 3])),
        new BallotCast(Hash(UInt128.MaxValue), uint.MaxValue, [.. Given.Slip(1, [3, 3, 3], "很好 😀"), .. Given.Slip(0, [0, 0, 0])]),
        new BallotCast(Hash(1), 26_780_221, [.. Given.Slip(2, [1, 1, 1]), .. Given.Slip(0, [2, 2, 2], new string('x', 200))]),
        new CredentialsVoided("b3"),
        new BoxClosed(At),
        new BatchStored("b4", "npc", null, [Hash(5), Hash(6)]),
        new BatchStored("b5", "users", ["u2"], [Hash(7)]),
        new BatchSettled("b4", 1),
        new BatchHeld("b5", 300),
        new BallotCast(Hash(1), 26_780_222, Given.Slip(1, [0, 1, 2]), new(ulong.MaxValue - 1)),
        new ResendMismatched(Hash(1)),
    ];

    /// <summary>The history of a box whose ballots have limits. Append only: the lines of <c>box-limits.txt</c> are in journals.</summary>
    public static readonly BoxEvent[] Limited =
    [
        new CredentialsStored("b1", "npc", null, [Hash(1), Hash(2)]),
        new BoxOpened(new(["npc"], ["u1", "u2"], Criteria: 3, Options: 4, AllowRevote: true, Papers: [7, 5], Ballot: new(
            [new("a", "duty", ["A", "B"], [0, 1], Place: 0, Mask: 3, Max: null, MaxShare: 0.5m, Min: 1)], RefusesUniform: true, FlagsUniform: false, NeedsFinish: true, IgnoresUnfinished: true))),
        new WindowSet(new(1, At, null, Paused: false, Closed: false)),
        new BallotCast(Hash(1), 26_780_220, Given.Slip(0, [0, 1, 3])),
        new BallotCast(Hash(2), 26_780_221, Given.Slip(1, [1, 0, 3])),
        new BallotFinished(Hash(1), 26_780_223),
        new BoxClosed(At),
    ];

    private static CredentialHash Hash(UInt128 value) => new(value);
}
