using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Tests.Simulation;

/// <summary>A process that crashes at one call of an act, and the process that goes on after it on the same journal.</summary>
internal sealed class CrashingRun : IAsyncDisposable
{
    private readonly Func<MemoryJournal, MailboxEngine> _start;
    private readonly bool _afterwards;
    private Type? _fatal;
    private bool _hasActed;

    private CrashingRun(int calls, bool afterwards, Func<MemoryJournal, MailboxEngine> start)
    {
        (Calls, _afterwards, _start) = (calls, afterwards, start);
        Engine = start(Journal);
    }

    /// <summary>Calls of the act before the fatal one.</summary>
    public int Calls { get; }

    public MemoryJournal Journal { get; } = new();

    /// <summary>The running process.</summary>
    public MailboxEngine Engine { get; private set; }

    /// <summary>
    /// Runs a story once for every call of its act: the process crashes at the first call, in the next run at the second, and in the last
    /// run not at all. Returns the requests at which it crashed.
    /// </summary>
    /// <param name="afterwards">Whether the fatal request is executed.</param>
    public static async Task<List<Type>> AtEveryCallAsync(bool afterwards, Func<MemoryJournal, MailboxEngine> start, Func<CrashingRun, Task> story)
    {
        List<Type> fatal = [];
        while (true)
        {
            await using var run = new CrashingRun(fatal.Count, afterwards, start);
            await story(run);
            Assert.True(run._hasActed);
            if (run._fatal is not { } at)
                return fatal;
            fatal.Add(at);
        }
    }

    /// <summary>The act, which the crash cuts off.</summary>
    /// <param name="before">What others do before a call.</param>
    public async Task ActAsync(Func<IEngine, Task> act, Func<object, Task>? before = null)
    {
        _hasActed = true;
        var interrupted = new InterruptedEngine(Engine, Calls, _afterwards) { Before = before ?? (_ => Task.CompletedTask) };
        if (!await InterruptedEngine.CompletesAsync(() => act(interrupted)))
            _fatal = interrupted.Fatal;
    }

    /// <summary>The next process.</summary>
    public async Task<MailboxEngine> RestartAsync()
    {
        await Engine.DisposeAsync();
        return Engine = _start(Journal);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
