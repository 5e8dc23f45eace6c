using System.Collections.Immutable;

namespace Evaluation.Kernel;

/// <summary>
/// The creation keys of a grain with what each has created, for <see cref="Limits.CreationKeyAge"/>. Part of a state: the event that
/// creates something stores the key, so a repeat is recognised after a restart too.
/// </summary>
public sealed record CreationKeys
{
    public static readonly CreationKeys Empty = new();

    private ImmutableDictionary<string, Created> Known { get; init; } = ImmutableDictionary.Create<string, Created>(StringComparer.Ordinal);

    /// <summary>The number of keys that are kept.</summary>
    public int Count => Known.Count;

    private ImmutableQueue<(string Key, DateTimeOffset At)> ByAge { get; init; } = [];

    /// <summary>
    /// The id of what a call with this key has created; null for a new key and without one. Refused with
    /// <see cref="RefusalCode.KeyReused"/> when the key was sent with another body.
    /// </summary>
    /// <param name="key">The key of the call; null when it has none.</param>
    /// <param name="now">The server's clock. Older keys are unknown.</param>
    public Outcome<string?> Find(CreationKey? key, DateTimeOffset now)
    {
        if (key is null || !Known.TryGetValue(key.Key, out var created) || created.At + Limits.CreationKeyAge <= now)
            return default(string);
        return created.Body == key.Body
            ? created.Id
            : new Refusal(RefusalCode.KeyReused, "This Idempotency-Key was sent before with another body. Use a new key for another call.", ("header", "Idempotency-Key"));
    }

    /// <summary>The keys with one more, and without those that are too old.</summary>
    public CreationKeys With(CreationKey? key, string id, DateTimeOffset at)
    {
        if (key is null)
            return this;
        var (known, byAge) = (Known.SetItem(key.Key, new(key.Body, id, at)), ByAge.Enqueue((key.Key, at)));
        while (byAge.Peek() is var oldest && oldest.At + Limits.CreationKeyAge <= at)
        {
            byAge = byAge.Dequeue();
            if (known.TryGetValue(oldest.Key, out var created) && created.At == oldest.At)
                known = known.Remove(oldest.Key);
        }
        return this with { Known = known, ByAge = byAge };
    }

    private sealed record Created(string Body, string Id, DateTimeOffset At);
}
