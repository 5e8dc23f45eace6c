using Evaluation.Rounds;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

/// <summary>Batches of credentials in a round: unsettled, issued, void.</summary>
public sealed class BatchTests
{
    private readonly AloneRound _round = GivenRound.In(Voting);

    [Fact]
    public void A_batch_is_unsettled_until_its_answer_was_sent_and_then_issued()
    {
        Reserve("b1", 7);
        Assert.Equal((BatchState.Unsettled, 0), (State("b1"), Issued));

        Settle("b1", 7);
        Assert.Equal((BatchState.Issued, 7), (State("b1"), Issued));
        var line = Assert.Single(_round.Do(new ViewBatches()).Items);
        Assert.Equal(("b1", "npc", 7, GivenRound.Created, Given.Administrator), (line.Batch, line.Group, line.Count, line.ReservedAt, line.By));
    }

    [Fact]
    public void An_unsettled_batch_takes_its_places_on_the_roll_and_the_refusal_names_it()
    {
        Reserve("b1", 7);
        var refusal = _round.Refused(Held("b2", 4));
        Assert.Equal((RefusalCode.RollExceeded, 10, 0), (refusal.Code, refusal.Fact("roll"), refusal.Fact("issued")));
        Assert.Equal(["b1"], Assert.IsType<string[]>(refusal.Fact("unsettled")));
    }

    [Theory]
    [InlineData("unsettled")]
    [InlineData("issued")]
    [InlineData("void")]
    public void The_id_of_a_batch_is_never_used_twice_and_the_refusal_describes_the_batch(string state)
    {
        Reserve("b1", 7);
        if (state == "issued")
            Settle("b1", 7);
        if (state == "void")
            Void("b1", BatchOutcome.Void);
        var history = _round.History.Count;

        var refusal = _round.Refused(Held("b1", 2));
        Assert.Equal(
            (RefusalCode.BatchExists, "b1", "npc", 7, GivenRound.Created, Given.Administrator, state),
            (refusal.Code, refusal.Fact("batch"), refusal.Fact("group"), refusal.Fact("count"), refusal.Fact("at"), refusal.Fact("by"), refusal.Fact("state")));
        Assert.Equal(history, _round.History.Count);
    }

