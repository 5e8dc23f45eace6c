using System.Collections.Concurrent;

namespace Evaluation.Journal;

/// <summary>
/// The ends of the streams to which this process has appended, until a block of the log has them. Noting one costs a look-up and a lock.
/// </summary>
public sealed class ChangedStreams
{
    private readonly ConcurrentDictionary<string, End> _ends = new(StringComparer.Ordinal);

    /// <summary>Notes the end of a stream after an append that was acknowledged.</summary>
    public void Note(string stream, long version, ReadOnlyMemory<byte> chain)
    {
        var end = _ends.GetOrAdd(stream, _ => new());
        lock (end)
        {
            if (version > end.Version)
                (end.Version, end.Chain, end.IsCovered) = (version, chain, false);
        }
    }

    /// <summary>The ends that are not covered, in no order.</summary>
    public List<StreamHead> Uncovered()
    {
        List<StreamHead> heads = [];
        foreach (var (stream, end) in _ends)
            lock (end)
                if (!end.IsCovered)
                    heads.Add(new(stream, end.Version, end.Chain));
        return heads;
    }

    /// <summary>Notes that a block has this end of the stream. A later one stays uncovered.</summary>
    public void Cover(string stream, long version)
    {
        if (!_ends.TryGetValue(stream, out var end))
            return;
        lock (end)
            end.IsCovered |= end.Version <= version;
    }

    private sealed class End
    {
        public long Version { get; set; }

        public ReadOnlyMemory<byte> Chain { get; set; }

        public bool IsCovered { get; set; }
    }
}
