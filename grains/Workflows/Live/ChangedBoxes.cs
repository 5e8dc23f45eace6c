using System.Collections.Concurrent;
using System.Diagnostics;

namespace Evaluation.Workflows.Live;

/// <summary>
/// The boxes of this process that have appended events, or were activated, since they were last taken. The engine notes them and the
/// reporter takes them.
/// </summary>
public sealed class ChangedBoxes
{
    private readonly ConcurrentDictionary<GrainId, long> _changedSince = new();

    /// <summary>Called for every turn that appended events or activated a box: costs a look-up.</summary>
    public void Note(GrainId box)
    {
        if (!_changedSince.ContainsKey(box))
            _changedSince.TryAdd(box, Stopwatch.GetTimestamp());
    }

    /// <summary>Notes a box again that could not be reported, with the time of its oldest unreported change.</summary>
    public void NoteAgain(ChangedBox box) => _changedSince.AddOrUpdate(box.Grain, box.Since, (_, since) => Math.Min(since, box.Since));

    /// <summary>How long ago the oldest change was noted that has not been taken; null when all have been.</summary>
    public TimeSpan? Behind
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var (_, since) in _changedSince)
                oldest = Math.Min(oldest, since);
            return oldest == long.MaxValue ? null : Stopwatch.GetElapsedTime(oldest);
        }
    }

    /// <summary>All noted boxes; a box that appends later is noted again.</summary>
    public IReadOnlyList<ChangedBox> Take() =>
    [
        .. _changedSince.Keys.Select(box => _changedSince.TryRemove(box, out var since) ? new ChangedBox(box, since) : null).OfType<ChangedBox>(),
    ];
}

/// <param name="Since">When the oldest unreported change was noted, as a <see cref="Stopwatch"/> timestamp.</param>
public sealed record ChangedBox(GrainId Grain, long Since)
{
    /// <summary>The id of the box's round.</summary>
    public string Round => Grain.Key[..Grain.Key.LastIndexOf('-')];

    public int Number => int.Parse(Grain.Key.AsSpan(Grain.Key.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);
}
