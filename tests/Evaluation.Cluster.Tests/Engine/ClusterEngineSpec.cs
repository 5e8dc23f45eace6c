using Evaluation.Ballots;
using Evaluation.Cluster.Wire;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using FactAttribute = Evaluation.Testing.Specifications.SpecificationFactAttribute;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>What every engine owes, and what comes on top where two activations of a grain may live at the same time.</summary>
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
            // A refusal is an answer by what is known as well.
            Assert.Equal(RefusalCode.StaffExists, (await AddAsync(reader, $"staff-{round}")).Refusal?.Code);
        }
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task Of_two_activations_that_take_ballots_at_the_same_time_none_is_lost_and_none_counted_twice()
    {
        var (one, other) = await TwoAsync();
        Assert.Null((await one.SendAsync(Box, Given.Stored("npc", [.. Enumerable.Range(1, 100)]))).Refusal);
        Assert.Null((await other.SendAsync(Box, new OpenBox(Given.Shape, Given.Window))).Refusal);

        // Every voter sends by both ways at once, as a page does that gave up waiting, until both have answered.
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
        // A question finds the next activation by itself, and that one knows everything.
        Assert.Equal(["li", "wang"], (await one.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Accounts.Keys);
        Assert.Equal(3, (await AddAsync(one, "zhao")).Answer.Version);
        Assert.Equal(3, (await other.SendAsync(StaffGrain.Ref, new ViewStaff())).Answer.Version);
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task What_was_sent_to_another_activation_or_too_long_ago_is_not_carried_out()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var stranger = await one.HandOverAsync(StaffGrain.Ref, Add("li"), Pass.None);
        Assert.IsType<PassNeeded>(stranger.Contents);
        var now = stranger.Pass;
        foreach (var pass in (Pass[])[new(now.Activation, now.Clock - 1), new(now.Activation + 1, long.MaxValue)])
            Assert.IsType<PassNeeded>((await one.HandOverAsync(StaffGrain.Ref, Add("li"), pass)).Contents);
        Assert.Empty(await Kept.ReadAllAsync(StaffGrain.Ref.Stream));

        var carriedOut = await one.HandOverAsync(StaffGrain.Ref, Add("li"), now with { Clock = long.MaxValue });
        Assert.Equal(1, Assert.IsType<StaffRoster>(carriedOut.Contents).Version);
        Assert.Equal(now.Activation, carriedOut.Pass.Activation);
        await StopAsync(one);
    }

    [Fact]
    public async Task A_grain_that_was_only_asked_after_does_not_stay_in_memory()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var nobody = RoundGrain.Ref("nobody");
        Assert.Equal(RefusalCode.NoSuchRound, (await one.SendAsync(nobody, new Evaluation.Rounds.ViewRound())).Refusal?.Code);
        await one.IsDeactivatedAsync(nobody);
        await StopAsync(one);
    }

    [Fact]
    public async Task A_silo_that_stops_hands_its_grains_on_without_a_failed_command()
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
    public async Task A_grain_leaves_a_silo_that_has_lost_the_journal_and_everybody_finds_it_where_it_is()
    {
        GatedJournal[] ways = [new(Kept), new(Kept)];
        var silos = await SmallCluster.StartAsync(Kept, ways);
        var boxes = Enumerable.Range(0, 8).Select(box => BoxGrain.Ref(Given.Round, box)).ToArray();
        foreach (var box in boxes)
        {
            Assert.Null((await silos.SendAsync(box, Given.Stored("npc", [.. Enumerable.Range(1, 100)]))).Refusal);
            Assert.Null((await silos.SendAsync(box, new OpenBox(Given.Shape, Given.Window))).Refusal);
        }
        // One silo after the other, and each time the other one is there again.
        for (var voter = 1; voter <= 6; voter++)
        {
            var lost = ways[voter % 2];
            lost.Lose();
            foreach (var box in boxes)
            {
                await Eventually.IsAsync(() => silos.SendAsync(box, Given.Ballot(voter, "u1:AA")).AsTask(), outcome => outcome.Refusal is null, "another silo has the box");
                // A grain that lives there finds it once, and not again because somebody remembers where it lived.
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
