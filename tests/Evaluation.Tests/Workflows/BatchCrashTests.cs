using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>
/// A crash at any call while a batch of credentials is issued or voided. The next process completes what the round decided; until then and
/// afterwards no credential of an unsettled or void batch votes, and round and boxes count alike.
/// </summary>
public sealed class BatchCrashTests
{
    private const string Batch = "b";
    private const int Count = 6;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryKeyStore _keys = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_issue_interrupted_at_any_call_leaves_a_batch_that_votes_as_a_whole_or_not_at_all(bool afterwards)
    {
        HashSet<BatchState> states = [];
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            List<CredentialHash> sent = [];
            await OpenAsync(run.Engine);
            await run.ActAsync(async engine => await IssueAsync(engine, sent));
            await AssertHeldBackAsync(run.Engine, sent);
            var second = await run.RestartAsync();
            await new RoundClerk(second, _clock).AdvanceAsync(Given.Round);
            states.Add(await AssertAlikeAsync(second, sent));
            await VoidAsync(second);
            Assert.Equal(BatchState.Void, await AssertAlikeAsync(second, sent));
            // The roll is free again.
            Assert.Null((await Issue(second).ReserveAsync(Given.Round, "other", "npc", 10, null, Given.Administrator)).Refusal);
        });
        Assert.Equal([typeof(CommitKey), typeof(CompleteBatch), typeof(ReserveCredentials), typeof(SettleBatch), typeof(SettleCredentials), typeof(StoreBatch), typeof(ViewRound)], Distinct(fatal));
        Assert.Contains(BatchState.Issued, states);
        Assert.Contains(BatchState.Unsettled, states);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Voiding_interrupted_at_any_call_is_completed(bool afterwards, bool hasVoted)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            List<CredentialHash> sent = [];
            await IssueAsync(await OpenAsync(run.Engine), sent);
            if (hasVoted)
                Assert.True(await VotesAsync(run.Engine, sent[0]));
            await run.ActAsync(async engine => await VoidAsync(engine));
            var second = await run.RestartAsync();
            await new RoundClerk(second, _clock).AdvanceAsync(Given.Round);
            // Before the decision nothing is done, and afterwards everything.
            var isDecided = afterwards || run.Calls > 0;
            Assert.Equal(isDecided && !hasVoted ? BatchState.Void : BatchState.Issued, await AssertAlikeAsync(second, sent));
        });
        Assert.Contains(typeof(HoldBatch), fatal);
        Assert.Contains(hasVoted ? typeof(SettleBatch) : typeof(VoidCredentials), fatal);
    }

    [Fact]
    public async Task A_round_that_closes_counts_a_settled_batch_and_none_that_is_not_settled()
    {
        var journal = new MemoryJournal();
        await using var engine = await OpenAsync(Start(journal));
        List<CredentialHash> sent = [];
        await IssueAsync(engine, sent);
        var reserved = await Issue(engine).ReserveAsync(Given.Round, "broken-off", "npc", 3, null, Given.Administrator);
        await Issue(engine).MakeAsync(reserved.Answer, "broken-off", "npc", 3, null);

        var sealedRound = (await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Sealed, Given.Administrator, "the end")).Answer;
        Assert.Equal(Count, sealedRound.Groups[0].Issued);
        Assert.Equal(Count, await IssuedInBoxesAsync(engine));
        Assert.Equal(BatchState.Void, (await Issue(engine).VoidAsync(Given.Round, "broken-off", Given.Administrator, "broken off")).Answer.State);
        Assert.Equal(Count, await IssuedInBoxesAsync(engine));
    }

    [Fact]
    public async Task An_unsettled_batch_of_an_earlier_version_keeps_the_credentials_that_have_voted()
    {
        var journal = new MemoryJournal();
        await using var engine = await OpenAsync(Start(journal));
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new ReserveCredentials(Batch, "npc", Count, null, Given.Now, Given.Administrator));
        CredentialHash[] sent = [.. Enumerable.Range(1, Count).Select(Given.Credential)];
        foreach (var box in sent.GroupBy(hash => hash.Box(Given.Rules.BallotBoxes)))
            await engine.SendAsync(BoxGrain.Ref(Given.Round, box.Key), new StoreCredentials(Batch, "npc", null, [.. box]));
        Assert.True(await VotesAsync(engine, sent[0]));

        Assert.Equal(RefusalCode.AlreadyCast, (await Issue(engine).VoidAsync(Given.Round, Batch, Given.Administrator, "broken off")).Refusal?.Code);
        var batch = (await engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewBatch(Batch))).Answer;
        Assert.Equal((BatchState.Issued, 1), (batch.State, batch.Count));
        Assert.Equal(1, await IssuedInBoxesAsync(engine));
    }

    private async ValueTask IssueAsync(IEngine engine, List<CredentialHash> sent)
    {
        var issue = Issue(engine);
        var round = (await issue.ReserveAsync(Given.Round, Batch, "npc", Count, null, Given.Administrator)).Answer;
        var made = (await issue.MakeAsync(round, Batch, "npc", Count, null)).Answer;
        sent.AddRange(Enumerable.Range(0, Count).Select(made.Hash));
        Assert.Null((await issue.SettleAsync(Given.Round, Batch, Count)).Refusal);
    }

    private async ValueTask VoidAsync(IEngine engine)
    {
        var done = await Issue(engine).VoidAsync(Given.Round, Batch, Given.Administrator, "lost");
        Assert.True(done.Refusal is null or { Code: RefusalCode.AlreadyCast or RefusalCode.NoSuchBatch }, done.Refusal?.Detail);
    }

    /// <summary>While the batch is not settled, none of its credentials votes.</summary>
    private static async Task AssertHeldBackAsync(MailboxEngine engine, List<CredentialHash> sent)
    {
        var batch = await engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewBatch(Batch));
        if (batch.Refusal is null && batch.Answer.State == BatchState.Issued)
            return;
        foreach (var credential in sent)
            Assert.Equal(RefusalCode.NoSuchCredential, (await CastAsync(engine, credential)).Refusal?.Code);
    }

    /// <summary>Round and boxes agree about the batch. Returns its state.</summary>
    private static async Task<BatchState> AssertAlikeAsync(MailboxEngine engine, List<CredentialHash> sent)
    {
        var round = (await engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewRound())).Answer;
        Assert.Null(round.DueBatches);
        Assert.Equal(round.Groups[0].Issued, await IssuedInBoxesAsync(engine));
        var batch = await engine.SendAsync(RoundGrain.Ref(Given.Round), new ViewBatch(Batch));
        var state = batch.Refusal is null ? batch.Answer.State : BatchState.Void;
        Assert.Equal(state == BatchState.Issued ? Count : 0, round.Groups[0].Issued);
        if (state != BatchState.Issued)
            await AssertHeldBackAsync(engine, sent);
        return state;
    }

    private static async Task<int> IssuedInBoxesAsync(MailboxEngine engine)
    {
        var issued = 0;
        for (var box = 0; box < Given.Rules.BallotBoxes; box++)
            issued += (await engine.SendAsync(BoxGrain.Ref(Given.Round, box), new ViewTurnout())).Answer.Groups.Sum(group => group.Issued);
        return issued;
    }

    private static async Task<bool> VotesAsync(MailboxEngine engine, CredentialHash credential) => (await CastAsync(engine, credential)).Refusal is null;

    private static ValueTask<Outcome<BallotCounted>> CastAsync(MailboxEngine engine, CredentialHash credential) =>
        engine.SendAsync(BoxGrain.Ref(Given.Round, credential.Box(Given.Rules.BallotBoxes)), new CastBallot(credential, Given.Now, Given.Slips("u1:AB")));

    private CredentialIssue Issue(IEngine engine) => new(engine, _clock, new Random(7).NextBytes, _keys);

    private async Task<MailboxEngine> OpenAsync(MailboxEngine engine)
    {
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));
        Assert.Null((await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Voting, Given.Administrator, null)).Refusal);
        return engine;
    }

    private MailboxEngine Start(MemoryJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(_keys));

    private static IEnumerable<Type> Distinct(List<Type> types) => types.Distinct().OrderBy(type => type.Name, StringComparer.Ordinal);
}
