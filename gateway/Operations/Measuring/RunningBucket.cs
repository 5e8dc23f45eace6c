namespace Evaluation.Gateway.Operations.Measuring;

/// <summary>The bucket in which a process counts now. Any number of threads may count at the same time.</summary>
internal sealed class RunningBucket(long index)
{
    private readonly DurationCounts _ballots = new();
    private readonly DurationCounts _appends = new();
    private readonly Dictionary<string, long> _refused = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _accepted;
    private int? _waiting;
    private double? _behind;

    public long Index => index;

    public void Accept(long ballots) => Interlocked.Add(ref _accepted, ballots);

    public void Refuse(string code, long ballots)
    {
        lock (_gate)
            _refused[code] = _refused.GetValueOrDefault(code) + ballots;
    }

    public void BallotTook(double seconds) => _ballots.Add(seconds);

    public void AppendTook(double seconds) => _appends.Add(seconds);

    public void WasBehind(double seconds)
    {
        lock (_gate)
            _behind = Math.Max(_behind ?? 0, seconds);
    }

    public void Wait(int requests)
    {
        lock (_gate)
            _waiting = Math.Max(_waiting ?? 0, requests);
    }

    public BucketFigures Read()
    {
        lock (_gate)
            return new(index, Interlocked.Read(ref _accepted), new Dictionary<string, long>(_refused, StringComparer.Ordinal), _ballots.ToPairs(), _appends.ToPairs(), _waiting, _behind);
    }
}
