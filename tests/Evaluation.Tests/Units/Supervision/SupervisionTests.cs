using Evaluation.Assessment;
using Evaluation.Units;
using Evaluation.Units.Supervision;

namespace Evaluation.Tests.Units.Supervision;

/// <summary>The rules of spot checks, facts and adjustments, and their ids.</summary>
public sealed class SupervisionTests
{
    private static readonly Actor Wang = new("wang", "wang");
    private static readonly Actor WangAgain = new("wang-2", "wang");
    private static readonly Actor Li = new("li", "li");
    private static readonly Actor Zhao = new("zhao", "zhao");

    private readonly AloneUnit _unit = new();

    [Fact]
    public void Ids_count_up_skip_those_of_corrections_and_are_never_given_twice()
    {
        Correct("o-1", new SpotCheckEntered(new("sc-2", true)), new SpotCheckWithdrawn("sc-2"), new SpotCheckEntered(new("c1", true)));
        Assert.Equal(["sc-1", "sc-3"], [Check(), Check()]);
        _unit.Do(new WithdrawSpotCheck("sc-3", "wrong unit", Given.Now, Li));
        Correct("o-2", new SpotCheckEntered(new("sc-5", false)));
        Assert.Equal(["sc-4", "sc-6"], [Check(), Check()]);
    }

    [Fact]
    public void A_repeat_with_the_same_key_enters_nothing_and_another_body_is_refused()
    {
        var key = new CreationKey("k", "body");
        Assert.Equal("sc-1", Check(key: key));
        Check();
        Assert.Equal("sc-1", Check(key: key));
        Assert.Equal(2, _unit.History.Count);
        Assert.Equal(RefusalCode.KeyReused, _unit.Refused(new RecordSpotCheck(new("", false), new("k", "other"), Given.Now, Wang)).Code);
        Assert.Equal("sc-3", _unit.Do(new RecordSpotCheck(new("", true), key, Given.Now + Limits.CreationKeyAge, Wang)).Id);
    }

