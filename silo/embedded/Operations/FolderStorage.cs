using Evaluation.Embedded.Journal;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Embedded.Operations;

/// <summary>The sizes of a data folder and of its disk.</summary>
internal sealed class FolderStorage(string folder, TimeProvider clock) : IStorageReader
{
    private const string Evidence = "evidence";

    /// <summary>Interval at which the files of evidence are added up: there may be a hundred thousand.</summary>
    private static readonly TimeSpan EvidenceAge = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private long? _evidence;
    private long _evidenceAt;

    public ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel)
    {
        // A folder that was removed, or whose disk is gone, has no journal.
        var journal = new FileInfo(Path.Combine(folder, JournalFile.Name)).Length;
        var disk = new DriveInfo(folder);
        var (evidence, others) = (EvidenceBytes(), Directory.EnumerateFiles(folder).Sum(SizeOf) - journal);
        return new(new StorageFigures(folder, journal + others + evidence, evidence, disk.TotalSize, disk.AvailableFreeSpace, null, null, null));
    }

    public ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel) => new(RecordFile.Read(folder));

    private long EvidenceBytes()
    {
        lock (_gate)
        {
            if (_evidence is null || clock.GetElapsedTime(_evidenceAt) >= EvidenceAge)
            {
                var path = Path.Combine(folder, Evidence);
                _evidence = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Sum(SizeOf) : 0;
                _evidenceAt = clock.GetTimestamp();
            }
            return _evidence.Value;
        }
    }

    /// <summary>A file that was removed meanwhile has no size.</summary>
    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
}
