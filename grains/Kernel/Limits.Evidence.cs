namespace Evaluation.Kernel;

/// <summary>Limits of evidence on its way into the store and out of it.</summary>
public static partial class Limits
{
    /// <summary>
    /// How long a place in a unit's quota is reserved for a file on its way. Longer than storing the largest file takes.
    /// </summary>
    public static readonly TimeSpan EvidenceReservedFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a stored file may be without an item before it is removed as an orphan. Much longer than an upload with its filing takes.
    /// </summary>
    public static readonly TimeSpan EvidenceOrphanGrace = TimeSpan.FromHours(2);

    /// <summary>Longer edge of a thumbnail in pixels.</summary>
    public const int ThumbnailEdge = 320;

    /// <summary>Quality of a thumbnail's JPEG in percent: about 20 KB.</summary>
    public const int ThumbnailQuality = 80;

    /// <summary>
    /// Most pixels of a picture that is decoded for a thumbnail: 200 MB while it is decoded. Cameras of phones have up to 50 million.
    /// </summary>
    public const int ThumbnailPixels = 50_000_000;

    /// <summary>
    /// How long the decoding of a picture may take, and how long a request waits for its turn. A camera's picture takes a tenth of it.
    /// </summary>
    public static readonly TimeSpan ThumbnailTime = TimeSpan.FromSeconds(10);

    /// <summary>Sweeps after which all files are compared again, because a killed process may have withdrawn an item: once a day.</summary>
    public const int EvidenceSweepsToWhole = 24;

    /// <summary>Interval at which orphans are removed, after the sweep at the start.</summary>
    public static readonly TimeSpan EvidenceSweep = TimeSpan.FromHours(1);

    /// <summary>Stored files that a sweep compares with the units' lists at once: some megabytes.</summary>
    public const int EvidencePerSweep = 50_000;

    /// <summary>
    /// Free MiB of the data folder's disk that evidence leaves to the journal, unless a setting says otherwise: some million ballots.
    /// </summary>
    public const int DiskReserveMebibytes = 1_024;
}
