using System.Buffers;
using Evaluation.Assessment;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using FsCheck;
using FsCheck.Fluent;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>
/// Properties of a published round after random acts on objections. A command is one number, so that a failing example shrinks.
/// </summary>
public sealed class ObjectionProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(new Replay(new Rnd(20201212UL, 20201213UL), null));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    private static readonly string[] People = [GivenObjection.Unit, Reviewer, Second, "qian"];

    private static readonly LedgerChange[] Changes =
    [
        Prize, new AdjustmentWithdrawn("prize"), new FactStated(new("named")), new FactWithdrawn("named"),
        new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 12 })), new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 99 })),
    ];

    [Fact]
    public void A_command_sent_twice_is_executed_once() => Check((round, commands) =>
    {
        foreach (var command in commands)
        {
            var sent = Sent(round, command);
            var first = Take(round, sent);
            var (history, state) = (round.History.Count, round.State);
            Assert.Equal(first?.Code, Take(round, sent)?.Code);
            Assert.Equal((history, state), (round.History.Count, round.State));
        }
    });

    [Fact]
    public void An_answer_is_given_once_by_two_persons_other_than_the_objector() => Check((round, commands) =>
    {
        foreach (var command in commands)
            Take(round, Sent(round, command));
        foreach (var answers in round.History.OfType<ObjectionAnswered>().GroupBy(answered => answered.Ticket))
        {
            var answer = Assert.Single(answers);
            Assert.NotEqual(answer.ProposedBy, answer.By);
            Assert.NotEqual(round.State.Objections.Find(answer.Ticket)!.FiledBy, answer.By);
            Assert.Equal(answer.Decision == ObjectionDecision.Upheld, answer.Corrections.Count > 0);
        }
    });

    [Fact]
    public void Every_version_after_the_first_has_its_own_ticket_in_order_of_approval() => Check((round, commands) =>
    {
        foreach (var command in commands)
            Take(round, Sent(round, command));
        var upheld = round.History.OfType<ObjectionAnswered>().Where(answered => answered.Corrections.Count > 0).Select(answered => answered.Ticket).ToList();
        var worked = round.State.Versions.Skip(1).Select(version => version.Ticket!).ToList();
        Assert.Equal(upheld, worked.Concat(round.State.Objections.Due));
        Assert.Equal(Enumerable.Range(1, round.State.Versions.Count), round.State.Versions.Select(version => version.Result.Version));
        Assert.All(worked.Index(), ticket => Assert.Equal(ticket.Index + 2, round.State.Objections.Find(ticket.Item)!.LedTo));
    });

    [Fact]
    public void A_final_round_has_no_open_objection_and_a_closed_window() => Check((round, commands) =>
    {
        foreach (var command in commands)
            Take(round, Sent(round, command));
        if (round.History.OfType<RoundFinalised>().SingleOrDefault() is not { } final)
            return;
        Assert.True(final.At >= Until);
        Assert.Empty(round.State.Objections.Open);
        Assert.True(round.History.OfType<ObjectionAnswered>().Count() == round.History.OfType<ObjectionFiled>().Count());
    });

    [Fact]
    public void The_ledgers_of_a_version_are_the_earlier_ones_with_the_changes_of_its_ticket() => Check((round, commands) =>
    {
        foreach (var command in commands)
            Take(round, Sent(round, command));
        foreach (var (before, after) in round.State.Versions.Zip(round.State.Versions.Skip(1)))
        {
            var objection = round.State.Objections.Find(after.Ticket!)!;
            foreach (var unit in ObjectedRules.Units.Select(unit => unit.Code))
            {
                var expected = round.Ledgers(before.Result.Version).GetValueOrDefault(unit, UnitLedger.Empty);
                if (unit == objection.Unit)
                    expected = objection.Answer!.Corrections.Aggregate(expected, (ledger, change) => change.ApplyTo(ledger));
                Assert.Equivalent(expected, round.Ledgers(after.Result.Version).GetValueOrDefault(unit, UnitLedger.Empty), strict: true);
            }
        }
    });

    [Fact]
    public void Replaying_the_journal_restores_the_same_round() => Check((round, commands) =>
    {
        foreach (var command in commands)
            Take(round, Sent(round, command));
        var payload = new ArrayBufferWriter<byte>();
        foreach (var happened in round.History)
        {
            RoundGrain.Write(happened, payload);
            payload.Write("\n"u8);
        }
        var read = new AloneRound();
        foreach (var happened in RoundGrain.Read(new("round-small", 0, round.History.Count, RoundGrain.Format, payload.WrittenMemory, default)))
            read.Happen(happened);
        Assert.Equivalent(round.State.Objections, read.State.Objections, strict: true);
        Assert.Equal(Lines(round), Lines(read));

        static IEnumerable<string> Lines(AloneRound from) => from.State.Versions.Select(version =>
            $"{version.Ticket} {System.Text.Json.JsonSerializer.Serialize(version.Result)} {System.Text.Json.JsonSerializer.Serialize(version.Sources)}");
    });

    private static void Check(Action<CheckedRound, List<RoundCommand>> holds) => Prop.ForAll(Numbers, numbers =>
    {
        var at = Published;
        holds(PublishedRound(), [.. numbers.Where(number => number >= 0).Select(number => Command(number, at = at.AddHours(number % 12)))]);
    }).Check(Seeded);

    /// <summary>The command for the due correction; null if none is due.</summary>
    private static RoundCommand? Sent(CheckedRound round, RoundCommand command) => command switch
    {
        RecordResult when round.Do(new ViewDueCorrection()).Next is null => null,
        RecordResult => NextVersion(round),
        _ => command,
    };

    private static Refusal? Take(CheckedRound round, RoundCommand? command) => command switch
    {
        null => null,
        ObjectionCommand objection => round.Send(objection).Refusal,
        _ => round.Send((RoundViewCommand)command).Refusal,
    };

    private static RoundCommand Command(int number, DateTimeOffset at)
    {
        var (kind, rest) = (number % 12, number / 12);
        var ticket = $"o-{1 + rest % 3}";
        var by = People[rest / 3 % 4];
        return kind switch
        {
            0 or 1 => new FileObjection($"u{1 + rest % 2}", "/", $"text {rest / 2 % 2}", null, null, at, by),
            2 => new AssignObjection(ticket, People[rest / 12 % 4], at, by),
            3 => new ProposeAnswer(ticket, ObjectionDecision.Rejected, "no", [], at, by),
            4 or 5 or 6 => new ProposeAnswer(ticket, ObjectionDecision.Upheld, "yes", [Changes[rest / 12 % Changes.Length]], at, by),
            7 or 8 or 9 => new ApproveAnswer(ticket, rest % 5 == 0 ? 1 : null, at, by),
            10 => GivenRound.Move(RoundState.Final, at.AddDays(3)),
            _ => GivenRound.Result(),
        };
    }
}
