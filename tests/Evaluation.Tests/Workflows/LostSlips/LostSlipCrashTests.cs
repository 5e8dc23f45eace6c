using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Ballots.LostSlips;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Tests.Simulation;
using Evaluation.Workflows;
using Evaluation.Workflows.LostSlips;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Workflows.LostSlips;

/// <summary>
/// A crash at any call while a lost slip is replaced. The next process completes what the round decided: the lost slip never votes and the
/// spare does, or the slip has voted and the spare does not.
/// </summary>
public sealed class LostSlipCrashTests
{
    private const string Batch = "b";
    private const int Count = 5;
    private const int Spares = 3;

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly MemoryKeyStore _keys = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_replacement_interrupted_at_any_call_is_completed_or_not_begun(bool afterwards, bool hasVoted)
    {
        var fatal = await CrashingRun.AtEveryCallAsync(afterwards, Start, async run =>
        {
            var made = await IssueAsync(await OpenAsync(run.Engine));
            if (hasVoted)
                Assert.True(await VotesAsync(run.Engine, made.Hash(0)));
            await run.ActAsync(async engine => await RevokeAsync(engine, made, 0, Count));
            // At no time do both vote.
            Assert.False(await IsKnownAsync(run.Engine, made.Hash(0)) && await IsKnownAsync(run.Engine, made.Hash(Count)));
            var second = await run.RestartAsync();
            await new RoundClerk(second, _clock).AdvanceAsync(Given.Round);
            var round = (await second.SendAsync(RoundGrain.Ref(Given.Round), new ViewRound())).Answer;
            Assert.Null(round.DueSlips);
            var isDone = round.Groups[0].Replaced == 1;
            Assert.False(hasVoted && isDone);
            Assert.Equal((!isDone, isDone), (await IsKnownAsync(second, made.Hash(0)), await IsKnownAsync(second, made.Hash(Count))));
            Assert.Equal((Count, isDone ? 1 : 0), (round.Groups[0].Issued, round.Groups[0].Activated));
            Assert.Equal(Count, await IssuedInBoxesAsync(second));

            // The administrator, who got no answer, sends the same again.
            var again = await RevokeAsync(second, made, 0, Count);
            Assert.Equal(hasVoted ? RefusalCode.AlreadyCast : null, again.Refusal?.Code);
            Assert.Equal((hasVoted, !hasVoted), (await IsKnownAsync(second, made.Hash(0)), await IsKnownAsync(second, made.Hash(Count))));
            Assert.Equal(Count, await IssuedInBoxesAsync(second));
        });
        Assert.Superset(
            (HashSet<Type>)[typeof(StartSlipRevocation), typeof(RevokeSlip), typeof(CompleteSlipRevocation), .. hasVoted ? Array.Empty<Type>() : [typeof(ActivateSpare)]], fatal.ToHashSet());
    }

    [Fact]
    public async Task A_round_that_closes_completes_an_open_revocation_before_it_seals_its_boxes()
    {
        var journal = new MemoryJournal();
        await using var engine = await OpenAsync(Start(journal));
        var made = await IssueAsync(engine);
        var key = (await _keys.FindAsync(Given.Round))!.ForSlips();
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new StartSlipRevocation(Batch, Sealed(key, made, 0), Sealed(key, made, Count), _clock.GetUtcNow(), Given.Administrator, "lost"));

