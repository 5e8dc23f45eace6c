using Evaluation.Assessment;
using Evaluation.Kernel;
using Evaluation.Units;

namespace Evaluation.Tests.Units;

public sealed class LedgerClosingTests
{
    private static readonly LedgerChange Fact = new FactStated(new("named"));

    [Fact]
    public void A_closed_ledger_refuses_every_command_of_the_assessment_that_would_have_an_effect()
    {
        var unit = Closed(1);
        var filed = new EvidenceReleased("a", Given.Now, "li");
        Assert.Equal(RefusalCode.WrongState, unit.State.Ledgers.Guard(new Act(), filed).Refusal?.Code);
        Assert.Equal(0, unit.State.Ledgers.Guard(new Act(), filed).EventCount);
        Assert.Equal(RefusalCode.WrongState, unit.State.Ledgers.Guard(new Act(), Decision<UnitEvent>.Of(filed, filed)).Refusal?.Code);
    }

    [Fact]
    public void A_closed_ledger_refuses_every_event_that_changes_it_whatever_the_command_is()
    {
        var unit = Closed(1);
        var change = new LedgerCorrected("o-1", [Fact], Given.Now, "li");
        Assert.Equal(RefusalCode.WrongState, unit.State.Ledgers.Guard(new OpenLedger(9, Given.Now, "li"), change).Refusal?.Code);
        Assert.Equal(1, unit.State.Ledgers.Guard(new CorrectLedger("o-1", [Fact], Given.Now, "li"), change).EventCount);
    }

    [Fact]
    public void A_repeated_act_that_changes_nothing_is_answered_after_the_closing_and_other_refusals_stay()
    {
        var unit = Closed(1);
        Assert.Null(unit.State.Ledgers.Guard(new Act(), Decision<UnitEvent>.NothingToDo).Refusal);
        Assert.Equal(RefusalCode.TooMuchEvidence, unit.State.Ledgers.Guard(new Act(), new Refusal(RefusalCode.TooMuchEvidence, "")).Refusal?.Code);
    }

    [Fact]
    public void An_open_ledger_takes_every_act()
    {
        var unit = Closed(1);
        unit.Do(new OpenLedger(2, Given.Now, "li"));
        Assert.Equal(1, unit.State.Ledgers.Guard(new Act(), new LedgerCorrected("o-1", [Fact], Given.Now, "li")).EventCount);
        Assert.Null(new AloneUnit().State.Ledgers.Guard(new Act(), new LedgerCorrected("o-1", [Fact], Given.Now, "li")).Refusal);
    }

    [Fact]
    public void A_command_of_an_earlier_decision_neither_opens_nor_closes()
    {
        var unit = Closed(3);
        Assert.NotNull(unit.Do(new OpenLedger(2, Given.Now, "li")).ClosedAt);
        Assert.NotNull(unit.Do(new OpenLedger(3, Given.Now, "li")).ClosedAt);
        unit.Do(new OpenLedger(4, Given.Now, "li"));
        Assert.Equal((4, null), (unit.Do(new CloseLedger(3, Given.Now, "li")).Number, unit.Do(new CloseLedger(4, Given.Now, "li")).ClosedAt));
        Assert.Equal(2, unit.History.Count);
    }

    [Fact]
    public void An_objection_is_worked_into_a_closed_ledger_which_stays_closed()
    {
        var unit = Closed(1);
        unit.Do(new CorrectLedger("o-1", [Fact], Given.Now, "li"));
        Assert.Equal("named", Assert.Single(unit.Do(new ViewLedger()).Facts).Fact);
        Assert.NotNull(unit.State.Ledgers.ClosedAt);
    }

    private static AloneUnit Closed(int number)
    {
        var unit = new AloneUnit();
        unit.Do(new CloseLedger(number, Given.Now, "li"));
        return unit;
    }

    private sealed record Act : AssessmentCommand;
}
