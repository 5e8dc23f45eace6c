using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Tests.Hosting;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>A reservation of a batch that is refused as busy, and may have been journaled all the same.</summary>
public sealed class ReservationTests : IAsyncLifetime
{
    private const string Batch = "b";
    private const int Roll = 10;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    /// <summary>The call that reserves, after the view of the round.</summary>
    private const int Reservation = 1;

    private readonly MemoryKeyStore _keys = new();
    private readonly MailboxEngine _engine;

    public ReservationTests() => _engine = Start();

    public async Task InitializeAsync()
    {
        await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));
        Assert.Null((await new KeyClerk(_engine, _keys, _clock, new Random(7).NextBytes).EnsureAsync(Given.Round, Given.Administrator)).Refusal);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_journaled_reservation_that_was_refused_as_busy_is_void_and_takes_no_place_on_the_roll()
    {
        var reserved = await ReserveAsync(new BusyOnceEngine(_engine, Reservation, afterwards: true), Batch);
        Assert.Equal(RefusalCode.Busy, reserved.Refusal?.Code);
        Assert.Equal(BatchState.Void, await StateAsync());
        // The same call again says so, and a call for another batch gets the places.
        Assert.Equal(RefusalCode.BatchExists, (await ReserveAsync(_engine, Batch)).Refusal?.Code);
        Assert.Null((await ReserveAsync(_engine, "another")).Refusal);
    }

    [Fact]
    public async Task A_reservation_that_was_not_journaled_leaves_nothing_and_can_be_repeated()
    {
        Assert.Equal(RefusalCode.Busy, (await ReserveAsync(new BusyOnceEngine(_engine, Reservation, afterwards: false), Batch)).Refusal?.Code);
        Assert.Null((await ReserveAsync(_engine, Batch)).Refusal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_busy_call_leaves_the_batch_of_an_earlier_call_with_the_same_id_as_it_is(bool isIssued)
    {
        Assert.Null((await ReserveAsync(_engine, Batch)).Refusal);
        if (isIssued)
            Assert.Null((await Issue(_engine).SettleAsync(Given.Round, Batch, Roll)).Refusal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.Busy, (await ReserveAsync(new BusyOnceEngine(_engine, Reservation, afterwards: false), Batch)).Refusal?.Code);
        Assert.Equal(isIssued ? BatchState.Issued : BatchState.Unsettled, await StateAsync());
    }

    private CredentialIssue Issue(IEngine engine) => new(engine, _clock, new Random(7).NextBytes, _keys);

    private ValueTask<Outcome<RoundView>> ReserveAsync(IEngine engine, string batch) => Issue(engine).ReserveAsync(Given.Round, batch, "npc", Roll, null, Given.Administrator);

    private async Task<BatchState> StateAsync() => (await _engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewBatch(Batch))).Answer.State;

    private MailboxEngine Start() => new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(_keys));
}
