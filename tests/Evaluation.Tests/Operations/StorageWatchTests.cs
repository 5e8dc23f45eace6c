using Evaluation.Gateway.Operations.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Operations;

/// <summary>Growth of the storage, and a storage that does not answer.</summary>
public sealed class StorageWatchTests : IStorageReader
{
    private readonly FakeTimeProvider _clock = new(Figures.Now);
    private Func<Task<StorageFigures>> _figures = () => Task.FromResult(Figures.Folder);
    private int _reads;

    [Fact]
    public async Task Growth_is_known_after_ten_minutes_and_counts_what_fills_the_disk()
    {
        using var watch = Watch();
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Null((await watch.ReadAsync()).GrowthPerDay);
            Pass(minute + 1);
        }
        // One gigabyte a minute.
        Assert.Equal(1_440e9, (await watch.ReadAsync()).GrowthPerDay!.Value, 1e6);
    }

    [Fact]
    public async Task Only_the_last_hour_counts()
    {
        using var watch = Watch();
        for (var minute = 0; minute < 200; minute++)
        {
            await watch.ReadAsync();
            Pass(Math.Min(minute, 30));
        }
        Assert.Null((await watch.ReadAsync()).GrowthPerDay);
    }

    [Fact]
    public async Task Many_readers_at_once_read_the_storage_once()
    {
        using var watch = Watch();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => watch.ReadAsync()));
        Assert.Equal(1, _reads);
        _clock.Advance(Limits.StorageAge);
        await watch.ReadAsync();
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_storage_that_fails_or_hangs_is_missing_in_the_report()
    {
        using var watch = Watch();
        _figures = () => throw new IOException("gone");
        Assert.Equal(new(null, null, null), await watch.ReadAsync());
        var hanging = new TaskCompletionSource<StorageFigures>();
        _figures = () => hanging.Task;
        _clock.Advance(Limits.StorageAge);
        var reading = watch.ReadAsync();
        _clock.Advance(Limits.StorageReadWithin);
        Assert.Equal(new(null, null, null), await reading);
        _figures = () => Task.FromResult(Figures.Folder);
        _clock.Advance(Limits.StorageAge);
        Assert.Equal(Figures.Folder, (await watch.ReadAsync()).Figures);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"verification":{"at":"2026-11-30T03:10:00+08:00","seconds":1,"outcome":"never heard"}}""")]
    public void A_text_that_is_no_record_is_as_if_nothing_had_been_recorded(string? json) => Assert.Equal(StorageRecords.None, StorageRecords.Read(json));

    [Fact]
    public void Records_survive_as_text() => Assert.Equal(Figures.Records, StorageRecords.Read(Figures.Records.ToJson()));

    public async ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel)
    {
        _reads++;
        return await _figures();
    }

    public ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel) => new(Figures.Records);

    private StorageWatch Watch() => new(this, _clock, NullLogger<StorageWatch>.Instance);

    private void Pass(int gigabytes)
    {
        _figures = () => Task.FromResult(Figures.Folder with { FreeBytes = Figures.Folder.FreeBytes - gigabytes * 1_000_000_000L });
        _clock.Advance(TimeSpan.FromMinutes(1));
    }
}
