using Evaluation.Assessment;
using Evaluation.Units;

namespace Evaluation.Tests.Units;

public sealed class UnitTests
{
    [Fact]
    public void A_unit_without_entries_has_an_empty_ledger() =>
        Assert.Equivalent(UnitLedger.Empty, new AloneUnit().Do(new ViewLedger()), strict: true);

    [Fact]
    public void The_changes_of_a_ticket_are_applied_together_and_in_order()
    {
        var unit = new AloneUnit();
        var corrected = unit.Do(Correct("o-1", Check("c1", failed: true), Check("c1", failed: false), Check("c2", failed: true), new FactStated(new("named"))));

        Assert.Single(unit.History);
        Assert.Equal([new SpotCheck("c1", false), new SpotCheck("c2", true)], corrected.Ledger.SpotChecks);
        Assert.Equal((1, corrected.Ledger), (corrected.Version, unit.Do(new ViewLedger())));
    }

    [Fact]
    public void The_changes_of_a_ticket_are_applied_once_regardless_of_resends()
    {
        var unit = new AloneUnit();
        var once = unit.Do(Correct("o-1", Check("c1", failed: true)));
        unit.Do(Correct("o-2", new SpotCheckWithdrawn("c1")));

        Assert.Equal(once, unit.Do(Correct("o-1", Check("c1", failed: true))));
        Assert.Equal(once, unit.Do(Correct("o-1", Check("c9", failed: true))));
        Assert.Single(once.Ledger.SpotChecks);
        Assert.Empty(unit.Do(new ViewLedger()).SpotChecks);
        Assert.Equal(2, unit.History.Count);
    }

    [Fact]
    public void A_unit_and_a_round_never_share_a_stream_with_another_unit()
    {
        Assert.NotEqual(UnitGrain.Ref("a", "b-c"), UnitGrain.Ref("a-b", "c"));
        Assert.Equal(("unit", "a-b.c"), (UnitGrain.Ref("a-b", "c").Id.Kind, UnitGrain.Ref("a-b", "c").Key));
    }

    private static CorrectLedger Correct(string ticket, params LedgerChange[] changes) => new(ticket, changes, Given.Close, "li");

    private static SpotCheckEntered Check(string id, bool failed) => new(new(id, failed));
}
