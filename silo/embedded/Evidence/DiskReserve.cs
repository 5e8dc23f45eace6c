using Evaluation.Evidence;

namespace Evaluation.Embedded.Evidence;

/// <summary>
/// Keeps free space on the disk of the data folder for the journal: no new evidence is stored that would leave less than the reserve.
/// </summary>
/// <param name="bytes">The reserve; 0 for none.</param>
/// <param name="free">The free bytes of the disk now.</param>
internal sealed class DiskReserve(long bytes, Func<long> free)
{
    private long _promised;

    /// <summary>The reserve of the disk that holds this folder.</summary>
    public static DiskReserve Of(string folder, long bytes) => new(bytes, () => new DriveInfo(folder).AvailableFreeSpace);

    /// <summary>Reserves space for a file until the promise is disposed of.</summary>
    /// <exception cref="EvidenceUnavailableException">The file would leave less than the reserve.</exception>
    /// <exception cref="IOException">The free space is not known.</exception>
    public Promise Take(long size)
    {
        if (bytes == 0)
            return new(this, 0);
        // The space of a file that is being written counts twice meanwhile, as promised and as used. That only refuses earlier.
        if (Interlocked.Add(ref _promised, size) + bytes > free())
        {
            Interlocked.Add(ref _promised, -size);
            throw new EvidenceUnavailableException($"New evidence would leave less than {bytes >> 20} MiB of the disk for the journal.", full: true);
        }
        return new(this, size);
    }

    /// <summary>Space that a file may fill.</summary>
    public sealed class Promise(DiskReserve reserve, long size) : IDisposable
    {
        private long _left = size;

        public void Dispose() => Interlocked.Add(ref reserve._promised, -Interlocked.Exchange(ref _left, 0));
    }
}
