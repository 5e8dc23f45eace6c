using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Ballots;

/// <summary>Properties of a box after random commands.</summary>
public sealed class BoxProperties
{
    [Fact]
    public void The_tally_equals_a_recount_of_the_standing_slips() => AnyHistory.Check(commands =>
    {
        var box = After(commands);
        var recount = new Tally();
        foreach (var (_, _, holding) in box.State.Holdings)
            foreach (var slip in Slips.Read(holding.Standing.Span, Given.Shape.Criteria))
                recount.Add(new SlipPattern(slip.Unit, (byte)Given.Shape.Groups.Index().Single(group => group.Item == holding.Group).Index, slip.Marks));

        Assert.Equal(Given.Show(recount, Given.Shape), Given.Show(box.State.Tally, Given.Shape));
        Assert.Equal(recount.Slips, box.State.Tally.Slips);
    });

    [Fact]
    public void An_independent_count_of_the_journal_gives_the_same_tally() => AnyHistory.Check(commands =>
    {
        var box = After(commands);
        var recount = new BoxRecount();
        if (box.History.Count > 0)
            recount.Add(Entry(box.History));
        var report = box.Do(new SealBox(Given.Close));

        Assert.Equal((recount.Ballots, recount.Slips, recount.TallyHash()), (report.Ballots, report.Slips, report.TallyHash));
        Assert.Equal(
            recount.Groups.Select(group => new GroupParticipation(group.Key, group.Value.Issued, group.Value.Voted)).OrderBy(group => group.Group, StringComparer.Ordinal),
            report.Groups);
    });

    [Fact]
    public void A_snapshot_and_the_rest_of_the_journal_restore_the_same_box() => AnyHistory.Check(commands =>
    {
        var box = After(commands);
        for (var kept = 0; kept <= box.History.Count; kept += 1 + box.History.Count / 4)
        {
            var resumed = BoxSnapshot.Read(Snapshot(Replay(box.History[..kept])));
            foreach (var happened in box.History[kept..])
                resumed.Evolve(happened);
            Assert.Equal(Show(box.State), Show(resumed));
        }
    });

    [Fact]
    public void Replaying_the_journal_restores_the_same_box() => AnyHistory.Check(commands =>
    {
        var box = After(commands);
        Assert.Equal(Show(box.State), Show(Replay(box.History.Count == 0 ? [] : BoxGrain.Read(Entry(box.History)))));
    });

    [Fact]
    public void A_command_sent_twice_is_executed_once_and_a_refusal_adds_at_most_a_mismatch() => AnyHistory.Check(commands =>
    {
        var box = Given.OpenBox();
        foreach (var command in commands)
        {
            var first = box.Take(command);
            var (history, answer) = (box.History.Count, first is null ? AnswerOf(box, command) : null);

            Assert.Equal(first?.Code, box.Take(command)?.Code);
            Assert.All(box.History[history..], happened => Assert.True(first is not null && happened is ResendMismatched));
            if (first is null)
                Assert.Equivalent(answer, AnswerOf(box, command), strict: true);
        }
    });

    [Fact]
    public void The_number_left_to_rate_is_never_negative_and_agrees_with_the_progress() => AnyHistory.Check(commands =>
    {
        var box = Given.OpenBox();
        foreach (var command in commands)
        {
            if (box.Take(command) is null && command is CastBallot cast)
                Assert.Equal(
                    box.Do(new ViewProgress(cast.Credential)).Remaining.Count,
                    cast.Answer(box.State).Remaining);
        }
    });

    private static object AnswerOf(AloneBox box, BoxCommand command) => ((IRequest<BallotBox>)command).UntypedOutcome(box.State).Answer;

    private static AloneBox After(BoxCommand[] commands)
    {
        var box = Given.OpenBox();
        foreach (var command in commands)
            box.Take(command);
        return box;
    }

    private static BallotBox Replay(IEnumerable<BoxEvent> history)
    {
        var box = new BallotBox();
        foreach (var happened in history)
            box.Evolve(happened);
        return box;
    }

    private static JournalEntry Entry(List<BoxEvent> history)
    {
        var payload = new ArrayBufferWriter<byte>();
        foreach (var happened in history)
            BoxGrain.Write(happened, payload);
        return new("box-small-0", 0, history.Count, BoxGrain.Format, payload.WrittenMemory, default);
    }

    private static byte[] Snapshot(BallotBox box)
    {
        var payload = new ArrayBufferWriter<byte>();
        BoxSnapshot.Write(box, payload);
        return payload.WrittenSpan.ToArray();
    }

    /// <summary>The whole visible state of a box.</summary>
    private static string Show(BallotBox box)
    {
        var holdings = box.Holdings.OrderBy(holding => holding.Credential.Value).Select(holding =>
            $"{holding.Credential.Value:x} {holding.Batch} {holding.Holding.Group} {string.Join('+', holding.Holding.Allowed.Codes ?? ["all"])} "
            + $"{holding.Holding.LastBallot} {holding.Holding.Rated} {Convert.ToHexString(holding.Holding.Standing.Span)}");
        return string.Join('\n', [
            $"{box.Version} {box.Sequence} {box.IsSealed} {box.Window} {box.Shape?.Equals(Given.Shape)} {box.CredentialCount}",
            .. holdings, .. box.Batches.Decided.Select(batch => batch.ToString()), $"{string.Join(' ', box.RatersByCell)}", .. box.Groups.Select(group => group.ToString()), .. Given.Show(box.Tally, Given.Shape),
        ]);
    }
}