        var round = (await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Sealed, Given.Administrator, "the end")).Answer;
        Assert.Equal((RoundState.Sealed, Count, 1, 1), (round.State, round.Groups[0].Issued, round.Groups[0].Replaced, round.Groups[0].Activated));
        var turnout = await SealedTurnout.ReadAsync(engine, Given.Rules);
        Assert.Equal((Count, 1, 1), turnout.Answer.Judged(Given.Rules)[0] is var group ? (group.Issued, group.Activated, group.Replaced) : default);
    }

    [Fact]
    public async Task Two_administrators_with_one_spare_replace_one_slip()
    {
        await using var engine = await OpenAsync(Start(new MemoryJournal()));
        var made = await IssueAsync(engine);
        var answers = await Task.WhenAll(RevokeAsync(engine, made, 0, Count).AsTask(), RevokeAsync(engine, made, 1, Count).AsTask(), RevokeAsync(engine, made, 2, Count + 1).AsTask());
        Assert.Single(answers, answer => answer.Refusal?.Code == RefusalCode.SpareUsed);
        Assert.Equal(2, answers.Count(answer => answer.Refusal is null));
        Assert.Equal(Count, await IssuedInBoxesAsync(engine));
    }

    /// <summary>What a box stores does not tell whether it holds the slip or the spare, whatever came of the revocation.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_boxes_store_the_same_of_a_revocation(bool hasVoted)
    {
        var journal = new MemoryJournal();
        await using var engine = await OpenAsync(Start(journal));
        var made = await IssueAsync(engine);
        if (hasVoted)
            await VotesAsync(engine, made.Hash(0));
        await RevokeAsync(engine, made, 0, Count);
        await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Sealed, Given.Administrator, "the end");
        List<string> stored = [];
        for (var box = 0; box < Given.Rules.BallotBoxes; box++)
        {
            List<BoxEvent> events = [];
            await foreach (var entry in journal.ReadAsync(BoxGrain.Ref(Given.Round, box).Stream, 0))
                events.AddRange(BoxGrain.Read(entry));
            stored.Add(string.Join(' ', events.Where(happened => happened is Evaluation.Ballots.LostSlips.SlipRevoked or SpareActivated)));
        }
        Assert.Single(stored.Distinct());
        Assert.Contains("SlipRevoked", stored[0], StringComparison.Ordinal);
        Assert.Equal(hasVoted, !stored[0].Contains("SpareActivated", StringComparison.Ordinal));
        // Nor do the reports of the boxes in the stream of the round.
        await foreach (var entry in journal.ReadAsync(RoundGrain.Ref(Given.Round).Stream, 0))
            Assert.All(RoundGrain.Read(entry).OfType<BoxCounted>(), counted => Assert.Empty(counted.Report.Groups));
    }

    private static string Sealed(SlipKey key, MadeCredentials made, int index) => SlipNumber.TryRead(made.Slip(index), out var number) ? key.Seal(key.TagOf(number)) : "";

    private ValueTask<Outcome<SlipRevocation>> RevokeAsync(IEngine engine, MadeCredentials made, int slip, int spare) =>
        new SlipRevoker(engine, _clock, _keys).RevokeAsync(Given.Round, Number(made, slip), Number(made, spare), Given.Administrator, "lost");

    private static SlipNumber Number(MadeCredentials made, int index) => SlipNumber.TryRead(made.Slip(index), out var number) ? number : default;

    private async Task<MadeCredentials> IssueAsync(IEngine engine)
    {
        var issue = new CredentialIssue(engine, _clock, new Random(7).NextBytes, _keys);
        var round = (await issue.ReserveAsync(Given.Round, Batch, "npc", Count, null, Given.Administrator, Spares)).Answer;
        var made = (await issue.MakeAsync(round, Batch, "npc", Count, null, Spares)).Answer;
        Assert.Null((await issue.SettleAsync(Given.Round, Batch, Count)).Refusal);
        return made;
    }

    private static async Task<bool> IsKnownAsync(MailboxEngine engine, CredentialHash credential) =>
        (await engine.SendAsync(BoxGrain.Ref(Given.Round, credential.Box(Given.Rules.BallotBoxes)), new ViewProgress(credential))).Refusal?.Code != RefusalCode.NoSuchCredential;

    private static async Task<bool> VotesAsync(MailboxEngine engine, CredentialHash credential) =>
        (await engine.SendAsync(BoxGrain.Ref(Given.Round, credential.Box(Given.Rules.BallotBoxes)), new CastBallot(credential, Given.Now, Given.Slips("u1:AB")))).Refusal is null;

    private static async Task<int> IssuedInBoxesAsync(MailboxEngine engine)
    {
        var issued = 0;
        for (var box = 0; box < Given.Rules.BallotBoxes; box++)
            issued += (await engine.SendAsync(BoxGrain.Ref(Given.Round, box), new ViewTurnout())).Answer.Groups.Sum(group => group.Issued);
        return issued;
    }

    private async Task<MailboxEngine> OpenAsync(MailboxEngine engine)
    {
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(Given.Rules, Given.Opening, Given.Administrator));
        Assert.Null((await new RoundClerk(engine, _clock).MoveAsync(Given.Round, RoundState.Voting, Given.Administrator, null)).Refusal);
        return engine;
    }

    private MailboxEngine Start(MemoryJournal journal) => new(journal, _clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(_keys));
}
