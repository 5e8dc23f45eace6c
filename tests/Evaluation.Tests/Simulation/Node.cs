using System.Diagnostics.CodeAnalysis;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A process that runs grains in the production engine, whose mailboxes run on the simulation's scheduler. It can be killed at any await,
/// and then it answers no more.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A process that is killed disposes of nothing.")]
internal sealed class Node : IEngine
{
    private readonly TaskCompletionSource _death = new();
    private readonly FakeTimeProvider _idleClock = new(Given.Opening);
    private readonly IJournal _shared;
    private readonly Random _random;
    private readonly MailboxEngine _engine;

    public Node(IJournal shared, Random random, Func<int> fault, Action<Exception> report, IGrainKeys? keys = null)
    {
        (_shared, _random) = (shared, random);
        var journal = new FaultyJournal(shared, random, fault, () => Death.IsCompleted);
        _engine = new(journal, _idleClock, new Reports(report), schedule: item => SynchronizationContext.Current!.Post(_ => item.Execute(), null), keys: keys);
    }

    public Task Death => _death.Task;

    public void Kill() => _death.TrySetResult();

    /// <summary>Now and then deactivates all grains that are idle at this moment.</summary>
    public async ValueTask<Outcome<TAnswer>> SendAsync<TState, TAnswer>(GrainRef<TState> grain, IRequest<TState, TAnswer> request)
        where TState : class
        where TAnswer : class
    {
        if (_random.Next(10) == 0)
            _idleClock.Advance(Limits.IdleAfter + Limits.IdleSweep);
        // Awaited here, so that the outcome arrives on the scheduler.
        return await _engine.SendAsync(grain, request);
    }

    public IAsyncEnumerable<GrainRef<TState>> ListAsync<TState>(GrainKind<TState> kind, CancellationToken cancel = default)
        where TState : class => _engine.ListAsync(kind, cancel);

    public ValueTask CheckAsync(CancellationToken cancel = default) => _shared.CheckAsync(cancel);

    /// <summary>Passes on the exceptions that the engine logs.</summary>
    private sealed class Reports(Action<Exception> report) : ILogger<MailboxEngine>
    {
        public IDisposable? BeginScope<TScope>(TScope state)
            where TScope : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TEntry>(LogLevel logLevel, EventId eventId, TEntry state, Exception? exception, Func<TEntry, Exception?, string> formatter)
        {
            if (exception is not null)
                report(exception);
        }
    }
}
