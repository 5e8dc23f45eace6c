using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Ballots;

/// <summary>Random commands to a box. Each is one number, so that a failing example shrinks.</summary>
internal static class AnyHistory
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(19700101UL, 20201201UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(
        Gen.Choose(0, 10_000_000).ArrayOf().ScaleSize(size => size * 3 / 2), ArbMap.Default.ArbFor<int[]>().Shrinker);

    public static void Check(Action<BoxCommand[]> holds) =>
        Prop.ForAll(Numbers, numbers => holds([.. numbers.Where(number => number >= 0).Select(Command)])).Check(Seeded);

    /// <summary>Executes a command, whether it is refused or not.</summary>
    public static Refusal? Take(this AloneBox box, BoxCommand command) => command switch
    {
        CastBallot cast => box.Send(cast).Refusal,
        StoreCredentials store => box.Send(store).Refusal,
        VoidCredentials revoke => box.Send(revoke).Refusal,
        StoreBatch store => box.Send(store).Refusal,
        SettleBatch settle => box.Send(settle).Refusal,
        HoldBatch hold => box.Send(hold).Refusal,
        OpenBox open => box.Send(open).Refusal,
        SealBox seal => box.Send(seal).Refusal,
        _ => throw new System.Diagnostics.UnreachableException(command.GetType().Name),
    };

    private static BoxCommand Command(int number)
    {
        var (kind, rest) = (number % 20, number / 20);
        return kind switch
        {
            0 => Given.Stored(rest % 2 == 0 ? "npc" : "users", rest / 2 % 9, rest / 18 % 9),
            1 => new StoreCredentials("limited", "users", ["u2", "u1"], [Given.Credential(rest % 9)]),
            2 => new VoidCredentials(new[] { "batch-npc", "batch-users", "limited", "held", "nobody" }[rest % 5]),
            3 => new OpenBox(Given.Shape, Given.Window with { Version = rest % 6, Paused = rest / 6 % 4 == 0 }),
            4 when rest % 8 == 0 => new SealBox(Given.Close),
            5 => new StoreBatch("held", "users", rest % 2 == 0 ? null : ["u3"], [Given.Credential(rest % 9), Given.Credential(rest / 9 % 9)]),
            6 => new SettleBatch(new[] { "held", "batch-npc" }[rest % 2], rest / 2 % 5),
            7 => new HoldBatch(new[] { "held", "batch-npc", "limited" }[rest % 3], rest / 3 % 5),
            _ => new CastBallot(Given.Credential(rest % 9), Given.Now, [.. Enumerable.Range(0, 3).SelectMany(unit => Slip(unit, rest / 9 / (int)Math.Pow(16, unit) % 16))], new((ulong)(rest / 36_864 % 3))),
        };
    }

    private static byte[] Slip(int unit, int digits) => digits % 3 == 0 && unit > 0 ? [] : Given.Slip(unit, [(byte)(digits % 4), (byte)(digits / 4)], digits == 7 ? "好" : "");
}
