using Evaluation.Gateway.Verification;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rules;

namespace Evaluation.Tests.Rounds.LostSlips;

/// <summary>What a round decides about lost slips.</summary>
public sealed class SlipBookTests
{
    private readonly AloneRound _round = GivenLostSlip.Round();

    [Fact]
    public void A_replaced_slip_keeps_the_places_of_its_group_and_one_without_a_spare_returns_its_place()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        Assert.Equal(1, _round.Do(new ViewRound()).DueSlips![0].Number);
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Replaced));
        Assert.Equal((3, 1, 1), Issued);
        _round.Do(GivenLostSlip.Start("s2", null));
        _round.Do(GivenLostSlip.Complete(2, SlipOutcome.Revoked));
        Assert.Equal((2, 2, 1), Issued);
        Assert.Null(_round.Do(new ViewRound()).DueSlips);
        Assert.Equal((2, 2, 2, 1), _round.Do(new ViewBatch("b")) is var batch ? (batch.Count, batch.Spares, batch.Replaced, batch.Activated) : default);

        _round.Do(new VoidBatch("b", Given.Opening, Given.Administrator, "all lost"));
        _round.Do(new CompleteBatch("b", _round.State.Batches.Batches["b"].Version, BatchOutcome.Void, Given.Opening));
        Assert.Equal((0, 0, 0), Issued);
    }

    [Fact]
    public void A_replaced_slip_of_a_batch_that_became_void_is_only_revoked_because_its_spare_does_not_vote()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Replaced));
        _round.Do(new VoidBatch("b", Given.Opening, Given.Administrator, "all lost"));
        Assert.Equal(SlipOutcome.Replaced, _round.Do(new ViewSlipRevocation("s1")).Outcome);
        _round.Do(new CompleteBatch("b", _round.State.Batches.Batches["b"].Version, BatchOutcome.Void, Given.Opening));
        Assert.Equal((SlipOutcome.Revoked, "b", "p1"), _round.Do(new ViewSlipRevocation("s1")) is var again ? (again.Outcome, again.Batch, again.Spare) : default);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_another_spare_is_refused()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        var history = _round.History.Count;
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Replaced));
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Used));
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        Assert.Equal(history + 1, _round.History.Count);
        Assert.Equal(RefusalCode.SlipRevoked, _round.Refused(GivenLostSlip.Start("s1", "p2")).Code);
        Assert.Equal(RefusalCode.SlipRevoked, _round.Refused(GivenLostSlip.Start("s1", null)).Code);
        Assert.Equal(RefusalCode.SpareUsed, _round.Refused(GivenLostSlip.Start("s2", "p1")).Code);
    }

    [Fact]
    public void A_slip_that_has_voted_stays_and_leaves_its_spare_free()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        Assert.Equal(RefusalCode.SpareUsed, _round.Refused(GivenLostSlip.Start("s2", "p1")).Code);
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Used));
        Assert.Equal(RefusalCode.AlreadyCast, _round.Refused(GivenLostSlip.Start("s1", "p1")).Code);
        Assert.Equal(RefusalCode.AlreadyCast, _round.Refused(new VoidBatch("b", Given.Opening, Given.Administrator, "all lost")).Code);
        Assert.Equal((3, 0, 0), Issued);
        _round.Do(GivenLostSlip.Start("s2", "p1"));
    }

    [Fact]
    public void Revocations_of_slips_that_had_voted_count_towards_the_limit()
    {
        var book = new SlipBook();
        for (var number = 1; number <= Limits.LostSlipsPerRound; number++)
        {
            Assert.False(book.IsFull);
            book = book.Start(new("b", $"s{number}", null, Given.Opening, Given.Administrator, "lost")).Finish(number, SlipOutcome.Used);
        }
        Assert.True(book.IsFull);
    }

    [Fact]
    public void An_activated_spare_that_is_lost_is_replaced_by_another_one()
    {
        foreach (var (number, slip, spare) in ((int, string, string)[])[(1, "s1", "p1"), (2, "p1", "p2")])
        {
            _round.Do(GivenLostSlip.Start(slip, spare));
            _round.Do(GivenLostSlip.Complete(number, SlipOutcome.Replaced));
        }
        Assert.Equal((3, 2, 2), Issued);
    }

    [Fact]
    public void A_revocation_needs_a_reason_and_a_batch_that_is_issued()
    {
        Assert.Equal(RefusalCode.ReasonMissing, _round.Refused(GivenLostSlip.Start("s1", "p1") with { Reason = "" }).Code);
        Assert.Equal(RefusalCode.NoSuchBatch, _round.Refused(GivenLostSlip.Start("s1", "p1") with { Batch = "none" }).Code);
        _round.Do(GivenRound.Reserve("c", "npc", 1) with { Held = true });
        Assert.Equal(RefusalCode.WrongState, _round.Refused(GivenLostSlip.Start("s1", "p1") with { Batch = "c" }).Code);
        _round.Do(new VoidBatch("b", Given.Opening, Given.Administrator, "all lost"));
        Assert.Equal(RefusalCode.Busy, _round.Refused(GivenLostSlip.Start("s1", "p1")).Code);
    }

    [Fact]
    public void A_batch_with_an_open_revocation_is_not_voided()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        Assert.Equal(RefusalCode.Busy, _round.Refused(new VoidBatch("b", Given.Opening, Given.Administrator, "all lost")).Code);
    }

    [Fact]
    public void A_round_that_is_closed_revokes_nothing_and_still_answers_what_it_revoked()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Replaced));
        GivenRound.BringOn(_round, RoundState.Sealing);
        Assert.Equal(RefusalCode.WrongState, _round.Refused(GivenLostSlip.Start("s2", "p2")).Code);
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        Assert.Equal(SlipOutcome.Replaced, _round.Do(new ViewSlipRevocation("s1")).Outcome);
        Assert.Equal(RefusalCode.NoSuchSlip, _round.Refused(new ViewSlipRevocation("s2")).Code);
    }

    [Fact]
    public void A_round_without_key_has_no_spares()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(RefusalCode.WrongState, round.Refused(GivenRound.Reserve("b", "npc", 1) with { Spares = 1 }).Code);
    }

    [Fact]
    public void Spares_take_no_place_on_the_roll()
    {
        var round = GivenRound.Keyed();
        var roll = Given.Rules.Groups[0].Roll;
        round.Do(GivenRound.Reserve("b", Given.Rules.Groups[0].Code, roll) with { Spares = roll, Held = true });
        Assert.Equal(RefusalCode.RollExceeded, round.Refused(GivenRound.Reserve("c", Given.Rules.Groups[0].Code, 1)).Code);
    }

    [Fact]
    public void The_audit_names_batch_and_reason_and_neither_slip_nor_spare()
    {
        _round.Do(GivenLostSlip.Start("s1", "p1"));
        _round.Do(GivenLostSlip.Complete(1, SlipOutcome.Replaced));
        var lines = _round.Do(new ViewAudit()).Lines.TakeLast(2).ToArray();
        Assert.Equal(["slip-revocation-started", "slip-revoked"], lines.Select(line => line.Act));
        Assert.Equal(("batch b, with a spare", "lost on the way"), (lines[0].Detail?.ToString(), lines[0].Reason));
    }

    [Fact]
    public void Verify_finds_revocations_that_cannot_follow()
    {
        Assert.Contains("nobody began", Fault(new SlipRevoked(1, "b", true, Given.Opening, RoundCommand.Schedule)), StringComparison.Ordinal);
        Assert.Contains("nobody began", Fault(new SlipRevocationRefused(1, "b", Given.Opening, RoundCommand.Schedule)), StringComparison.Ordinal);
        Assert.Contains("not issued", Fault(new SlipRevocationStarted("none", "s1", null, Given.Opening, "li", "lost")), StringComparison.Ordinal);
        Assert.Contains("without a reason", Fault(new SlipRevocationStarted("b", "s1", null, Given.Opening, "li")), StringComparison.Ordinal);
        Assert.Null(Fault(new SlipRevocationStarted("b", "s1", "p1", Given.Opening, "li", "lost")));
        _round.Do(GivenLostSlip.Start("s1", null));
        Assert.Contains("a second time", Fault(new SlipRevocationStarted("b", "s1", null, Given.Opening, "li", "lost")), StringComparison.Ordinal);
        Assert.Contains("without a spare", Fault(new SlipRevoked(1, "b", true, Given.Opening, RoundCommand.Schedule)), StringComparison.Ordinal);
        Assert.Null(Fault(new SlipRevoked(1, "b", false, Given.Opening, RoundCommand.Schedule)));

        string? Fault(RoundEvent happened) => RoundLaw.Fault(_round.State.Rules!.Id, _round.State, happened);
    }

    private (int Issued, int Replaced, int Activated) Issued => _round.Do(new ViewRound()).Groups[0] is var group ? (group.Issued, group.Replaced, group.Activated) : default;
}
