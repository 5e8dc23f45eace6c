using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows;

/// <summary>A box that cannot be reached while a batch of credentials is due: the other boxes follow the round all the same.</summary>
public sealed class UnreachableBoxTests : IAsyncLifetime
{
    private const string Batch = "b";

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryKeyStore _keys = new();
    private readonly MailboxEngine _engine;

    public UnreachableBoxTests() => _engine = Start();

    public async Task InitializeAsync()
    {
        await _engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));
        foreach (var voter in Voters)
            await _engine.SendAsync(Box(voter), Given.Stored("npc", voter));
        Assert.Null((await new RoundClerk(_engine, _clock).MoveAsync(Given.Round, RoundState.Voting, Given.Administrator, null)).Refusal);
        // A crash before the boxes were asked to let the batch vote.
        var issue = new CredentialIssue(_engine, _clock, new Random(7).NextBytes, _keys);
        var round = (await issue.ReserveAsync(Given.Round, Batch, "npc", 4, null, Given.Administrator)).Answer;
        await issue.MakeAsync(round, Batch, "npc", 4, null);
        var settled = await _engine.SendAsync(RoundGrain.Ref(Given.Round), new SettleCredentials(Batch, 4, _clock.GetUtcNow()));
        Assert.Single(settled.Answer.DueBatches!);
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Pause_and_resume_reach_every_other_box_and_the_call_is_refused_as_busy(int unreachable)
    {
        var clerk = new RoundClerk(new UnreachableBoxEngine(_engine, unreachable), _clock);
        Assert.Equal(RefusalCode.Busy, (await MoveAsync(clerk, RoundState.Paused)).Refusal?.Code);
        await AssertCastAsync(voter => BoxOf(voter) == unreachable);
        Assert.Equal(RefusalCode.Busy, (await MoveAsync(clerk, RoundState.Voting)).Refusal?.Code);
        await AssertCastAsync(_ => true);

        await MoveAsync(clerk, RoundState.Cancelled);
        await AssertCastAsync(voter => BoxOf(voter) == unreachable);
        // When the box is back, it follows too, and nothing is due any more.
        var advanced = await new RoundClerk(_engine, _clock).AdvanceAsync(Given.Round);
        Assert.Null(advanced.Answer.DueBatches);
        await AssertCastAsync(_ => false);
    }

    private static int[] Voters => [.. Enumerable.Range(0, Given.Rules.BallotBoxes).Select(box => Enumerable.Range(0, 100).First(voter => BoxOf(voter) == box))];

    private static int BoxOf(int voter) => Given.Credential(voter).Box(Given.Rules.BallotBoxes);

    private static GrainRef<BallotBox> Box(int voter) => BoxGrain.Ref(Given.Round, BoxOf(voter));

    private static ValueTask<Outcome<RoundView>> MoveAsync(RoundClerk clerk, RoundState to) => clerk.MoveAsync(Given.Round, to, Given.Administrator, "by hand");

    /// <summary>Exactly these voters can vote.</summary>
    private async Task AssertCastAsync(Func<int, bool> mayVote)
    {
        foreach (var voter in Voters)
        {
            var cast = await _engine.SendAsync(Box(voter), Given.Ballot(voter, "u1:AB"));
            Assert.Equal(mayVote(voter) ? null : RefusalCode.NotOpen, cast.Refusal?.Code);
        }
    }

    private MailboxEngine Start() => new(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(_keys));
}
