using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

/// <summary>How a box recognises a ballot that is sent again, and that it answers no guess.</summary>
public sealed class ResendTests
{
    private static readonly BallotId First = new(1), Second = new(2);

    private readonly AloneBox _box = Given.OpenBox();

    [Fact]
    public void The_latest_ballot_sent_again_with_its_id_changes_nothing_and_gets_the_same_answer()
    {
        var answer = _box.Do(Given.Ballot(1, "u1:AB", "u2:CD") with { Id = First });
        var history = _box.History.Count;

        Assert.Equal(answer, _box.Do(Given.Ballot(1, "u1:AB", "u2:CD") with { Id = First, At = Given.Close.AddMinutes(-1) }));
        Assert.Equal(answer, _box.Do(Given.Ballot(1, "u3:AA") with { Id = First }));
        Assert.Equal(history, _box.History.Count);
    }

    [Fact]
    public void The_same_slips_with_another_id_are_another_ballot()
    {
        _box.Do(Given.Ballot(1, "u1:AB") with { Id = First });
        Assert.Equal(2u, _box.Do(Given.Ballot(1, "u1:AB") with { Id = Second }).Sequence);
        Assert.Equal(3u, _box.Do(Given.Ballot(1, "u1:AB") with { Id = First }).Sequence);
        Assert.Equal(["u1 npc AB: 1"], Given.Show(_box.State.Tally, Given.Shape));
    }

    [Fact]
    public void After_the_close_the_id_of_the_latest_ballot_is_answered_as_counted_and_slips_are_not_compared()
    {
        _box.Do(Given.Ballot(1, "u1:AB") with { Id = First });
        _box.Do(Given.Ballot(1, "u1:CC") with { Id = Second });
        _box.Do(new SealBox(Given.Close));
        var history = _box.History.Count;

        Assert.True(IsCounted(Given.Ballot(1, "u1:CC") with { Id = Second, At = Given.Close.AddYears(1) }));
        Assert.True(IsCounted(Given.Ballot(1, "u1:DD") with { Id = Second }));
        Assert.False(IsCounted(Given.Ballot(1, "u1:CC") with { Id = First }));
        Assert.False(IsCounted(Given.Ballot(1, "u1:CC") with { Id = new(3) }));
        Assert.False(IsCounted(Given.Ballot(2, "u1:CC") with { Id = Second }));
        Assert.Equal(history, _box.History.Count);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(14 * 60 + 59, true)]
    [InlineData(15 * 60, false)]
    [InlineData(86_400, false)]
    public void The_slips_of_a_ballot_without_an_id_are_recognised_for_fifteen_minutes(int seconds, bool isRecognised)
    {
        foreach (var id in (BallotId[])[default, First])
        {
            var again = Given.Ballot(1, "u2:CD", "u1:AB") with { At = Given.Now.AddSeconds(seconds), Id = id };
            Assert.Equal(isRecognised ? 1u : 2u, Voted().Do(again).Sequence);

            var closed = Voted();
            closed.Do(new SealBox(Given.Close));
            Assert.Equal(isRecognised ? true : null, closed.Refused(again).Fact("counted"));
        }
    }

    [Fact]
    public void The_slips_of_a_ballot_with_an_id_are_never_compared()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AB", "u2:CD") with { Id = First });
        box.Do(new SealBox(Given.Close));
        var history = box.History.Count;
        foreach (var id in (BallotId[])[default, Second])
            foreach (var marks in (string[])["AB", "AC"])
                Assert.Null(box.Refused(Given.Ballot(1, $"u1:{marks}", "u2:CD") with { Id = id }).Fact("counted"));
        Assert.Equal(history, box.History.Count);
        Assert.Equal(true, box.Refused(Given.Ballot(1, "u1:AB", "u2:CD") with { Id = First }).Fact("counted"));

