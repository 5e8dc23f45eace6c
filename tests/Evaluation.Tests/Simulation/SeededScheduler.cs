namespace Evaluation.Tests.Simulation;

/// <summary>One thread on which the seed decides the next step: the same seed gives the same run, await by await.</summary>
internal sealed class SeededScheduler(Random random) : SynchronizationContext
{
    private const int StepsMax = 200_000;

    private readonly List<(SendOrPostCallback Step, object? State)> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile string? _strayed;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
            _ready.Add((d, state));
        else
            _strayed = Environment.StackTrace;
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Run(Func<Task> play)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var playing = play();
            for (var step = 0; !playing.IsCompleted; step++)
            {
                if (_strayed is not null)
                    throw new InvalidOperationException($"A step ran outside the scheduler, so the run cannot be repeated: {_strayed}");
                if (_ready.Count == 0 || step == StepsMax)
                    throw new InvalidOperationException(_ready.Count == 0 ? "Everything waits, and no step is ready." : "The run does not come to an end.");
                var next = random.Next(_ready.Count);
                var (run, state) = _ready[next];
                _ready[next] = _ready[^1];
                _ready.RemoveAt(_ready.Count - 1);
                run(state);
            }
            playing.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
