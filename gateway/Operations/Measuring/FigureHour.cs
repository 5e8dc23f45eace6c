namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>The last hour of one process, bucket by bucket. Memory is bounded: a bucket of an hour ago is replaced by the newest.</summary>
/// <remarks>
/// The clock of the process may be set. After a step forward the buckets between are missing, and are shown as missing. After a step back
/// the buckets that now lie in the future are dropped.
/// </remarks>
internal sealed class FigureHour
{
    // The bucket that is being filled is one more.
    private readonly RunningBucket?[] _ring = new RunningBucket?[Limits.FigureBuckets + 1];
    private readonly Lock _gate = new();
    private volatile RunningBucket _current;

    public FigureHour(DateTimeOffset now)
    {
        _current = new(BucketFigures.IndexOf(now));
        _ring[Slot(_current.Index)] = _current;
    }

    /// <summary>Where to count now.</summary>
    public RunningBucket Current => _current;

    /// <summary>Goes on to the bucket of this instant.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        var index = BucketFigures.IndexOf(now);
        if (index == _current.Index)
            return;
        lock (_gate)
        {
            for (var slot = 0; slot < _ring.Length; slot++)
                if (_ring[slot] is { } bucket && (bucket.Index > index || bucket.Index < index - Limits.FigureBuckets))
                    _ring[slot] = null;
            _current = _ring[Slot(index)] ??= new(index);
        }
    }

    /// <summary>The buckets from this index on, oldest first.</summary>
    public IReadOnlyList<BucketFigures> Since(long index)
    {
        lock (_gate)
            return [.. _ring.OfType<RunningBucket>().Where(bucket => bucket.Index >= index).OrderBy(bucket => bucket.Index).Select(bucket => bucket.Read())];
    }

    private int Slot(long index) => (int)(index % _ring.Length);
}
