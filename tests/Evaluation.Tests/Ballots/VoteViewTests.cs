using System.Buffers;
using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Scoring;
using Evaluation.Tests.Scoring;

namespace Evaluation.Tests.Ballots;

/// <summary>The votes that a box returns to the processes that add them up.</summary>
public sealed class VoteViewTests
{
    private static readonly SlipScale Scale = new ScoringRules(Given.Rules).Scale;

    [Fact]
    public void Only_units_changed_after_a_version_are_returned()
    {
        var box = Given.OpenBox();
        Assert.Equal([], Units(box.Do(new ViewVotes(0, Scale))));
        Assert.Equal([0, 1, 2], Units(box.Do(new ViewVotes(ViewVotes.Ever, Scale))));

        box.Do(Given.Ballot(1, "u1:AA", "u2:AA"));
        var first = box.Do(new ViewVotes(0, Scale));
        Assert.Equal([0, 1], Units(first));
        Assert.Equal((box.State.Version, box.State.Version), (first.Version, first.Through));

        box.Do(Given.Ballot(2, "u2:AB"));
        Assert.Equal([1], Units(box.Do(new ViewVotes(first.Through, Scale))));
        box.Do(Given.Ballot(1, "u1:AA", "u2:AA"));
        Assert.Equal([1], Units(box.Do(new ViewVotes(first.Through, Scale))));
        Assert.Equal([], Units(box.Do(new ViewVotes(box.State.Version, Scale))));
    }

    [Fact]
    public void A_query_for_units_returns_these_and_refuses_an_unknown_one()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AA", "u2:AA"));
        Assert.Equal([1], Units(box.Do(new ViewVotes(0, Scale, [1, 2]))));
        Assert.Equal([2, 1], Units(box.Do(new ViewVotes(ViewVotes.Ever, Scale, [1, 2]))));
        Assert.Equal(RefusalCode.NoSuchUnit, box.Refused(new ViewVotes(0, Scale, [3])).Code);
        Assert.Equal(RefusalCode.NoSuchUnit, box.Refused(new ViewVotes(0, Scale, [-1])).Code);
    }

    [Fact]
    public void A_box_that_missed_the_opening_has_no_votes()
    {
        var votes = new AloneBox().Do(new ViewVotes(ViewVotes.Ever, Scale, [0, 7]));
        Assert.All(votes.Units, unit => Assert.Empty(unit.Sums.Groups));
        Assert.Equal([0, 7], Units(votes));
    }

    [Fact]
    public void A_sealed_box_marks_its_answer_as_final()
    {
        var box = Given.OpenBox();
        Assert.False(box.Do(new ViewVotes(0, Scale)).IsSealed);
        box.Do(new SealBox(Given.Close));
        Assert.True(box.Do(new ViewVotes(0, Scale)).IsSealed);
    }

    [Fact]
    public void Repeated_queries_for_changes_yield_the_whole_state() => AnyHistory.Check(commands =>
    {
        var box = Given.OpenBox();
        var (known, since) = (new Dictionary<int, string>(), 0L);
        foreach (var (index, command) in commands.Index())
        {
            box.Take(command);
            if (index % 3 == 0)
                since = Take(box, known, since);
        }
        Take(box, known, since);

        Assert.Equal(Show(Whole(box)), known.OrderBy(unit => unit.Key).Select(unit => unit.Value).Where(sums => sums.Length > 0));
    });

    [Fact]
    public void A_restored_box_returns_the_same_votes() => AnyHistory.Check(commands =>
    {
        var box = Given.OpenBox();
        foreach (var command in commands)
            box.Take(command);
        var snapshot = new ArrayBufferWriter<byte>();
        BoxSnapshot.Write(box.State, snapshot);
        var restored = BoxSnapshot.Read(snapshot.WrittenSpan);

        for (var since = 0L; since < box.State.Version; since++)
            Assert.Empty(Units(VoteView.Of(box.State, new(since, Scale))).Except(Units(VoteView.Of(restored, new(since, Scale)))));
        Assert.Equal(
            VoteView.Of(box.State, new(ViewVotes.Ever, Scale)).Units.OrderBy(unit => unit.Unit).Select(unit => Show(unit.Sums)),
            VoteView.Of(restored, new(ViewVotes.Ever, Scale)).Units.OrderBy(unit => unit.Unit).Select(unit => Show(unit.Sums)));
    });

    [Fact]
    public void A_long_answer_is_split_into_parts_from_the_oldest_change_without_loss_or_repetition()
    {
        const int Units = Limits.SlipsPerBallot;
        var shape = Given.Shape with { Units = [.. Enumerable.Range(0, Units).Select(unit => $"u{unit}")], Criteria = 8, Options = 4 };
        var scale = Scale with { Weights = [.. Enumerable.Repeat(Scale.Weights[0], 8)] };
        var box = new AloneBox();
        var voters = Limits.PatternsPerView / Units * 6;
        box.Do(Given.Stored("npc", [.. Enumerable.Range(0, voters)]));
        box.Do(new OpenBox(shape, Given.Window));
        for (var voter = 0; voter < voters; voter++)
        {
            byte[] marks = [.. Enumerable.Range(0, 8).Select(criterion => (byte)((voter >> (2 * criterion)) & 3))];
            var half = Enumerable.Range(0, Units / 2).Select(unit => unit + (voter < voters / 2 ? 0 : Units / 2));
            box.Do(new CastBallot(Given.Credential(voter), Given.Now, [.. half.SelectMany(unit => Given.Slip(unit, marks))]));
        }

        var (seen, since, parts) = (new List<UnitSums>(), 0L, 0);
        for (; since < box.State.Version; parts++)
        {
            var votes = box.Do(new ViewVotes(since, scale));
            (since, seen) = (votes.Through, [.. seen, .. votes.Units]);
        }
        Assert.Equal(2, parts);
        Assert.Equal(Enumerable.Range(0, Units), seen.Select(unit => unit.Unit));
        Assert.All(seen, unit => Assert.Equal(voters / 2, unit.Sums.Groups.Single().Slips));
    }

    private static long Take(AloneBox box, Dictionary<int, string> known, long since)
    {
        var votes = box.Do(new ViewVotes(since, Scale));
        foreach (var unit in votes.Units)
            known[unit.Unit] = Show(unit.Sums);
        return votes.Through;
    }

    private static VoteSums[] Whole(AloneBox box) => TallyCounter.Count(Given.Rules, box.State.Tally);

    private static IEnumerable<string> Show(IEnumerable<VoteSums> units) => units.Select(Show).Where(sums => sums.Length > 0);

    private static string Show(VoteSums sums) => string.Join("; ", sums.Groups.Select(group => $"{group.Group}: {string.Join(' ', group.Marks)} {string.Join(' ', group.Scores)}"));

    private static IEnumerable<int> Units(BoxVotes votes) => votes.Units.Select(unit => unit.Unit);
}
