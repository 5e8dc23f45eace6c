using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Gateway.Verification.Inspections;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Verification;

/// <summary>What a verification says of panels, draws and filed sheets.</summary>
public sealed class InspectionCheckTests
{
    private static readonly Actor Administrator = new(Given.Administrator, Given.Administrator);
    private static readonly PanelSet North = new("north", new("北"), ["wang"], ["u1"], null, Given.Now, "li");

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryJournal _journal = new();

    [Theory]
    [InlineData(true, ExitCodes.Clean, "not sealed yet")]
    [InlineData(false, ExitCodes.RecordDiffers, "unit-small.u1 at version 0: differs: the sheet of 'wang' was not admitted for panel north in panels-small")]
    public async Task A_filed_sheet_was_admitted_at_the_panels_of_the_round(bool isAdmitted, int code, string says)
    {
        await using (var engine = new MailboxEngine(_journal, _clock, NullLogger<MailboxEngine>.Instance))
        {
            await engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.InspectedOnlyRules, Given.Opening, Given.Administrator));
            Assert.Null((await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Assessing, Given.Administrator, null)).Refusal);
            await engine.SendAsync(PanelGrain.Ref(Given.Round), new SetPanel(new("north", new("北"), ["wang"], ["u1"], null), null, Given.Now, Administrator));
            if (isAdmitted)
                await engine.SendAsync(PanelGrain.Ref(Given.Round), new AdmitSheet("u1", Given.Now, new("wang", "wang")));
            Assert.Null((await engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), new FileSheet("north", 1, Content(9), null, Given.Now, new("wang", "wang")))).Refusal);
        }
        using var to = new StringWriter();
        Assert.Equal(code, await Recount.RunAsync(_journal, to));
        Assert.Contains(says, to.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panels_of_a_round_that_has_no_stream_are_a_finding()
    {
        await using (var engine = new MailboxEngine(_journal, _clock, NullLogger<MailboxEngine>.Instance))
            await engine.SendAsync(PanelGrain.Ref("lost"), new SetPanel(new("north", new("北"), ["wang"], ["u1"], null), null, Given.Now, Administrator));
        using var to = new StringWriter();
        Assert.Equal(ExitCodes.RecordDiffers, await Recount.RunAsync(_journal, to));
        Assert.Contains("panels-lost belongs to it", to.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Panels_and_draws_that_contradict_themselves_are_found()
    {
        var book = new PanelBook().Evolve(North).Evolve(new SheetAdmitted("north", "u1", "wang", Given.Now, "wang"));
        Assert.Null(PanelLaw.Fault(book, North with { Units = ["u1", "u2"] }));
        Assert.Contains("second panel", PanelLaw.Fault(book, North with { Panel = "south" })!, StringComparison.Ordinal);
        Assert.Contains("loses unit u1", PanelLaw.Fault(book, North with { Units = ["u2"] })!, StringComparison.Ordinal);
        Assert.Contains("filed sheets", PanelLaw.Fault(book, new PanelRemoved("north", Given.Now, "li"))!, StringComparison.Ordinal);
        Assert.Contains("not in panel", PanelLaw.Fault(book, new SheetAdmitted("north", "u1", "chen", Given.Now, "chen"))!, StringComparison.Ordinal);
        Assert.Contains("sent the sheet", PanelLaw.Fault(book, new SheetAdmitted("north", "u1", "wang", Given.Now, "chen"))!, StringComparison.Ordinal);

        var announced = book.Evolve(new DrawAnnounced("d", DrawSubject.Units, 2, ["u1", "u2", "u3"], "a check", null, Given.Now, "li"));
        Assert.Null(PanelLaw.Fault(announced, new DrawMade("d", "closing 3456", true, ["u1", "u3"], Given.Now, "li")));
        Assert.Contains("does not follow", PanelLaw.Fault(announced, new DrawMade("d", "closing 3456", true, ["u1", "u2"], Given.Now, "li"))!, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheets_that_no_rule_allows_are_found()
    {
        var rules = Given.InspectedOnlyRules;
        var book = new UnitState().Evolve(Filed("wang", 2, Content(9))).Inspections;
        Assert.Null(SheetLaw.Fault(rules, book, Filed("wang", 3, Content(20))));
        Assert.Contains("has 21 points", SheetLaw.Fault(rules, book, Filed("chen", 1, Content(21)))!, StringComparison.Ordinal);
        Assert.Contains("no points for results", SheetLaw.Fault(rules, book, Filed("chen", 1, new(new Dictionary<string, decimal?>())))!, StringComparison.Ordinal);
        Assert.Contains("follows version 2", SheetLaw.Fault(rules, book, Filed("wang", 2, Content(9)))!, StringComparison.Ordinal);
        var both = new UnitState().Evolve(Filed("wang", 2, Content(9))).Evolve(Filed("chen", 1, Content(9)));
        Assert.Contains("nobody reopened", SheetLaw.Fault(rules, both.Inspections, Filed("wang", 3, Content(8)))!, StringComparison.Ordinal);
        Assert.Contains("the own sheet", SheetLaw.Fault(both.Inspections, new SheetReopened("wang", "x", Given.Now, "wang"))!, StringComparison.Ordinal);
        Assert.Contains("was not filed", SheetLaw.Fault(both.Inspections, new SheetReopened("wu", "x", Given.Now, "li"))!, StringComparison.Ordinal);
    }

    private static SheetFiled Filed(string inspector, long version, SheetContent content) => new("north", version, content, null, Given.Now, inspector);

    private static SheetContent Content(decimal points) => new(new Dictionary<string, decimal?> { ["results"] = points });
}
