namespace Evaluation.Tests.Simulation;

/// <summary>
/// The faults that a process meets at a store, decided by a seed. A call takes long, or fails. A call of a killed process is carried out or
/// not, and never answered.
/// </summary>
/// <param name="random">Decides.</param>
/// <param name="fault">The percentage of calls that fail now.</param>
/// <param name="isDead">Whether the process was killed.</param>
/// <param name="unavailable">The exception of the store for a reason. The flag says whether the store is full.</param>
internal sealed class FaultyCalls(Random random, Func<int> fault, Func<bool> isDead, Func<string, bool, Exception> unavailable)
{
    private const int DelayMax = 4;

    /// <summary>Whether this call fails.</summary>
    private bool GoesWrong => random.Next(100) < fault();

    /// <summary>A write: it fails before it is carried out, or is carried out and reported as unavailable.</summary>
    public async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write)
    {
        await DelayAsync();
        if (isDead() && random.Next(2) == 0)
            await Never;
        if (GoesWrong)
            throw unavailable("The store is away; nothing was stored.", random.Next(4) == 0);
        var result = await write();
        await DelayAsync();
        if (isDead())
            await Never;
        return GoesWrong ? throw unavailable("The store did not answer in time.", false) : result;
    }

    /// <summary>A call arrives at the store. One of four meets the faults.</summary>
    public async Task ArriveAsync()
    {
        await DelayAsync();
        if (isDead())
            await Never;
        if (random.Next(4) == 0 && GoesWrong)
            throw unavailable("The store cannot be read.", false);
    }

    public async Task DelayAsync()
    {
        for (var left = random.Next(DelayMax); left > 0; left--)
            await Task.Yield();
    }

    private static Task Never => new TaskCompletionSource().Task;
}