    [Fact]
    public void A_withdrawn_check_stays_listed_with_who_when_and_why_and_leaves_the_ledger()
    {
        Check();
        var withdrawn = _unit.Do(new WithdrawSpotCheck("sc-1", "wrong unit", Given.Now.AddDays(1), Li)).Now;
        Assert.Equal(("li", Given.Now.AddDays(1), "wrong unit"), (withdrawn.SpotChecks[0].Withdrawn!.By, withdrawn.SpotChecks[0].Withdrawn!.At, withdrawn.SpotChecks[0].Withdrawn!.Reason));
        Assert.Empty(withdrawn.Ledger.SpotChecks);
        _unit.Do(new WithdrawSpotCheck("sc-1", "wrong unit", Given.Now.AddDays(2), Li));
        Assert.Equal(2, _unit.History.Count);
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(new WithdrawSpotCheck("sc-1", "another reason", Given.Now, Zhao)).Code);
        Assert.Equal(RefusalCode.NoSuchSpotCheck, _unit.Refused(new WithdrawSpotCheck("sc-9", "?", Given.Now, Li)).Code);
    }

    [Fact]
    public void A_fact_that_is_stated_again_replaces_the_first_statement()
    {
        _unit.Do(new RecordFact(new("named", "No. 7"), null, Given.Now, Li));
        var now = _unit.Do(new RecordFact(new("named", "No. 8"), null, Given.Now, Li)).Now;
        Assert.Equal(("fact-2", false, true), (now.Facts[0].ReplacedBy, now.Facts[0].Stands, now.Facts[1].Stands));
        Assert.Equal("No. 8", Assert.Single(now.Ledger.Facts).Document);
        now = _unit.Do(new WithdrawFact("named", "revoked", Given.Now, Li)).Now;
        Assert.Empty(now.Ledger.Facts);
        Assert.Equal((null, "revoked"), (now.Facts[0].Withdrawn, now.Facts[1].Withdrawn?.Reason));
        Assert.Equal(RefusalCode.NoSuchFact, _unit.Refused(new WithdrawFact("other", "?", Given.Now, Li)).Code);
    }

    [Fact]
    public void An_adjustment_counts_when_another_person_has_approved_it_and_no_more_when_it_is_withdrawn()
    {
        Propose();
        Assert.False(Assert.Single(_unit.State.Ledger.Adjustments).IsApproved);
        foreach (var same in new[] { Wang, WangAgain })
        {
            Assert.Equal(RefusalCode.SamePerson, _unit.Refused(new ApproveAdjustment("adj-1", Given.Now, same)).Code);
            Assert.Equal(RefusalCode.SamePerson, _unit.Refused(new RejectAdjustment("adj-1", "no", Given.Now, same)).Code);
            Assert.Equal(RefusalCode.SamePerson, _unit.Refused(new WithdrawAdjustment("adj-1", "no", Given.Now, same)).Code);
        }
        _unit.Do(new ApproveAdjustment("adj-1", Given.Now, Li));
        Assert.True(Assert.Single(_unit.State.Ledger.Adjustments).IsApproved);
        var now = _unit.Do(new WithdrawAdjustment("adj-1", "entered twice", Given.Now, Zhao)).Now;
        Assert.Empty(now.Ledger.Adjustments);
        Assert.Equal((AdjustmentState.Withdrawn, "li", "zhao"), (now.Adjustments[0].State, now.Adjustments[0].Decided!.By, now.Adjustments[0].Withdrawn!.By));
    }

    [Fact]
    public void Of_two_approvers_at_once_the_second_is_refused_and_the_first_may_repeat()
    {
        Propose();
        _unit.Do(new ApproveAdjustment("adj-1", Given.Now, Li));
        var refused = _unit.Refused(new ApproveAdjustment("adj-1", Given.Now, Zhao));
        Assert.Equal((RefusalCode.WrongState, "approved"), (refused.Code, refused.Fact("state")));
        _unit.Do(new ApproveAdjustment("adj-1", Given.Now.AddMinutes(1), Li));
        Assert.Single(_unit.History.OfType<AdjustmentApproved>());
        Assert.Equal("li", Assert.Single(_unit.State.Ledger.Adjustments).ApprovedBy);
    }

    [Theory]
    [InlineData(AdjustmentState.Rejected)]
    [InlineData(AdjustmentState.Withdrawn)]
    public void A_rejected_or_withdrawn_adjustment_stays_so(AdjustmentState state)
    {
        Propose();
        AdjustmentDecision decision = state == AdjustmentState.Rejected ? new RejectAdjustment("adj-1", "no", Given.Now, Li) : new WithdrawAdjustment("adj-1", "no", Given.Now, Li);
        _unit.Do(decision);
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(new ApproveAdjustment("adj-1", Given.Now, Zhao)).Code);
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(new RejectAdjustment("adj-1", "other", Given.Now, Zhao)).Code);
        Assert.Equal(RefusalCode.WrongState, _unit.Refused(new WithdrawAdjustment("adj-1", "other", Given.Now, Zhao)).Code);
        Assert.Empty(_unit.State.Ledger.Adjustments);
    }

    [Fact]
    public void A_correction_of_the_ledger_changes_the_lists_too()
    {
        Check();
        Propose();
        Correct(
            "o-1",
            new SpotCheckWithdrawn("sc-1"), new SpotCheckEntered(new("late", true)), new FactStated(new("named")), new AdjustmentWithdrawn("adj-1"),
            new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 3, "§ 1", "a prize", "wang", "li")));
        var now = _unit.Do(new ViewSupervision());
        Assert.Equal([("sc-1", "o-1"), ("late", null)], now.SpotChecks.Select(entry => (entry.Check.Id, entry.Withdrawn?.Ticket)));
        Assert.Equal("o-1", Assert.Single(now.Facts).Entered.Ticket);
        Assert.Equal([("adj-1", AdjustmentState.Withdrawn), ("prize", AdjustmentState.Approved)], now.Adjustments.Select(entry => (entry.Adjustment.Id, entry.State)));
        Assert.Equal("wang", now.Adjustments[1].Proposed.By);
    }

    [Fact]
    public void A_unit_has_a_limited_number_of_entries()
    {
        for (var check = 0; check < Limits.SupervisionEntriesPerUnit; check++)
            Check();
        Assert.Equal(RefusalCode.TooManyEntries, _unit.Refused(new RecordSpotCheck(new("", true), null, Given.Now, Wang)).Code);
    }

    private string Check(bool failed = true, CreationKey? key = null) => _unit.Do(new RecordSpotCheck(new("", failed, new(2020, 12, 1)), key, Given.Now, Wang)).Id;

    private void Propose() => _unit.Do(new ProposeAdjustment(new("", AdjustmentKind.Bonus, 2, "§ 12", "a prize", ""), null, Given.Now, Wang));

    private void Correct(string ticket, params LedgerChange[] changes) => _unit.Do(new CorrectLedger(ticket, changes, Given.Now, "li"));
}
