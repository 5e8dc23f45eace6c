using System.Collections.Concurrent;
using System.Diagnostics;

namespace Evaluation.Workflows.Live;

/// <summary>The boxes of this process that have appended something, or woken, since they were last taken: what the engine notes, and the reporter takes up.</summary>
public sealed class ChangedBoxes
{
    private readonly ConcurrentDictionary<GrainId, long> _changedSince = new();

    /// <summary>Called once for every turn of a box that appended, or that woke: costs a look-up.</summary>
    public void Note(GrainId box)
    {
        if (!_changedSince.ContainsKey(box))
            _changedSince.TryAdd(box, Stopwatch.GetTimestamp());
    }

    /// <summary>Notes a box again that could not be reported, with the time since which it waits.</summary>
    public void NoteAgain(ChangedBox box) => _changedSince.AddOrUpdate(box.Grain, box.Since, (_, since) => Math.Min(since, box.Since));

    /// <summary>All that are noted; a box that appends from now on is noted anew.</summary>
    public IReadOnlyList<ChangedBox> Take() =>
    [
        .. _changedSince.Keys.Select(box => _changedSince.TryRemove(box, out var since) ? new ChangedBox(box, since) : null).OfType<ChangedBox>(),
    ];
}

/// <param name="Since">When the oldest change that was not reported yet was noted, as a <see cref="Stopwatch"/> timestamp.</param>
public sealed record ChangedBox(GrainId Grain, long Since)
{
    /// <summary>The id of the box's round.</summary>
    public string Round => Grain.Key[..Grain.Key.LastIndexOf('-')];

    public int Number => int.Parse(Grain.Key.AsSpan(Grain.Key.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
