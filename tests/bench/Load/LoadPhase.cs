namespace Evaluation.Bench.Load;

/// <summary>
/// The phase of a window, shared by all connections: casting, counting, stopped. Each connection ends itself when stopped.
/// </summary>
/// <param name="connections">How many there are.</param>
/// <param name="once">Whether each connection ends when each of its voters has cast one ballot.</param>
internal sealed class LoadPhase(int connections, bool once = false)
{
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _casting = connections;
    private volatile bool _measures;
    private volatile bool _hasMeasured;
    private volatile bool _goes = true;

    public bool Goes => _goes;

    public bool Once => once;

    public bool Measures => _measures;

    public bool HasMeasured => _hasMeasured;

    public Task AllEnded => _allEnded.Task;

    public void Measure()
    {
        _hasMeasured = true;
        _measures = true;
    }

    public void Stop()
    {
        _measures = false;
        _goes = false;
    }

    public void Ended()
    {
        if (Interlocked.Decrement(ref _casting) == 0)
            _allEnded.SetResult();
    }
}
