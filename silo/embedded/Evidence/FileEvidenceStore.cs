using System.Runtime.CompilerServices;
using Evaluation.Embedded.Files;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Embedded.Evidence;

/// <summary>Stores evidence as files in the data folder: <c>evidence/ab/abcdef…</c>, each named by its content hash.</summary>
/// <remarks>
/// A file is written to <c>evidence/incoming</c>, flushed to the disk, and then renamed, which is atomic. The folders of its path are
/// flushed too. Files that an interrupted filing left in <c>incoming</c> are removed at the next start. The time of a file's last change
/// says when its content was last stored.
/// </remarks>
public sealed class FileEvidenceStore : IEvidenceStore
{
    private const string FolderName = "evidence";
    private const string IncomingName = "incoming";
    private const int CopyBytes = 128 << 10;

    private readonly string _folder;
    private readonly string _incoming;

    private readonly TimeProvider _clock;
    private readonly DiskReserve _reserve;
    private readonly Lock _gate = new();
    private DateTime _last = DateTime.UnixEpoch;

    private FileEvidenceStore(string folder, TimeProvider clock, DiskReserve reserve) =>
        (_folder, _incoming, _clock, _reserve) = (folder, Path.Combine(folder, IncomingName), clock, reserve);

    /// <summary>
    /// Opens the store of a data folder that this process has locked. The store's folder is durable when the call returns.
    /// </summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="clock">The server's clock; null for the system's.</param>
    /// <param name="reserveBytes">Free bytes of the disk that evidence leaves to the journal; 0 for none.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static FileEvidenceStore Open(string dataFolder, TimeProvider? clock = null, long reserveBytes = 0) =>
        Open(dataFolder, clock ?? TimeProvider.System, DiskReserve.Of(Path.GetFullPath(dataFolder), reserveBytes));

    /// <inheritdoc cref="Open(string, TimeProvider?, long)"/>
    internal static FileEvidenceStore Open(string dataFolder, TimeProvider clock, DiskReserve reserve)
    {
        var store = new FileEvidenceStore(FolderOf(dataFolder), clock, reserve);
        PrivateFiles.CreateFolder(store._folder);
        PrivateFiles.CreateFolder(store._incoming);
        DurableFolder.Flush(Path.GetFullPath(dataFolder));
        foreach (var left in Directory.EnumerateFiles(store._incoming))
            File.Delete(left);
        return store;
    }

    /// <summary>Opens the store of a data folder that another process may have locked, for reading only.</summary>
    public static FileEvidenceStore Read(string dataFolder) => new(FolderOf(dataFolder), TimeProvider.System, new(0, () => 0));

    public IDisposable? TakeRoom(long bytes) => Take(bytes);

    public async ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        using var room = Take(content.Length);
        try
        {
            // An existing file is written again, because it may be damaged.
            var kept = await WriteAsync(sha256, content, cancel);
            DurableFolder.Flush(Place(sha256).Folder);
            DurableFolder.Flush(_folder);
            return kept;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        try
        {
            return new(new FileStream(Place(sha256).File, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBytes, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    public async IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var folder in Folders())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var file in Files(folder))
                if (file.LastWriteTimeUtc < keptBefore.UtcDateTime)
                    yield return new(file.Name, new(file.LastWriteTimeUtc));
        }
        await ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(content.Sha256);
        var file = Place(content.Sha256).File;
        try
        {
            lock (_gate)
            {
                if (!File.Exists(file) || File.GetLastWriteTimeUtc(file) != content.KeptAt.UtcDateTime)
                    return new(false);
                File.Delete(file);
                return new(true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private DiskReserve.Promise Take(long bytes)
    {
        try
        {
            return _reserve.Take(bytes);
        }
        catch (IOException failure)
        {
            throw Unavailable(failure);
        }
    }

    private DirectoryInfo[] Folders()
    {
        try
        {
            var folder = new DirectoryInfo(_folder);
            return folder.Exists ? folder.GetDirectories("??") : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private static FileInfo[] Files(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.GetFiles().Where(file => ContentHash.IsOne(file.Name))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(failure);
        }
    }

    private async Task<KeptContent> WriteAsync(string sha256, Stream content, CancellationToken cancel)
    {
        var (folder, kept) = Place(sha256);
        var incoming = Path.Combine(_incoming, Guid.NewGuid().ToString("n"));
        try
        {
            await using (var file = PrivateFiles.OpenOrCreate(incoming, FileShare.None))
            {
                await content.CopyToAsync(file, CopyBytes, cancel);
                file.Flush(flushToDisk: true);
            }
            PrivateFiles.CreateFolder(folder);
            return Put(sha256, incoming, kept);
        }
        finally
        {
            File.Delete(incoming);
            content.Position = 0;
        }
    }

    /// <summary>
    /// Moves a written file to its place. Two callers that store the same content write the same file, the second at a later time.
    /// </summary>
    private KeptContent Put(string sha256, string incoming, string kept)
    {
        lock (_gate)
        {
            var (now, next) = (_clock.GetUtcNow().UtcDateTime, _last.AddTicks(1));
            _last = now > next ? now : next;
            File.SetLastWriteTimeUtc(incoming, _last);
            // A file system with coarser times cannot tell two callers apart. Then neither of them may remove the file.
            var isNew = !File.Exists(kept) && File.GetLastWriteTimeUtc(incoming) == _last;
            File.Move(incoming, kept, overwrite: true);
            return new(sha256, new(File.GetLastWriteTimeUtc(kept)), isNew);
        }
    }

    private static string FolderOf(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), FolderName);

    private (string Folder, string File) Place(string sha256)
    {
        var folder = Path.Combine(_folder, sha256[..2]);
        return (folder, Path.Combine(folder, sha256));
    }

    private static EvidenceUnavailableException Unavailable(Exception failure) =>
        new($"The evidence folder failed: {failure.Message}", failure, failure is IOException broken && FullDisk.Caused(broken));
}
