using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Workflows;

/// <summary>The key of a round is made once, before the first batch of credentials, and never replaced.</summary>
public sealed class KeyClerkTests : IAsyncLifetime
{
    private readonly MailboxEngine _engine;
    private readonly MemoryKeyStore _store = new();

    public KeyClerkTests() => _engine = Start();

    public async Task InitializeAsync() => await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_round_without_batches_gets_a_key_and_names_its_hash_once()
    {
        var first = (await Clerk(1).EnsureAsync(Given.Round, "li")).Answer;
        var again = (await Clerk(2).EnsureAsync(Given.Round, "zhao")).Answer;
        Assert.Equal((await _store.FindAsync(Given.Round))!.Commitment, first.KeyCommitment);
        Assert.Equal(first.KeyCommitment, again.KeyCommitment);
        Assert.Single((await _engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewAudit())).Answer.Lines, line => line.Act == "key-committed");
    }

    [Fact]
    public async Task Two_issuers_at_once_use_one_key()
    {
        var views = await Task.WhenAll(Enumerable.Range(1, 8).Select(seed => Clerk(seed).EnsureAsync(Given.Round, "li").AsTask()));
        Assert.Single(views.Select(view => view.Answer.KeyCommitment).Distinct());
        Assert.Equal((await _store.FindAsync(Given.Round))!.Commitment, views[0].Answer.KeyCommitment);
    }

    [Fact]
    public async Task A_key_that_was_stored_before_a_crash_is_the_one_that_the_round_names()
    {
        var stored = await _store.CreateAsync(Given.Round, new(new byte[RoundKey.Bytes]));
        Assert.Equal(stored.Commitment, (await Clerk(1).EnsureAsync(Given.Round, "li")).Answer.KeyCommitment);
    }

    [Fact]
    public async Task A_round_with_batches_and_no_key_stays_in_the_old_form()
    {
        await _engine.SendAsync(RoundGrain.Ref(Given.Round), new ReserveCredentials("b", "npc", 1, null, Given.Opening, "li"));
        Assert.Null((await Clerk(1).EnsureAsync(Given.Round, "li")).Answer.KeyCommitment);
        Assert.Empty(await _store.ListAsync());
        Assert.Null((await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CommitKey(new('a', 64), Given.Opening, "li"))).Answer.KeyCommitment);
    }

    [Fact]
    public async Task A_lost_key_is_not_replaced()
    {
        var view = (await Clerk(1).EnsureAsync(Given.Round, "li")).Answer;
        await _store.DestroyAsync(Given.Round);
        Assert.Equal(RefusalCode.KeyMissing, (await Clerk(2).EnsureAsync(Given.Round, "li")).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyMissing, (await Clerk(2).FindAsync(view)).Refusal?.Code);
        Assert.Empty(await _store.ListAsync());
    }

    [Fact]
    public async Task A_store_with_another_key_is_refused()
    {
        var view = (await Clerk(1).EnsureAsync(Given.Round, "li")).Answer;
        await _store.DestroyAsync(Given.Round);
        var other = await _store.CreateAsync(Given.Round, new(new byte[RoundKey.Bytes]));
        Assert.Equal(RefusalCode.KeyDiffers, (await Clerk(2).EnsureAsync(Given.Round, "li")).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyDiffers, (await Clerk(2).FindAsync(view)).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyDiffers, (await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CommitKey(other.Commitment, Given.Opening, "li"))).Refusal?.Code);
    }

    [Fact]
    public async Task The_key_of_a_destroyed_round_is_not_read_whatever_the_store_has()
    {
        await Clerk(1).EnsureAsync(Given.Round, "li");
        await _engine.SendAsync(RoundGrain.Ref(Given.Round), new MoveRound(RoundState.Cancelled, Given.Opening, "li", "called off"));
        var view = (await _engine.SendAsync(RoundGrain.Ref(Given.Round), new ProposeKeyDestruction("called off", FourEyes: false, new("li", "li"), Given.Opening))).Answer;
        Assert.NotNull(await _store.FindAsync(Given.Round));
        Assert.Equal(RefusalCode.KeyDestroyed, (await Clerk(2).ReadAsync(view)).Refusal?.Code);
        Assert.Equal(RefusalCode.KeyDestroyed, (await Clerk(2).FindAsync(view)).Refusal?.Code);
    }

    private static MailboxEngine Start() => new(new MemoryJournal(), TimeProvider.System, NullLogger<MailboxEngine>.Instance);

    private KeyClerk Clerk(int seed) => new(_engine, _store, TimeProvider.System, new Random(seed).NextBytes);
}
