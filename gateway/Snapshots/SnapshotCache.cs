using System.Collections.Concurrent;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Caches snapshots that many clients read: each is made at most once in <see cref="Limits.ViewAge"/>, only on request, one at a time, and
/// shared by all requests. A snapshot that takes long is made less often, in proportion to the time it takes (<see
/// cref="Limits.PageRest"/>).
/// </summary>
/// <remarks>
/// The version of a snapshot is the time at which its content last changed. It therefore increases across restarts and gateways. A count
/// of ballots is not used as the version, because it would reveal the ballots of groups that are too small to be shown.
/// </remarks>
/// <typeparam name="TKey">Identifies a snapshot.</typeparam>
/// <param name="clock">The server's clock.</param>
/// <param name="name">The name of the snapshots' server-sent events.</param>
/// <param name="draft">Reads the data of a snapshot. A refusal is returned and not cached, so an unknown key takes no memory.</param>
public sealed class SnapshotCache<TKey>(TimeProvider clock, string name, Func<TKey, ValueTask<Outcome<SnapshotDraft>>> draft)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Slot> _slots = new();

    /// <summary>The newest snapshot.</summary>
    public ValueTask<Outcome<Snapshot>> GetAsync(TKey key)
    {
        var slot = _slots.GetOrAdd(key, _ => new());
        lock (slot.Gate)
        {
            if (slot.Asked is { } asked && (!asked.IsCompleted || clock.GetElapsedTime(slot.AskedAt) < slot.Interval))
                return new(asked);
            slot.AskedAt = clock.GetTimestamp();
            return new(slot.Asked = AskAsync(key, slot));
        }
    }

    /// <summary>The time until another snapshot can be made. A stream reads again after it.</summary>
    public TimeSpan NextIn(TKey key)
    {
        if (!_slots.TryGetValue(key, out var slot))
            return Limits.ViewAge;
        lock (slot.Gate)
        {
            var left = slot.Interval - clock.GetElapsedTime(slot.AskedAt);
            // Timers cut off fractions of a millisecond: a stream that reads too early would read the same snapshot again and again.
            return (left > TimeSpan.Zero ? left : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1);
        }
    }

    private async Task<Outcome<Snapshot>> AskAsync(TKey key, Slot slot)
    {
        await Task.Yield();
        var snapshot = await MakeAsync(key, slot.Newest);
        if (!snapshot.IsRefused(out _))
            slot.Newest = snapshot.Answer;
        else if (slot.Newest is null)
            _slots.TryRemove(KeyValuePair.Create(key, slot));
        lock (slot.Gate)
        {
            var withRest = clock.GetElapsedTime(slot.AskedAt) * Limits.PageRest;
            slot.Interval = withRest > Limits.ViewAge ? withRest : Limits.ViewAge;
        }
        RemoveIdle();
        return snapshot;
    }

    private async ValueTask<Outcome<Snapshot>> MakeAsync(TKey key, Snapshot? earlier)
    {
        var now = await draft(key);
        if (now.IsRefused(out var refusal))
            return refusal;
        if (earlier is not null && earlier.Basis.Equals(now.Answer.Basis))
            return earlier;
        var content = await now.Answer.Write();
        if (content.IsRefused(out refusal))
            return refusal;
        // The same content keeps its version, so streams send changes only.
        return earlier is not null && earlier.Content.AsSpan().SequenceEqual(content.Answer)
            ? new Snapshot(earlier.Version, name, content.Answer, now.Answer.Basis)
            : new Snapshot(Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), (earlier?.Version ?? 0) + 1), name, content.Answer, now.Answer.Basis);
    }

    private void RemoveIdle()
    {
        foreach (var (key, slot) in _slots)
            if (clock.GetElapsedTime(slot.AskedAt) >= Limits.IdleAfter)
                _slots.TryRemove(KeyValuePair.Create(key, slot));
    }

    private sealed class Slot
    {
        public Lock Gate { get; } = new();

        public Task<Outcome<Snapshot>>? Asked { get; set; }

        public long AskedAt { get; set; }

        /// <summary>The least time between the starts of two snapshots.</summary>
        public TimeSpan Interval { get; set; } = Limits.ViewAge;

        public Snapshot? Newest { get; set; }
    }
}
