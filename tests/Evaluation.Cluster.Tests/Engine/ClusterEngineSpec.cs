using Evaluation.Ballots;
using Evaluation.Cluster.Wire;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using FactAttribute = Evaluation.Testing.Specifications.SpecificationFactAttribute;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>The contract of every engine, and its additions where two activations of a grain may exist at the same time.</summary>
public abstract class ClusterEngineSpec : EngineSpec
{
    private static readonly GrainRef<BallotBox> Box = BoxGrain.Ref(Given.Round, 0);

    protected override IEngine Start(IJournal journal) => Task.Factory.StartNew(
        () => SmallCluster.StartAsync(journal), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap().GetAwaiter().GetResult();

    protected override ValueTask StopAsync(IEngine engine) => ((SmallCluster)engine).StopAsync();

    protected override Task GatheredAsync(IEngine engine, int commands) => ((SmallCluster)engine).GatheredAsync(commands);

    [Fact]
    public async Task Of_two_activations_neither_answers_a_query_while_it_is_behind_the_journal()
    {
        var (one, other) = await TwoAsync();
        for (var round = 0; round < 20; round++)
        {
            var (writer, reader) = round % 2 == 0 ? (one, other) : (other, one);
            Assert.Null((await AddAsync(writer, $"staff-{round}")).Refusal);
            Assert.Equal(round + 1, (await reader.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Version);
            // A refusal depends on the state as well.
            Assert.Equal(RefusalCode.StaffExists, (await AddAsync(reader, $"staff-{round}")).Refusal?.Code);
        }
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task Ballots_at_two_activations_are_neither_lost_nor_counted_twice()
    {
        var (one, other) = await TwoAsync();
        Assert.Null((await one.SendAsync(Box, Given.Stored("npc", [.. Enumerable.Range(1, 100)]))).Refusal);
        Assert.Null((await other.SendAsync(Box, new OpenBox(Given.Shape, Given.Window))).Refusal);

        // Every voter sends to both at once, as a page does that stopped waiting, until both have answered.
        var answers = await Task.WhenAll(Enumerable.Range(1, 100).SelectMany(voter => new[] { one, other }.Select(engine => CastAsync(engine, voter))));
        Assert.Equal(Enumerable.Range(1, 100).Select(sequence => (uint)sequence), answers.Select(counted => counted.Sequence).Distinct().Order());
        Assert.All(answers.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        var report = (await one.SendAsync(Box, new SealBox(Given.Close))).Answer;
        Assert.Equal((100, 100L), (report.Ballots, report.Slips));
        Assert.Equal(RefusalCode.NotOpen, (await other.SendAsync(Box, Given.Ballot(1, "u1:BB"))).Refusal?.Code);
        await ChainVerifier.VerifyAsync(Kept, Box.Stream, fromSnapshot: false);
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task A_fenced_activation_stores_nothing_and_is_deactivated()
    {
        var (one, other) = await TwoAsync();
        await AddAsync(one, "li");
        Assert.Equal(2, (await AddAsync(other, "wang")).Answer.Version);
        Assert.True(one.IsLive(StaffGrain.Ref));
        Assert.Equal(RefusalCode.Busy, (await one.SendAsync(StaffGrain.Ref, Add("zhao"))).Refusal?.Code);
        await one.IsDeactivatedAsync(StaffGrain.Ref);
        Assert.True(other.IsLive(StaffGrain.Ref));
        // A query reaches the next activation by itself, which has read the whole stream.
        Assert.Equal(["li", "wang"], (await one.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Accounts.Keys);
        Assert.Equal(3, (await AddAsync(one, "zhao")).Answer.Version);
        Assert.Equal(3, (await other.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Version);
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task A_request_with_an_expired_token_or_one_of_another_activation_is_not_carried_out()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var stranger = await one.HandOverAsync(StaffGrain.Ref, Add("li"), AdmissionToken.None);
        Assert.IsType<TokenNeeded>(stranger.Contents);
        var now = stranger.Token;
        foreach (var token in (AdmissionToken[])[new(now.Activation, now.Clock - 1), new(now.Activation + 1, long.MaxValue)])
            Assert.IsType<TokenNeeded>((await one.HandOverAsync(StaffGrain.Ref, Add("li"), token)).Contents);
        Assert.Empty(await Kept.ReadAllAsync(StaffGrain.Ref.Stream));

        var carriedOut = await one.HandOverAsync(StaffGrain.Ref, Add("li"), now with { Clock = long.MaxValue });
        Assert.Equal(1, Assert.IsType<StaffRoster>(carriedOut.Contents).Version);
        Assert.Equal(now.Activation, carriedOut.Token.Activation);
        await StopAsync(one);
    }

    [Fact]
    public async Task A_request_for_another_kind_of_grain_is_a_fault_and_changes_nothing()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var token = (await one.HandOverAsync(StaffGrain.Ref, new ViewTurnout(), AdmissionToken.None)).Token;
        var refused = await one.HandOverAsync(StaffGrain.Ref, Given.Stored("npc", 1), token with { Clock = long.MaxValue });
        Assert.Equal(RefusalCode.Fault, Assert.IsType<Refusal>(refused.Contents).Code);
        Assert.Empty(await Kept.ReadAllAsync(StaffGrain.Ref.Stream));
        await StopAsync(one);
    }

    [Fact]
    public async Task A_grain_without_events_does_not_stay_in_memory()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var nobody = RoundGrain.Ref("nobody");
        Assert.Equal(RefusalCode.NoSuchRound, (await one.SendAsync(nobody, new Evaluation.Rounds.ViewRound())).Refusal?.Code);
        await one.IsDeactivatedAsync(nobody);
        await StopAsync(one);
    }

    [Fact]
    public async Task A_silo_that_stops_hands_over_its_grains_without_a_failed_request()
    {
        var silos = await SmallCluster.StartAsync(Kept, silos: 2);
        var boxes = Enumerable.Range(0, 8).Select(box => BoxGrain.Ref(Given.Round, box)).ToArray();
        foreach (var box in boxes)
        {
            Assert.Null((await silos.SendAsync(box, Given.Stored("npc", [.. Enumerable.Range(1, 300)]))).Refusal);
            Assert.Null((await silos.SendAsync(box, new OpenBox(Given.Shape, Given.Window))).Refusal);
        }
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var voting = boxes.Select(async box =>
        {
            for (var voter = 1; voter <= 300; voter++)
            {
                var cast = await silos.SendAsync(box, Given.Ballot(voter, "u1:AA"));
                Assert.Null(cast.Refusal);
                if (voter == 100)
                    half.TrySetResult();
            }
        }).ToArray();
        await half.Task;
        await silos.StopOneAsync();
        await Task.WhenAll(voting);
        foreach (var box in boxes)
            Assert.Equal(300, (await silos.SendAsync(box, new SealBox(Given.Close))).Answer.Ballots);
        await StopAsync(silos);
    }

    [Fact]
    public async Task A_grain_migrates_from_a_silo_that_has_lost_the_journal_and_every_caller_finds_it()
    {
        GatedJournal[] ways = [new(Kept), new(Kept)];
        var silos = await SmallCluster.StartAsync(Kept, ways);
        var boxes = Enumerable.Range(0, 8).Select(box => BoxGrain.Ref(Given.Round, box)).ToArray();
        foreach (var box in boxes)
        {
            Assert.Null((await silos.SendAsync(box, Given.Stored("npc", [.. Enumerable.Range(1, 100)]))).Refusal);
            Assert.Null((await silos.SendAsync(box, new OpenBox(Given.Shape, Given.Window))).Refusal);
        }
        // One silo after the other loses the journal, and each time the other one has it again.
        for (var voter = 1; voter <= 6; voter++)
        {
            var lost = ways[voter % 2];
            lost.Lose();
            foreach (var box in boxes)
            {
                await Eventually.IsAsync(() => silos.SendAsync(box, Given.Ballot(voter, "u1:AA")).AsTask(), outcome => outcome.Refusal is null, "another silo has the box");
                // A grain there meets the outage once, and not again because a caller remembers its place.
                Assert.InRange(lost.AskedInVain, 0, boxes.Length);
            }
            lost.Find();
        }
        foreach (var box in boxes)
            Assert.Equal(6, (await silos.SendAsync(box, new SealBox(Given.Close))).Answer.Ballots);
        await StopAsync(silos);
    }

    private async Task<(SmallCluster One, SmallCluster Other)> TwoAsync() => (await SmallCluster.StartAsync(Kept), await SmallCluster.StartAsync(Kept));

    /// <summary>Sends it again while it reaches a fenced activation.</summary>
    private static Task<Outcome<StaffRoster>> AddAsync(SmallCluster engine, string name) => Eventually.IsAsync(
        () => engine.SendAsync(StaffGrain.Ref, Add(name)).AsTask(), outcome => outcome.Refusal is not { Code: RefusalCode.Busy }, "an activation that is not fenced");

    private static AddStaff Add(string name) => new(name, [], "hash", Given.Now, "li");

    private static async Task<BallotCounted> CastAsync(SmallCluster engine, int voter) => (await Eventually.IsAsync(
        () => engine.SendAsync(Box, Given.Ballot(voter, "u1:AA")).AsTask(), outcome => outcome.Refusal is null, "the ballot is counted")).Answer;
}
