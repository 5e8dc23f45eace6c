namespace Evaluation.Tests.Documents;

/// <summary>A clock that a store of documents reads once for each decision. It can stop the thread that reads it.</summary>
internal sealed class HeldClock : TimeProvider, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _reached = new();
    private readonly ManualResetEventSlim _released = new(initialState: true);

    /// <summary>Called on every thread that reads the clock.</summary>
    public Action? OnRead { get; set; }

    /// <summary>Every thread that reads the clock after this call waits for <see cref="Release"/>.</summary>
    public void Hold()
    {
        _reached.Reset();
        _released.Reset();
    }

    /// <summary>Returns when a thread waits.</summary>
    public void WaitUntilReached() => Assert.True(_reached.Wait(Bound));

    public void Release() => _released.Set();

    public override DateTimeOffset GetUtcNow()
    {
        OnRead?.Invoke();
        if (!_released.IsSet)
        {
            _reached.Set();
            Assert.True(_released.Wait(Bound));
        }
        return Given.Opening;
    }

    public void Dispose()
    {
        _released.Set();
        _reached.Dispose();
        _released.Dispose();
    }
}
