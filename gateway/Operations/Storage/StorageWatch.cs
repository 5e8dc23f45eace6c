namespace Evaluation.Gateway.Operations.Storage;

/// <summary>The storage as somebody who looks gets it.</summary>
/// <param name="Figures">Null when the storage did not answer.</param>
/// <param name="Records">Null when they could not be read.</param>
/// <param name="GrowthPerDay">Bytes a day at the speed of the last hour; null when it is not known yet, or nothing grows.</param>
public sealed record StorageSeen(StorageFigures? Figures, StorageRecords? Records, double? GrowthPerDay);

/// <summary>Reads the sizes of the storage every minute, keeps those of one hour for the growth, and answers from memory.</summary>
public sealed partial class StorageWatch(IStorageReader reader, TimeProvider clock, ILogger<StorageWatch> log) : BackgroundService
{
    private static readonly TimeSpan Kept = Limits.FigureBuckets * Limits.FigureBucket;

    private readonly Queue<(long At, long Bytes)> _sizes = [];
    private readonly Lock _gate = new();
    private volatile Entry? _entry;

    /// <summary>At most <see cref="Limits.StorageAge"/> old. Waits for the storage for a moment only.</summary>
    public Task<StorageSeen> ReadAsync()
    {
        var entry = _entry;
        if (entry is null || clock.GetElapsedTime(entry.AskedAt) >= Limits.StorageAge)
            _entry = entry = new(clock.GetTimestamp(), AskAsync());
        return entry.Seen;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.StorageReadEvery, clock);
        do
        {
            await ReadAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<StorageSeen> AskAsync()
    {
        var figures = await TryAsync(reader.ReadFiguresAsync);
        var records = figures is null ? null : await TryAsync(reader.ReadRecordsAsync);
        return new(figures, records, figures is null ? null : Growth(figures));
    }

    private async Task<T?> TryAsync<T>(Func<CancellationToken, ValueTask<T>> read)
        where T : class
    {
        using var cancel = new CancellationTokenSource(Limits.StorageReadWithin, clock);
        try
        {
            return await read(cancel.Token).AsTask().WaitAsync(Limits.StorageReadWithin, clock);
        }
        catch (Exception failure)
        {
            LogFailure(log, failure.Message);
            return null;
        }
    }

    /// <summary>Where the disk can be seen, all that fills it counts.</summary>
    private double? Growth(StorageFigures figures)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            while (_sizes.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At, now) > Kept)
                _sizes.Dequeue();
            if (_sizes.Count == 0 || clock.GetElapsedTime(_sizes.Last().At, now) >= Limits.StorageReadEvery / 2)
                _sizes.Enqueue((now, figures.UsedBytes ?? figures.DataBytes));
            var (first, last) = (_sizes.Peek(), _sizes.Last());
            var elapsed = clock.GetElapsedTime(first.At, last.At);
            return elapsed >= Limits.GrowthMeasuredFor && last.Bytes > first.Bytes ? (last.Bytes - first.Bytes) / elapsed.TotalDays : null;
        }
    }

    private sealed record Entry(long AskedAt, Task<StorageSeen> Seen);

    [LoggerMessage(LogLevel.Warning, "The sizes of the storage could not be read: {Reason}")]
    private static partial void LogFailure(ILogger log, string reason);
}
