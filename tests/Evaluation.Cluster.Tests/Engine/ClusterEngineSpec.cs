using Evaluation.Ballots;
using Evaluation.Seam;
using Evaluation.Staff;
using Evaluation.Tests;
using Evaluation.Tests.Seam;

namespace Evaluation.Cluster.Tests.Engine;

/// <summary>What every engine owes, and what comes on top where two activations of a grain may live at the same time.</summary>
public abstract class ClusterEngineSpec : EngineSpec
{
    private static readonly GrainId Box = GrainId.Box(Given.Round, 0);

    protected override IEngine Start(IJournal journal) => Task.Factory.StartNew(
        () => SmallCluster.StartAsync(journal), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap().GetAwaiter().GetResult();

    protected override ValueTask StopAsync(IEngine engine) => ((SmallCluster)engine).StopAsync();

    protected override Task GatheredAsync(IEngine engine, int commands) => ((SmallCluster)engine).GatheredAsync(commands);

    [Fact]
    public async Task Of_two_activations_neither_answers_a_question_by_what_the_other_has_overtaken()
    {
        var (one, other) = await TwoAsync();
        for (var round = 0; round < 20; round++)
        {
            var (writer, reader) = round % 2 == 0 ? (one, other) : (other, one);
            Assert.Null((await writer.SendAsync(GrainId.Staff, Add($"staff-{round}"))).Refusal);
            Assert.Equal(round + 1, (await reader.SendAsync(GrainId.Staff, ViewStaff.Now)).Answer.Version);
            // A refusal is an answer by what is known as well.
            Assert.Equal(RefusalCode.StaffExists, (await reader.SendAsync(GrainId.Staff, Add($"staff-{round}"))).Refusal?.Code);
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
    public async Task An_activation_that_was_overtaken_goes_on_correctly_and_is_put_away()
    {
        var (one, other) = await TwoAsync();
        await one.SendAsync(GrainId.Staff, Add("li"));
        Assert.Equal(2, (await other.SendAsync(GrainId.Staff, Add("wang"))).Answer.Version);
        Assert.True(one.IsLive(GrainId.Staff));
        Assert.Equal(3, (await one.SendAsync(GrainId.Staff, Add("zhao"))).Answer.Version);
        await one.IsPutAwayAsync(GrainId.Staff);
        Assert.True(other.IsLive(GrainId.Staff));
        Assert.Equal(3, (await one.SendAsync(GrainId.Staff, ViewStaff.Now)).Answer.Version);
        await StopAsync(one);
        await StopAsync(other);
    }

    [Fact]
    public async Task A_grain_that_was_only_asked_after_does_not_stay_in_memory()
    {
        var one = await SmallCluster.StartAsync(Kept);
        var nobody = GrainId.Round("nobody");
        Assert.Equal(RefusalCode.NoSuchRound, (await one.SendAsync(nobody, Evaluation.Rounds.ViewRound.Now)).Refusal?.Code);
        await one.IsPutAwayAsync(nobody);
        await StopAsync(one);
    }

    [Fact]
    public async Task A_silo_that_stops_hands_its_grains_on_without_a_failed_command()
    {
        var silos = await SmallCluster.StartAsync(Kept, silos: 2);
        var boxes = Enumerable.Range(0, 8).Select(box => GrainId.Box(Given.Round, box)).ToArray();
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

    private async Task<(SmallCluster One, SmallCluster Other)> TwoAsync() => (await SmallCluster.StartAsync(Kept), await SmallCluster.StartAsync(Kept));

    private static AddStaff Add(string name) => new(name, [], "hash", Given.Now, "li");

    private static async Task<BallotCounted> CastAsync(SmallCluster engine, int voter)
    {
        while (true)
            if (await engine.SendAsync(Box, Given.Ballot(voter, "u1:AA")) is { Refusal: null } counted)
                return counted.Answer;
    }
}
