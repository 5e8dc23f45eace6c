using System.Collections.Concurrent;
using Evaluation.Rounds;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Views of rounds for the many who read: at most <see cref="Limits.ViewAge"/> old, asked for once however many wait. Whoever changes a
/// round at this gateway calls <see cref="Forget"/>, and the next reader sees it.
/// </summary>
public sealed class RoundViews(IEngine engine, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ValueTask<Outcome<RoundView>> GetAsync(string round)
    {
        if (_entries.TryGetValue(round, out var entry) && clock.GetElapsedTime(entry.AskedAt) < Limits.ViewAge)
            return new(entry.View);
        // Two readers may ask at once; both get a true answer.
        entry = new(clock.GetTimestamp(), AskAsync(round));
        _entries[round] = entry;
        return new(entry.View);
    }

    public void Forget(string round) => _entries.TryRemove(round, out _);

    private async Task<Outcome<RoundView>> AskAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        // What is refused is not kept: an unknown name costs no memory.
        if (view.IsRefused(out _))
            _entries.TryRemove(round, out _);
        return view;
    }

    private sealed record Entry(long AskedAt, Task<Outcome<RoundView>> View);
}
