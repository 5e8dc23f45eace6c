using Evaluation.Gateway.Verification;
using Evaluation.Gateway.Verification.Inspections;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.Inspections;

namespace Evaluation.Tests.Verification;

/// <summary>What a verification says of bodies, weights and periods (F21, F30).</summary>
public sealed class BodyLawTests
{
    private static readonly PanelSet Lead = new("lead", new("领导"), ["li", "wang"], ["u1"], null, Given.Now, "admin", "leaders", [80, 20]);
    private static readonly PanelSet Peers = new("peers", new("同行"), ["chen"], ["u1"], null, Given.Now, "admin", "peers");

    private static readonly RoundRules Rules = new()
    {
        Criteria =
        [
            new("duty", new(), CriterionSource.Assessed, 60, By: "leaders"), new("work", new(), CriterionSource.Assessed, 40, By: "peers", Periods: ["2020-Q1", "2020-Q2"]),
        ],
        Assessors = [new("leaders", new(), PanelTrim.None), new("peers", new())],
    };

    [Fact]
    public void Panels_that_contradict_their_bodies_are_found()
    {
        var book = new PanelBook().Evolve(Lead);
        Assert.Null(PanelLaw.Fault(book, Peers));
        Assert.Contains("for another body", PanelLaw.Fault(book, Peers with { Inspectors = ["li"] })!, StringComparison.Ordinal);
        Assert.Contains("second panel", PanelLaw.Fault(book, Lead with { Panel = "lead-2", Inspectors = ["zhou", "wu"] })!, StringComparison.Ordinal);
        Assert.Contains("not those of its inspectors", PanelLaw.Fault(book, Lead with { Weights = [80] })!, StringComparison.Ordinal);
        Assert.Contains("not those of its inspectors", PanelLaw.Fault(book, Lead with { Weights = [80, 0] })!, StringComparison.Ordinal);
        Assert.Contains("changes its body", PanelLaw.Fault(book.Evolve(new SheetAdmitted("lead", "u1", "li", Given.Now, "li")), Lead with { Body = "peers" })!, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_of_another_body_or_period_are_found()
    {
        Assert.Null(SheetLaw.Fault(Rules, InspectionBook.Empty, Filed("work", "peers", "2020-Q1")));
        Assert.Contains("has points for duty", SheetLaw.Fault(Rules, InspectionBook.Empty, Filed("work duty", "peers", "2020-Q1"))!, StringComparison.Ordinal);
        Assert.Contains("there is no criterion", SheetLaw.Fault(Rules, InspectionBook.Empty, Filed("work", "peers", null))!, StringComparison.Ordinal);
        Assert.Contains("there is no criterion", SheetLaw.Fault(Rules, InspectionBook.Empty, Filed("duty", null, null))!, StringComparison.Ordinal);
        var book = new UnitState().Evolve(Filed("work", "peers", "2020-Q1")).Inspections;
        Assert.Contains("after body 'peers'", SheetLaw.Fault(Rules, book, Filed("duty", "leaders", null))!, StringComparison.Ordinal);
        Assert.Null(SheetLaw.Fault(Rules, book, Filed("work", "peers", "2020-Q2")));
    }

    [Theory]
    [InlineData(80, 20, true)]
    [InlineData(20, 80, false)]
    public async Task A_ledger_is_closed_with_weights_that_its_panels_had(decimal first, decimal second, bool isRight)
    {
        var journal = new MemoryJournal();
        await using (var engine = new Evaluation.Embedded.Engine.MailboxEngine(
            journal, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Given.Now), Microsoft.Extensions.Logging.Abstractions.NullLogger<Evaluation.Embedded.Engine.MailboxEngine>.Instance))
        {
            await engine.SendAsync(Evaluation.Rounds.RoundGrain.Ref(Given.Round), new Evaluation.Rounds.CreateRound(Given.InspectedOnlyRules, Given.Opening, Given.Administrator));
            var panel = new InspectionPanel("north", new("北"), ["li", "wang"], ["u1"], null, Weights: [80, 20]);
            await engine.SendAsync(PanelGrain.Ref(Given.Round), new SetPanel(panel, null, Given.Now, new("admin", "admin")));
            await engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), new CloseLedger(1, Given.Now, "admin", [new("li", first), new("wang", second)]));
        }
        using var to = new StringWriter();
        await Recount.RunAsync(journal, to);
        Assert.Equal(isRight, !to.ToString().Contains("were never those of its panels", StringComparison.Ordinal));
    }

    private static SheetFiled Filed(string criteria, string? body, string? period) =>
        new("panel", 1, new(criteria.Split(' ').ToDictionary(code => code, _ => (decimal?)5)), null, Given.Now, "chen", body, period);
}
