using Evaluation.Tests.Simulation;

namespace Evaluation.Tests.Comments;

/// <summary>
/// Comments are written, replaced and removed, then read, tagged and answered concurrently, while the journal fails and the process is
/// killed. A seed that fails is repeated by its name: <c>dotnet test --filter "CommentSimulation&amp;DisplayName~seed: 17"</c>.
/// </summary>
public sealed class CommentSimulationTests
{
    private const int Officials = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Under_random_faults_officials_read_the_stored_state_and_acknowledged_acts_are_stored(int seed)
    {
        var world = new CommentWorld(new(seed), seed);
        Run(world, async judge =>
        {
            var officials = Enumerable.Range(0, Officials).Select(number => new CommentOfficial(world, judge, new(seed * Officials + number)));
            await Task.WhenAll([.. officials.Select(official => official.WorkAsync(world.Random.Next(1, 8))), world.MakeTroubleAsync()]);
            world.Calm();
            await CommentReading.ReadAsync(world, judge);
        });
    }

    [Fact]
    public void Listed_comments_do_not_depend_on_credential_order_or_earlier_ballots()
    {
        for (var seed = 1; seed <= 12; seed++)
            Assert.Equal(Read(new(seed), history: seed, work: seed), Read(new(seed), history: seed + 1_000, work: seed));
    }

    [Fact]
    public void Listed_comments_do_not_depend_on_groups_below_the_minimum()
    {
        var changed = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var (vote, other) = (new WrittenVote(seed), new WrittenVote(seed).WithOtherHiddenWords());
            changed += vote.Writers.Zip(other.Writers).Count(writer => !writer.First.Standing.SequenceEqual(writer.Second.Standing));
            Assert.Equal(Read(vote, history: seed, work: seed), Read(other, history: seed, work: seed));
        }
        Assert.True(changed > 12, $"Only {changed} writers were not to be heard: nothing was tried.");
    }

    /// <summary>All answers to one official without faults.</summary>
    private static string Read(WrittenVote vote, int history, int work)
    {
        var (world, read) = (new CommentWorld(vote.InAnotherOrder(new(history)), history, isCalm: true), "");
        Run(world, async judge =>
        {
            var official = new CommentOfficial(world, judge, new(work));
            await official.WorkAsync(6);
            read = string.Join('\n', [.. official.Told, await CommentReading.ReadAsync(world, judge)]);
        });
        return read;
    }

    private static void Run(CommentWorld world, Func<CommentComparison, Task> work)
    {
        new SeededScheduler(world.Random).Run(async () =>
        {
            await world.VoteAsync();
            await work(new(world));
            Assert.Empty(world.Bugs);
        });
    }
}
