using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Cuts;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Verification;

/// <summary>A recount of a record that a crash interrupted, or that changes meanwhile, finds nothing wrong with it.</summary>
public sealed class RecountTests
{
    private const string Batch = "b";
    private const int Count = 6;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryJournal _journal = new();
    private readonly Random _random = new(7);
    private readonly MemoryKeyStore _keys = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_issue_that_was_interrupted_at_any_call_is_no_finding(bool afterwards) =>
        Assert.NotEmpty(await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            await OpenAsync(run.Engine);
            await run.ActAsync(engine => IssueAsync(engine));
            await AssertCleanAsync(run.Journal);
        }));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Voiding_that_was_interrupted_at_any_call_is_no_finding(bool afterwards, bool hasVoted) =>
        Assert.NotEmpty(await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var sent = await IssueAsync(await OpenAsync(run.Engine));
            if (hasVoted)
                Assert.Null((await run.Engine.SendAsync(BoxGrain.Ref(Given.Round, sent.Box(Given.Rules.BallotBoxes)), new CastBallot(sent, Given.Now, Given.Slips("u1:AB")))).Refusal);
            await run.ActAsync(async engine => await Issue(engine).VoidAsync(Given.Round, Batch, Given.Administrator, "lost"));
            await AssertCleanAsync(run.Journal);
        }));

    [Fact]
    public async Task A_batch_that_is_voided_or_issued_between_the_reading_of_the_round_and_of_the_boxes_is_no_finding()
    {
        await using var engine = await OpenAsync(Start(_journal));
        await IssueAsync(engine);
        var changing = new ChangingJournal(_journal, BoxGrain.Ref(Given.Round, 0).Stream, 1, async () =>
        {
            Assert.Null((await Issue(engine).VoidAsync(Given.Round, Batch, Given.Administrator, "lost")).Refusal);
            await IssueAsync(engine, "c", Count - 1);
        });
        await AssertCleanAsync(changing);
        Assert.True(changing.HasChanged);
        await AssertCleanAsync(_journal);
    }

    [Fact]
    public async Task Credentials_that_are_missing_are_still_a_finding_while_another_batch_is_voided()
    {
        await using var engine = await OpenAsync(Start(_journal));
        await IssueAsync(engine);
        // The round says that they were issued, and no box has ever stored them.
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new ReserveCredentials("never-stored", "npc", 2, null, Given.Now, Given.Administrator));
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new SettleCredentials("never-stored", 2, Given.Now));
        var changing = new ChangingJournal(_journal, BoxGrain.Ref(Given.Round, 0).Stream, 1, async () => await Issue(engine).VoidAsync(Given.Round, Batch, Given.Administrator, "lost"));
        var (code, said) = await RecountAsync(changing);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("box-small-*: shorter than implied: the boxes hold 0 credentials of group npc, and round-small issued 2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cuts_of_a_round_that_has_no_stream_are_a_finding()
    {
        await using (var engine = Start(_journal))
            await engine.SendAsync(CutGrain.Ref("lost"), new TakeCut(Given.Now, 2, [], []));
        var (code, said) = await RecountAsync(_journal);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("round-lost: missing", said, StringComparison.Ordinal);
        Assert.Contains("cut-lost belongs to it", said, StringComparison.Ordinal);
    }

    private async Task AssertCleanAsync(IJournal journal)
    {
        var (code, said) = await RecountAsync(journal);
        Assert.True(code == ExitCodes.Clean, said);
    }

    private async Task<(int Code, string Said)> RecountAsync(IJournal journal)
    {
        using var to = new StringWriter();
        return (await Recount.RunAsync(journal, to, _keys), to.ToString());
    }

    /// <summary>One of the issued credentials.</summary>
    private async Task<CredentialHash> IssueAsync(IEngine engine, string batch = Batch, int count = Count)
    {
        var issue = Issue(engine);
        var round = (await issue.ReserveAsync(Given.Round, batch, "npc", count, null, Given.Administrator)).Answer;
        var made = (await issue.MakeAsync(round, batch, "npc", count, null)).Answer;
        Assert.Null((await issue.SettleAsync(Given.Round, batch, count)).Refusal);
        return made.Hash(0);
    }

    private CredentialIssue Issue(IEngine engine) => new(engine, _clock, _random.NextBytes, _keys);

    private async Task<MailboxEngine> OpenAsync(MailboxEngine engine)
    {
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));
        Assert.Null((await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Voting, Given.Administrator, null)).Refusal);
        return engine;
    }

    private MailboxEngine Start(MemoryJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(_keys));
}
