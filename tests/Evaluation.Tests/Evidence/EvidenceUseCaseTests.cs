using System.Text.Json;
using Evaluation.Embedded.Engine;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Evidence;

/// <summary>The rules of evidence that depend on the caller's account, and on what is checked before a file is received.</summary>
public sealed class EvidenceUseCaseTests : IAsyncDisposable
{
    private static readonly StaffAccount UnitOne = new("unit-one", [new(Role.Unit, Given.Round, "u1")], "hash-1");
    private static readonly StaffAccount Inspector = new("chen", [new(Role.Inspector, Given.Round)], "hash-2");

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MailboxEngine _engine;
    private readonly MemoryEvidenceStore _store = new();
    private readonly EvidenceUseCases _evidence;
    private int _received;

    public EvidenceUseCaseTests()
    {
        _engine = new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        _evidence = new(_engine, _store, new(new(_engine)), new(), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _evidence.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_unit_files_and_reads_its_own_evidence_only()
    {
        await CreateAsync();
        await MoveAsync(RoundState.Assessing);
        Assert.Equal("ev-1", (await FileAsync("u1", UnitOne)).Answer.Id);
        Assert.Equal(RefusalCode.UnitNotYours, (await FileAsync("u2", UnitOne)).Refusal?.Code);
        Assert.Equal(RefusalCode.UnitNotYours, (await _evidence.ListAsync(Given.Round, "u2", UnitOne)).Refusal?.Code);
        Assert.Equal(RefusalCode.UnitNotYours, (await _evidence.FindAsync(Given.Round, "u2", "ev-1", UnitOne)).Refusal?.Code);
        Assert.Equal(1, _received);
    }

    [Fact]
    public async Task An_inspector_reads_evidence_of_every_unit_and_files_to_a_list_of_its_own()
    {
        await CreateAsync();
        await MoveAsync(RoundState.Assessing);
        await FileAsync("u1", UnitOne);
        Assert.Equal("iev-1", (await FileAsync("u1", Inspector)).Answer.Id);
        Assert.Equal(["unit-one", "chen"], (await _evidence.ListAsync(Given.Round, "u1", Inspector)).Answer.Select(item => item.FiledBy));
        Assert.Equal(RefusalCode.NoSuchEvidence, (await _evidence.FindAsync(Given.Round, "u1", "ev-2", Inspector)).Refusal?.Code);
        var item = (await _evidence.FindAsync(Given.Round, "u1", "ev-1", Inspector)).Answer.Item;
        await using var content = await _evidence.OpenAsync(item, CancellationToken.None);
        using var reader = new StreamReader(content);
        Assert.Equal("%PDF-1.7", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_file_is_not_received_while_the_round_takes_no_evidence()
    {
        Assert.Equal(RefusalCode.NoSuchRound, (await FileAsync("u1", UnitOne)).Refusal?.Code);
        await CreateAsync();
        Assert.Equal(RefusalCode.WrongState, (await FileAsync("u1", UnitOne)).Refusal?.Code);
        Assert.Equal((0, 0), (_received, _evidence.Receiving));
    }

    [Fact]
    public async Task A_file_over_the_quota_is_not_stored()
    {
        await CreateAsync();
        await MoveAsync(RoundState.Assessing);
        var full = new ReserveEvidence(new string('0', ContentHash.Characters), Limits.EvidenceBytesPerUnit, _clock.GetUtcNow(), "unit-one");
        Assert.Null((await _engine.SendAsync(UnitGrain.Ref(Given.Round, "u1"), full)).Refusal);
        Assert.Equal(RefusalCode.TooMuchEvidence, (await FileAsync("u1", UnitOne)).Refusal?.Code);
        await foreach (var content in _store.ListAsync(DateTimeOffset.MaxValue))
            Assert.Fail(content.Sha256);
    }

    private async Task CreateAsync() =>
        Assert.Null((await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.AssessedRules, _clock.GetUtcNow(), Given.Administrator))).Refusal);

    private async Task MoveAsync(RoundState to) =>
        Assert.Null((await new RoundClerk(_engine, _clock).MoveAsync(Given.Round, to, Given.Administrator, null)).Refusal);

    private ValueTask<Outcome<EvidenceView>> FileAsync(string unit, StaffAccount caller) => _evidence.FileAsync(
        Given.Round,
        unit,
        () =>
        {
            _received++;
            var words = JsonElement.Parse("""{"title": "a report", "kind": "document", "criterion": "results", "date": "2020-03-01"}""");
            return new(new EvidenceUpload(new MemoryStream("%PDF-1.7"u8.ToArray()), words));
        },
        _ => default(CreationKey),
        caller,
        CancellationToken.None);
}
