using System.Buffers;
using System.Text;
using Evaluation.Assessment;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Tests.Rounds.Objections;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.Computing;

public sealed class ComputationTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(Given.Close.AddHours(1));
    private readonly MemoryJournal _journal = new();
    private readonly MailboxEngine _engine;
    private readonly AssessedWorld _world;

    public ComputationTests()
    {
        _engine = new(_journal, _clock, NullLogger<MailboxEngine>.Instance);
        _world = new(_journal, _clock);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_refused_computation_changes_nothing_and_names_what_every_unit_lacks()
    {
        await _world.SealAsync(_engine, hasSheets: false);
        await _world.EnterAsync(_engine, "u2", "sheet", AssessedWorld.Sheet(12));
        var before = (await _world.EventsAsync(AssessedWorld.Id.Stream)).Count;

        var refusal = (await _world.MoveAsync(_engine, RoundState.Provisional)).Refusal!;
        Assert.Equal(RefusalCode.Incomplete, refusal.Code);
        Assert.Equal(
            ["u1: vote inspection", "u2: vote", "u3: vote inspection"],
            ((FactObject[])refusal.Facts.Single().Value!).Select(unit => $"{unit.Members[0].Value}: {string.Join(' ', (IEnumerable<string>)unit.Members[1].Value!)}"));
        Assert.Equal(before, (await _world.EventsAsync(AssessedWorld.Id.Stream)).Count);
        Assert.All(await _world.ClosedAsync(), unit => Assert.False(unit.Value));
    }

    [Fact]
    public async Task A_missing_vote_never_blocks()
    {
        await _world.SealAsync(_engine);
        var computed = (await _world.MoveAsync(_engine, RoundState.Provisional)).Answer;
        Assert.Equal(RoundState.Provisional, computed.State);
        var result = (await _engine.SendAsync(AssessedWorld.Id, new ViewResult(null))).Answer;
        Assert.All(result.Classes.SelectMany(ranked => ranked.Units), unit => Assert.Equal(["vote"], unit.Incomplete));
    }

    [Fact]
    public async Task Accepting_what_is_missing_needs_a_reason_which_is_in_the_audit()
    {
        await _world.SealAsync(_engine, hasSheets: false);
        var clerk = new RoundClerk(_engine, _clock);
        Assert.Equal(RefusalCode.ReasonMissing, (await clerk.MoveAsync(Given.Round, RoundState.Provisional, Given.Administrator, " ", acceptsIncomplete: true)).Refusal?.Code);
        Assert.Equal(RoundState.Provisional, (await _world.MoveAsync(_engine, RoundState.Provisional, acceptsIncomplete: true)).Answer.State);

        var line = (await _engine.SendAsync(AssessedWorld.Id, new ViewAudit())).Answer.Lines[^1];
        Assert.Equal(("result-computed", "by order"), (line.Act, line.Reason));
        Assert.Matches("^version 1, missing components accepted, tallies [0-9a-f]{64}$", line.Detail);
    }

    [Fact]
    public async Task The_way_back_needs_a_reason()
    {
        await _world.SealAsync(_engine);
        await _world.MoveAsync(_engine, RoundState.Provisional);
        Assert.Equal(RefusalCode.ReasonMissing, (await new RoundClerk(_engine, _clock).MoveAsync(Given.Round, RoundState.Sealed, Given.Administrator, null)).Refusal?.Code);
        Assert.All(await _world.ClosedAsync(), unit => Assert.True(unit.Value));
    }

    [Fact]
    public async Task The_first_version_stays_as_it_was_computed_after_the_way_back()
    {
        await _world.SealAsync(_engine);
        await _world.MoveAsync(_engine, RoundState.Provisional);
        await _world.MoveAsync(_engine, RoundState.Sealed);
        await _world.EnterAsync(_engine, "u1", "forgotten", AssessedWorld.Sheet(20));
        await _world.MoveAsync(_engine, RoundState.Provisional);

        Assert.Equal((60m, 100m), (await InspectionAsync(1), await InspectionAsync(2)));
        var reader = new DerivationReader(_engine);
        foreach (var (version, points) in new[] { (1, "60"), (2, "100") })
            Assert.Contains((await reader.ReadAsync(Given.Round, "u1", version)).Answer.Sections.SelectMany(section => section.Lines), line =>
                line.Figures.Any(figure => figure.Pointer == "/inspection" && figure.Value is decimal value && value == decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture)));

        async Task<decimal?> InspectionAsync(int version) => (await _engine.SendAsync(AssessedWorld.Id, new ViewVersion(version))).Answer.Unit("u1").Inspection;
    }

    [Fact]
    public async Task The_event_of_a_version_holds_no_ledger()
    {
        await _world.SealAsync(_engine);
        var note = new string('x', 2000);
        await _world.EnterAsync(_engine, "u1", "note", new SpotCheckEntered(new("c1", false, null, note)));
        await _world.MoveAsync(_engine, RoundState.Provisional);
        await _world.MoveAsync(_engine, RoundState.Published);
        var answers = new AnswerClerk(_engine);
        var ticket = (await _engine.SendAsync(AssessedWorld.Id, GivenObjection.File(at: _clock.GetUtcNow()))).Answer.Id;
        Assert.Null((await answers.ProposeAsync(Given.Round, GivenObjection.Uphold(ticket))).Refusal);
        Assert.Equal(2, (await new RoundClerk(_engine, _clock).ApproveAsync(Given.Round, ticket, null, GivenObjection.Second)).Answer.LedTo);

        var computed = (await _world.LinesAsync(AssessedWorld.Id.Stream)).Where(line => line.GetProperty("event").GetString() == "result-computed").ToList();
        Assert.Equal(2, computed.Count);
        foreach (var line in computed)
        {
            Assert.False(line.TryGetProperty("ledgers", out _));
            Assert.DoesNotContain("xxx", line.GetRawText(), StringComparison.Ordinal);
            var figures = line.GetProperty("result").GetRawText() + (line.TryGetProperty("changes", out var changes) ? changes.GetRawText() : "");
            Assert.True(Encoding.UTF8.GetByteCount(line.GetRawText()) - Encoding.UTF8.GetByteCount(figures) < 300, line.GetRawText());
        }
        Assert.Equal("""{"u1":4}""", computed[1].GetProperty("ledgerVersions").GetRawText());
    }

    /// <summary>Measures what a version costs in a big round.</summary>
    [Fact]
    public void The_references_of_a_thousand_units_have_a_few_kilobytes()
    {
        var versions = Enumerable.Range(1, 1000).ToDictionary(number => $"u{number:000}", number => 40L + number);
        var line = new ArrayBufferWriter<byte>();
        RoundGrain.Write(new ResultComputed(new(), Given.Now, "li", LedgerVersions: versions), line);
        Assert.InRange(line.WrittenCount, 5_000, 20_000);
    }
}
