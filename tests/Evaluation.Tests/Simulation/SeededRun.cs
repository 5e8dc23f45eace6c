namespace Evaluation.Tests.Simulation;

/// <summary>A world that plays by a seed.</summary>
internal interface ISeededWorld
{
    Random Random { get; }

    Task PlayAsync();
}

/// <summary>Runs worlds that play by a seed.</summary>
internal static class SeededRun
{
    /// <summary>The seed with which the repetition of a run is tested.</summary>
    public const int Repeated = 4_711;

    public static void Play(ISeededWorld world) => new SeededScheduler(world.Random).Run(world.PlayAsync);

    /// <summary>Plays and judges a world. A failure names the seed and tells the story.</summary>
    public static void Judge<TWorld>(int seed, TWorld world, Func<TWorld, Task> judge, Func<TWorld, string> tell) where TWorld : ISeededWorld
    {
        try
        {
            new SeededScheduler(world.Random).Run(async () =>
            {
                await world.PlayAsync();
                await judge(world);
            });
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}: {fault}\n{tell(world)}");
        }
    }

    /// <summary>Two worlds of one seed tell the same story.</summary>
    public static void AssertRepeats<TWorld>(Func<int, TWorld> make, Func<TWorld, string> tell) where TWorld : ISeededWorld
    {
        Assert.Equal(Story(), Story());

        string Story()
        {
            var world = make(Repeated);
            Play(world);
            return tell(world);
        }
    }
}
