using Evaluation.Assessment;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

public sealed class ResultVersionTests
{
    /// <summary>Nine units, of which a panel must visit at least eight.</summary>
    private static readonly RoundRules NinePanelled = ObjectedRules with
    {
        Units = [.. Enumerable.Range(1, 9).Select(number => new Unit($"u{number}", new("单位"), "service"))],
        Panel = new(PanelTrim.None, Normalise: true),
    };

    private readonly FakeTimeProvider _clock = new(Published);

    [Fact]
    public async Task The_first_version_keeps_the_ledgers_that_it_was_computed_from()
    {
        await using var engine = new MailboxEngine(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        await SealAsync(engine, ObjectedRules, ("u2", Sheet(15)));
        JournaledObjections.Demand(await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Provisional, Given.Administrator, "by order", acceptsIncomplete: true));

        var version = JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new ViewVersion(1)));
        Assert.Equal((75m, null), (version.Unit("u2").Inspection, version.Unit("u1").Inspection));
        var ledgers = JournaledObjections.Demand(await new LedgerReader(engine).ReadAsync(Given.Round, version.Sources));
        Assert.Equal(["u2"], ledgers.Keys);
        Assert.Equal(15, Assert.Single(ledgers["u2"].Sheets).Points["results"]);
        Assert.Equal([("u1", 1L), ("u2", 2L), ("u3", 1L)], version.Sources.Versions.Select(unit => (unit.Key, unit.Value)));
    }

    [Fact]
    public async Task A_later_ledger_change_enters_a_version_only_with_a_ticket()
    {
        await using var engine = new MailboxEngine(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        await new JournaledObjections(new MemoryJournal(), _clock).PrepareAsync(engine, objections: 1);
        await EnterAsync(engine, "u2", Sheet(15));
        JournaledObjections.Demand(await new RoundClerk(engine, _clock).ApproveAsync(Given.Round, "o-1", null, Second));

        var version = JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new ViewVersion(2)));
        Assert.Equal(("o-1", null), (version.Ticket, version.Unit("u2").Inspection));
        Assert.Equal(["u1"], JournaledObjections.Demand(await new LedgerReader(engine).ReadAsync(Given.Round, version.Sources)).Keys);
    }

    [Fact]
    public async Task A_result_that_cannot_be_computed_is_refused_and_the_round_stays_sealed()
    {
        await using var engine = new MailboxEngine(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        await SealAsync(engine, NinePanelled, ("u1", Sheet(15)));
        var clerk = new RoundClerk(engine, _clock);

        Assert.Equal(RefusalCode.PanelTooSmall, (await clerk.MoveAsync(Given.Round, RoundState.Provisional, Given.Administrator, "by order", acceptsIncomplete: true)).Refusal?.Code);
        Assert.Equal(RoundState.Sealed, JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new ViewRound())).State);
        for (var unit = 2; unit <= 8; unit++)
            await EnterAsync(engine, $"u{unit}", Sheet(10 + unit));
        Assert.Equal(RoundState.Provisional, JournaledObjections.Demand(await clerk.MoveAsync(Given.Round, RoundState.Provisional, Given.Administrator, "by order", acceptsIncomplete: true)).State);
    }

    [Fact]
    public void Corrections_that_would_make_the_result_impossible_are_refused()
    {
        var round = PublishedRound(NinePanelled, [.. Enumerable.Range(1, 9).Select(number => ($"u{number}", new UnitLedger([Sheet(5 + number).Sheet])))]);
        round.Do(File("u1", "/", "one"));
        round.Do(File("u2", "/", "two"));
        round.Do(Uphold("o-1", new SheetWithdrawn("chen")));
        round.Do(Uphold("o-2", new SheetWithdrawn("chen")));
        round.Do(Approve("o-1"));

        Assert.Equal(RefusalCode.PanelTooSmall, round.Refused(Approve("o-2")).Code);
        Assert.Equal(RefusalCode.PanelTooSmall, round.Refused(Uphold("o-2", new SheetWithdrawn("chen"), Prize)).Code);
        Assert.NotNull(round.Do(Uphold("o-2", Sheet(1))).Proposal);
    }

    [Fact]
    public void A_version_never_changes()
    {
        var round = With(Evaluation.Rounds.Objections.ObjectionState.Answered);
        var before = round.Do(new ViewResult(1));
        round.Do(NextVersion(round));
        Assert.Same(before, round.Do(new ViewResult(1)));
        Assert.Equal((2, RoundState.Published), (round.Do(new ViewResult(null)).Version, round.State.State));
    }

    [Fact]
    public void A_version_recorded_out_of_turn_changes_nothing()
    {
        var round = PublishedRound();
        round.Do(File(text: "one"));
        round.Do(File(text: "two"));
        round.Do(Uphold("o-1"));
        round.Do(Uphold("o-2", new FactStated(new("named"))));
        round.Do(Approve("o-2"));
        round.Do(Approve("o-1"));
        var first = NextVersion(round);
        Assert.Equal("o-2", first.Ticket);

        Assert.Equal(1, round.Do(first with { Ticket = "o-1" }).ResultVersions);
        Assert.Equal(2, round.Do(first).ResultVersions);
        Assert.Equal(2, round.Do(first).ResultVersions);
        Assert.Equal(3, round.Do(NextVersion(round)).ResultVersions);
        Assert.False(round.Do(new ViewRound()).IsCorrecting);
        Assert.Equal(3, round.Do(GivenRound.Result() with { Ticket = "o-1" }).ResultVersions);
    }

    private async Task SealAsync(MailboxEngine engine, RoundRules rules, params (string Unit, LedgerChange Change)[] known)
    {
        var clerk = new RoundClerk(engine, _clock);
        JournaledObjections.Demand(await engine.SendAsync(JournaledObjections.Id, new CreateRound(rules, _clock.GetUtcNow(), Given.Administrator)));
        foreach (var to in new[] { RoundState.Assessing, RoundState.Voting, RoundState.Sealed })
            JournaledObjections.Demand(await clerk.MoveAsync(Given.Round, to, Given.Administrator, null));
        foreach (var (unit, change) in known)
            await EnterAsync(engine, unit, change);
    }

    private async Task EnterAsync(MailboxEngine engine, string unit, LedgerChange change) =>
        JournaledObjections.Demand(await engine.SendAsync(UnitGrain.Ref(Given.Round, unit), new CorrectLedger("before", [change], _clock.GetUtcNow(), Given.Administrator)));

    private static SheetEntered Sheet(decimal results) => new(new("chen", new Dictionary<string, decimal?> { ["results"] = results }));
}