        _box.Do(Given.Ballot(1, "u1:AB") with { Id = First });
        Assert.Equal(2u, _box.Do(Given.Ballot(1, "u1:AB")).Sequence);
    }

    [Fact]
    public void A_changed_ballot_with_the_old_id_is_not_counted()
    {
        var answer = _box.Do(Given.Ballot(1, "u1:AB") with { Id = First });
        Assert.Equal(answer, _box.Do(Given.Ballot(1, "u1:CC") with { Id = First }));
        Assert.Equal(["u1 npc AB: 1"], Given.Show(_box.State.Tally, Given.Shape));
    }

    [Fact]
    public void Only_the_whole_latest_ballot_is_recognised_by_its_slips()
    {
        _box.Do(Given.Ballot(1, "u3:AA"));
        _box.Do(Given.Ballot(1, "u1:AB", "u2:CD"));
        foreach (var part in (string[][])[["u1:AB"], ["u3:AA"], ["u1:AB", "u2:CD", "u3:AA"], ["u1:AB", "u2:CD good"]])
        {
            var box = Given.OpenBox();
            box.Do(Given.Ballot(1, "u3:AA"));
            box.Do(Given.Ballot(1, "u1:AB", "u2:CD"));
            box.Do(new SealBox(Given.Close));
            Assert.Null(box.Refused(Given.Ballot(1, part)).Fact("counted"));
        }
    }

    [Fact]
    public void After_three_refused_mismatches_slips_are_not_compared_even_after_a_restart()
    {
        var box = Voted();
        box.Do(new SealBox(Given.Close));
        foreach (var (guess, id) in new (string, BallotId)[] { ("u1:AA", default), ("u1:AC", First), ("u1:AD", Second) })
        {
            Assert.Equal(true, box.Refused(Given.Ballot(1, "u1:AB", "u2:CD")).Fact("counted"));
            Assert.Null(box.Refused(Given.Ballot(1, guess) with { Id = id }).Fact("counted"));
        }
        var history = box.History.Count;
        Assert.Null(box.Refused(Given.Ballot(1, "u1:AB", "u2:CD")).Fact("counted"));
        Assert.Null(box.Refused(Given.Ballot(1, "u1:BB")).Fact("counted"));
        Assert.Equal(history, box.History.Count);

        var restarted = new AloneBox();
        foreach (var happened in box.History)
            restarted.Happen(happened);
        Assert.Null(restarted.Refused(Given.Ballot(1, "u1:AB", "u2:CD")).Fact("counted"));
    }

    [Fact]
    public void An_accepted_change_of_the_vote_is_no_mismatch()
    {
        foreach (var marks in (string[])["AA", "AB", "AC", "AD", "BA"])
            _box.Do(Given.Ballot(1, $"u1:{marks}"));
        Assert.DoesNotContain(_box.History, happened => happened is ResendMismatched);
        Assert.Equal(5u, _box.Do(Given.Ballot(1, "u1:BA")).Sequence);
    }

    [Fact]
    public void Without_revoting_a_guess_is_answered_the_same_whatever_stands()
    {
        // Slips are compared with those of a ballot without an id until fifteen minutes have passed.
        foreach (var (id, later) in new[] { (default, Given.Now.AddMinutes(15)), (First, Given.Now) })
        {
            var box = Given.OpenBox(Given.Shape with { AllowRevote = false });
            var answer = box.Do(Given.Ballot(1, "u1:AB") with { Id = id });
            Refusal[] refused =
            [
                box.Refused(Given.Ballot(1, "u1:AB") with { At = later }), box.Refused(Given.Ballot(1, "u1:AC") with { At = later }),
                box.Refused(Given.Ballot(1, "u1:AB", "u2:AA") with { At = later }), box.Refused(Given.Ballot(1, "u1:AC", "u2:AA") with { At = later }),
                box.Refused(Given.Ballot(1, "u1:AB") with { Id = Second, At = later }), box.Refused(Given.Ballot(1, "u1:AC") with { Id = Second, At = later }),
            ];
            Assert.All(refused, refusal => Assert.Equal(RefusalCode.AlreadyCast, refusal.Code));
            Assert.Single(refused.Select(refusal => (refusal.Detail, Units: string.Join(' ', (string[])refusal.Fact("units")!), refusal.Facts.Count)).Distinct());
            Assert.Equal(answer, box.Do(Given.Ballot(1, "u1:AB") with { Id = id }));
        }
    }

    [Fact]
    public void A_malformed_ballot_is_no_mismatch()
    {
        var box = Voted();
        box.Do(new SealBox(Given.Close));
        var history = box.History.Count;
        box.Refused(new CastBallot(Given.Credential(1), Given.Now, [0]));
        Assert.Equal(history, box.History.Count);
    }

    [Theory]
    [InlineData("5f3c", true)]
    [InlineData("!~", true)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("é", false)]
    [InlineData("\u007f", false)]
    public void An_id_is_read_from_visible_ASCII_characters(string text, bool isId)
    {
        Assert.Equal(isId, BallotId.TryHash(text, out var id));
        Assert.Equal(isId, !id.IsNone);
        Assert.True(BallotId.TryHash(new string('x', BallotId.CharactersMax), out _));
        Assert.False(BallotId.TryHash(new string('x', BallotId.CharactersMax + 1), out _));
    }

    [Fact]
    public void Different_values_are_different_ids()
    {
        BallotId.TryHash("a", out var one);
        BallotId.TryHash("A", out var other);
        Assert.NotEqual(one, other);
        // SHA-256 of "a" (FIPS 180-4).
        Assert.Equal(0xca978112ca1bbdca, one.Value);
    }

    /// <summary>A box with one ballot, which was cast without an id.</summary>
    private static AloneBox Voted()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AB", "u2:CD"));
        return box;
    }

    private bool IsCounted(CastBallot cast) => _box.Refused(cast).Fact("counted") is true;
}
