using Evaluation.Ballots;

namespace Evaluation.Log;

/// <summary>The end of a ballot box's stream as a block of the newest origin states it.</summary>
/// <param name="Version">The number of events.</param>
/// <param name="Block">The number of the block.</param>
public sealed record BoxCover(string Stream, long Version, long Block);

/// <summary>
/// Blocks that state the ends of ballot boxes: for each box the newest one, and earlier ones at distances of at least
/// <see cref="Limits.EventsPerCover"/> events. A proof that a block covers a ballot starts from the first of them behind it.
/// </summary>
internal sealed class BoxCovers
{
    private readonly Dictionary<string, List<BoxCover>> _covers = new(StringComparer.Ordinal);

    public IEnumerable<BoxCover> All => _covers.OrderBy(box => box.Key, StringComparer.Ordinal).SelectMany(box => box.Value);

    public void Add(LogHead head, long block)
    {
        if (new GrainId(head.Stream).Kind != BoxGrain.KindName)
            return;
        if (!_covers.TryGetValue(head.Stream, out var covers))
            _covers[head.Stream] = covers = [];
        var cover = new BoxCover(head.Stream, head.Version, block);
        if (covers is [.., var before, var newest] && newest.Version - before.Version < Limits.EventsPerCover)
            covers[^1] = cover;
        else
            covers.Add(cover);
    }

    public void Restore(BoxCover cover)
    {
        if (!_covers.TryGetValue(cover.Stream, out var covers))
            _covers[cover.Stream] = covers = [];
        covers.Add(cover);
    }

    /// <summary>The first known block that states at least so many events; null for none yet.</summary>
    public BoxCover? Find(string stream, long version) => _covers.GetValueOrDefault(stream)?.Find(cover => cover.Version >= version);

    public void Clear() => _covers.Clear();
}
