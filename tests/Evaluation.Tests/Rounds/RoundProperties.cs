using System.Buffers;
using Evaluation.Rounds;
using Evaluation.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Evaluation.Tests.Rounds;

/// <summary>Properties of a round after random commands. A command is one number, so that a failing example shrinks.</summary>
public sealed class RoundProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(20201201UL, 20201203UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly RoundRules[] Rules = [Given.Rules, Given.AssessedRules, Given.Rules with { BallotBoxes = 1 }];

    [Fact]
    public void A_command_sent_twice_is_executed_once() => Check(commands =>
    {
        var round = new AloneRound();
        foreach (var command in commands)
        {
            var first = Take(round, command);
            var (history, view) = (round.History.Count, round.State);
            var second = Take(round, command);

            // Excluded: creating twice is refused, as is reserving twice, and every attempt to change frozen rules is audited.
            var refused = command switch { CreateRound => RefusalCode.RoundExists, ReserveCredentials when first is null => RefusalCode.BatchExists, _ => first?.Code };
            Assert.Equal(refused, second?.Code);
            if (first?.Code != RefusalCode.RulesFrozen)
                Assert.Equal((history, view), (round.History.Count, round.State));
        }
    });

    [Fact]
    public void The_number_of_issued_credentials_stays_between_zero_and_the_roll() => Check(commands =>
    {
        var round = new AloneRound();
        foreach (var command in commands)
        {
            Take(round, command);
            if (round.State.Rules is not null)
                Assert.All(round.Do(new ViewRound()).Groups, group => Assert.InRange(group.Issued, 0, group.Roll));
        }
    });

    [Fact]
    public void A_sealed_round_counts_every_box_once() => Check(commands =>
    {
        var round = new AloneRound();
        foreach (var command in commands)
            Take(round, command);
        if (round.State is { State: RoundState.Sealed or RoundState.Provisional or RoundState.Published } sealedRound)
            Assert.Equal(Enumerable.Range(0, sealedRound.Rules!.BallotBoxes), sealedRound.Counted.Keys);
        Assert.Equal(round.History.OfType<BoxCounted>().Count(), round.State.Counted.Count);
    });

    [Fact]
    public void Replaying_the_journal_restores_the_same_round() => Check(commands =>
    {
        var round = new AloneRound();
        foreach (var command in commands)
            Take(round, command);
        var payload = new ArrayBufferWriter<byte>();
        foreach (var happened in round.History)
        {
            RoundGrain.Write(happened, payload);
            payload.Write("\n"u8);
        }

        var read = new AloneRound();
        foreach (var happened in RoundGrain.Read(new("round-small", 0, round.History.Count, RoundGrain.Format, payload.WrittenMemory, default)))
            read.Happen(happened);
        Assert.Equivalent(round.State, read.State, strict: true);
    });

    private static void Check(Action<RoundCommand[]> holds) =>
        Prop.ForAll(Numbers, numbers => holds([.. numbers.Where(number => number >= 0).Select(Command)])).Check(Seeded);

    private static Refusal? Take(AloneRound round, RoundCommand command) =>
        command is CountBox count && count.Box >= round.State.Rules?.BallotBoxes ? null : round.Send((RoundViewCommand)command).Refusal;

    /// <summary>Time increases with the position of the command.</summary>
    private static RoundCommand Command(int number, int place)
    {
        var (kind, rest) = (number % 16, number / 16);
        var at = Given.Opening.AddHours(place);
        return kind switch
        {
            _ when place == 0 => new CreateRound(Rules[rest % 3], at, Given.Administrator),
            0 => new CreateRound(Rules[rest % 3], at, "wang"),
            1 => new ReplaceRules(Rules[rest % 3], at, "wang"),
            2 => new KeepTime(at),
            3 => new ScheduleRound(
                rest % 3 == 0 ? null : at.AddHours(rest % 7 - 2), rest % 5 == 0 ? null : at.AddHours(rest % 11), at, "wang", rest % 2 == 0 ? "because" : null),
            4 or 5 => GivenRound.Reserve($"b{rest % 4}", rest / 4 % 2 == 0 ? "npc" : "users", 1 + rest % 9) with { Held = rest % 3 == 0 },
            6 => new SettleCredentials($"b{rest % 4}", rest % 7 - 1, at),
            7 when rest % 3 == 0 => new VoidBatch($"b{rest / 3 % 4}", at, "wang", "lost"),
            8 when rest % 3 == 0 => new CompleteBatch($"b{rest / 3 % 4}", rest / 12 % 4, (BatchOutcome)(rest / 48 % 3), at),
            7 or 8 or 9 => new CountBox(rest % 2 % (kind == 7 ? 1 : 2), GivenRound.Report(rest % 3), at),
            10 => GivenRound.Result() with { At = at },
            _ => GivenRound.Move((RoundState)(rest % 40 == 0 ? 10 : rest % 10), at),
        };
    }
}
