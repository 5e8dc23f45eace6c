using System.Collections.Concurrent;

namespace Evaluation.Gateway.Snapshots;

/// <summary>
/// Pages that many look at: each is made at most every <see cref="Limits.ViewAge"/>, only while somebody looks, one at a time, and shared by all. Where
/// making it takes long, it rests half as long in between (<see cref="Limits.PageRest"/>).
/// </summary>
/// <remarks>
/// A page's version is an instant, the one at which its content changed: it grows across restarts and gateways, and says nothing of changes that are
/// not shown — a number that grew with every ballot would tell what small groups do.
/// </remarks>
/// <typeparam name="TKey">Names a page.</typeparam>
/// <param name="clock">The server's clock.</param>
/// <param name="name">What the pages' events are called.</param>
/// <param name="draft">Looks what a page is made of now. A refusal is answered and not kept: an unknown name costs no memory.</param>
public sealed class Board<TKey>(TimeProvider clock, string name, Func<TKey, ValueTask<Outcome<PageDraft>>> draft)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Slot> _slots = new();

    /// <summary>The newest page.</summary>
    public ValueTask<Outcome<Page>> GetAsync(TKey key)
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

    /// <summary>How long the page that was read last stays the newest at the least: when a listener looks again.</summary>
    public TimeSpan NextIn(TKey key)
    {
        if (!_slots.TryGetValue(key, out var slot))
            return Limits.ViewAge;
        lock (slot.Gate)
        {
            var left = slot.Interval - clock.GetElapsedTime(slot.AskedAt);
            // Timers cut off at whole milliseconds: who came too early would look again and again.
            return (left > TimeSpan.Zero ? left : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1);
        }
    }

    private async Task<Outcome<Page>> AskAsync(TKey key, Slot slot)
    {
        await Task.Yield();
        var page = await MakeAsync(key, slot.Newest);
        if (!page.IsRefused(out _))
            slot.Newest = page.Answer;
        else if (slot.Newest is null)
            _slots.TryRemove(KeyValuePair.Create(key, slot));
        lock (slot.Gate)
        {
            var withRest = clock.GetElapsedTime(slot.AskedAt) * Limits.PageRest;
            slot.Interval = withRest > Limits.ViewAge ? withRest : Limits.ViewAge;
        }
        PutIdleAway();
        return page;
    }

    private async ValueTask<Outcome<Page>> MakeAsync(TKey key, Page? earlier)
    {
        var now = await draft(key);
        if (now.IsRefused(out var refusal))
            return refusal;
        if (earlier is not null && earlier.Basis.Equals(now.Answer.Basis))
            return earlier;
        var content = await now.Answer.Write();
        if (content.IsRefused(out refusal))
            return refusal;
        // The same content keeps its version, so listeners hear of changes only.
        return earlier is not null && earlier.Content.AsSpan().SequenceEqual(content.Answer)
            ? new Page(earlier.Version, name, content.Answer, now.Answer.Basis)
            : new Page(Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), (earlier?.Version ?? 0) + 1), name, content.Answer, now.Answer.Basis);
    }

    private void PutIdleAway()
    {
        foreach (var (key, slot) in _slots)
            if (clock.GetElapsedTime(slot.AskedAt) >= Limits.IdleAfter)
                _slots.TryRemove(KeyValuePair.Create(key, slot));
    }

    private sealed class Slot
    {
        public Lock Gate { get; } = new();

        public Task<Outcome<Page>>? Asked { get; set; }

        public long AskedAt { get; set; }

        /// <summary>From the beginning of one page to the next.</summary>
        public TimeSpan Interval { get; set; } = Limits.ViewAge;

        public Page? Newest { get; set; }
    }
}