    [Fact]
    public void A_settled_batch_is_due_until_every_box_lets_its_credentials_vote()
    {
        Reserve("b1", 7);
        Assert.Null(_round.Do(new ViewRound()).DueBatches);
        var view = Settle("b1", 7);
        Assert.Equal(("b1", BatchStep.Enable, 1), Assert.Single(view.DueBatches!) is var due ? (due.Batch, due.Due, due.Version) : default);
        Assert.Equal(DateTimeOffset.MinValue, view.DueAt);

        Assert.NotNull(Complete("b1", 0, BatchOutcome.Enabled).DueBatches);
        Assert.NotNull(Complete("b1", 1, BatchOutcome.Void).DueBatches);
        Assert.Null(Complete("b1", 1, BatchOutcome.Enabled).DueBatches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_places_of_a_void_batch_return_to_the_roll(bool isSettled)
    {
        Reserve("b1", 10);
        if (isSettled)
            Settle("b1", 10);
        Void("b1", BatchOutcome.Void);
        Assert.Equal((BatchState.Void, 0), (State("b1"), Issued));
        Reserve("b2", 10);
    }

    [Fact]
    public void A_batch_of_which_a_credential_has_voted_stays_issued()
    {
        Reserve("b1", 7);
        Settle("b1", 7);
        Complete("b1", 1, BatchOutcome.Enabled);
        var view = Void("b1", BatchOutcome.Used);
        Assert.Equal((BatchState.Issued, 7), (State("b1"), Issued));
        Assert.Equal((BatchStep.Enable, 3), Assert.Single(view.DueBatches!) is var due ? (due.Due, due.Version) : default);

        // A credential that has voted stays so: the boxes are not asked again.
        Assert.Equal(RefusalCode.AlreadyCast, _round.Refused(Voiding("b1")).Code);
    }

    [Fact]
    public void A_batch_that_is_void_or_about_to_be_cannot_be_settled()
    {
        Reserve("b1", 7);
        _round.Do(Voiding("b1"));
        Assert.Equal(RefusalCode.WrongState, _round.Refused(new SettleCredentials("b1", 7, Given.Now)).Code);
        Complete("b1", 1, BatchOutcome.Void);
        Assert.Equal(RefusalCode.WrongState, _round.Refused(new SettleCredentials("b1", 7, Given.Now)).Code);
        Assert.Equal(0, Issued);
    }

    [Fact]
    public void Voiding_again_changes_nothing_and_an_unknown_batch_is_refused()
    {
        Reserve("b1", 7);
        Void("b1", BatchOutcome.Void);
        var history = _round.History.Count;
        _round.Do(Voiding("b1"));
        Complete("b1", 1, BatchOutcome.Used);
        Assert.Equal(history, _round.History.Count);
        Assert.Equal(RefusalCode.NoSuchBatch, _round.Refused(Voiding("b2")).Code);
        Assert.Equal(RefusalCode.NoSuchBatch, _round.Refused(new SettleCredentials("b2", 7, Given.Now)).Code);
        Assert.Equal(RefusalCode.NoSuchBatch, _round.Refused(new ViewBatch("b2")).Code);
    }

    [Fact]
    public void After_the_close_an_unsettled_batch_is_not_settled_but_voided_and_an_issued_one_stays()
    {
        Reserve("b1", 3);
        Reserve("b2", 3);
        Settle("b2", 3);
        _round.Do(GivenRound.Move(Sealed));

        Assert.Equal(RefusalCode.WrongState, _round.Refused(new SettleCredentials("b1", 3, Given.Now)).Code);
        Void("b1", BatchOutcome.Void);
        Assert.Equal(RefusalCode.WrongState, _round.Refused(Voiding("b2")).Code);
        Assert.Equal(3, Issued);
    }

    [Fact]
    public void A_round_has_a_limited_number_of_batches_and_void_ones_count()
    {
        for (var batch = 0; batch < Limits.BatchesPerRound; batch++)
        {
            Reserve($"b{batch}", 1);
            Settle($"b{batch}", 0);
        }
        var refusal = _round.Refused(Held("one-more", 1));
        Assert.Equal((RefusalCode.TooManyBatches, Limits.BatchesPerRound), (refusal.Code, refusal.Fact("most")));
        // A repeated call is answered as before.
        Assert.Equal(RefusalCode.BatchExists, _round.Refused(Held("b0", 1)).Code);
    }

    [Fact]
    public void A_process_that_cleans_up_voids_no_issued_batch()
    {
        Reserve("b1", 3);
        Settle("b1", 3);
        Assert.Equal(RefusalCode.WrongState, _round.Refused(Voiding("b1") with { OnlyUnsettled = true }).Code);
        Assert.Equal(BatchState.Issued, State("b1"));
    }

    [Fact]
    public void A_void_batch_does_not_bind_the_rules()
    {
        var draft = GivenRound.In(Draft);
        draft.Do(GivenRound.Reserve("b1", "npc", 5, "u3") with { Held = true });
        draft.Do(Voiding("b1"));
        draft.Do(new CompleteBatch("b1", 1, BatchOutcome.Void, Given.Now));
        draft.Do(new ReplaceRules(Given.Rules with { BallotBoxes = 3, Units = [.. Given.Rules.Units.Take(2)] }, Given.Now, "wang"));
    }

    [Fact]
    public void The_audit_says_who_voided_which_batch_and_why()
    {
        Reserve("b1", 3);
        Void("b1", BatchOutcome.Void);
        var lines = _round.Do(new ViewAudit()).Lines;
        Assert.Equal(("voiding-started", "batch b1", "lost", "wang"), (lines[^2].Act, lines[^2].Detail, lines[^2].Reason, lines[^2].By));
        Assert.Equal("batch-voided", lines[^1].Act);
    }

    private int Issued => _round.Do(new ViewRound()).Groups[0].Issued;

    private BatchState State(string batch) => _round.Do(new ViewBatch(batch)).State;

    private static ReserveCredentials Held(string batch, int count) => GivenRound.Reserve(batch, "npc", count) with { Held = true };

    private static VoidBatch Voiding(string batch) => new(batch, Given.Now, "wang", "lost");

    private void Reserve(string batch, int count) => _round.Do(Held(batch, count));

    private RoundView Settle(string batch, int count) => _round.Do(new SettleCredentials(batch, count, Given.Now));

    private RoundView Complete(string batch, int version, BatchOutcome outcome) => _round.Do(new CompleteBatch(batch, version, outcome, Given.Now));

    private RoundView Void(string batch, BatchOutcome outcome)
    {
        var started = _round.Do(Voiding(batch));
        return Complete(batch, started.DueBatches!.Single(due => due.Batch == batch).Version, outcome);
    }
}
