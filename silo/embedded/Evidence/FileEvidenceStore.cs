using Evaluation.Embedded.Files;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Bodies;

namespace Evaluation.Embedded.Evidence;

/// <summary>Stores evidence as files in the data folder: <c>evidence/ab/abcdef…</c>, each named by its content hash.</summary>
/// <remarks>
/// A file is written to <c>evidence/incoming</c>, flushed to the disk, and then renamed, which is atomic. The folders of its path are
/// flushed too. Files that an interrupted filing left in <c>incoming</c> are removed at the next start.
/// </remarks>
public sealed class FileEvidenceStore : IEvidenceStore
{
    private const string FolderName = "evidence";
    private const string IncomingName = "incoming";
    private const int CopyBytes = 128 << 10;

    private readonly string _folder;
    private readonly string _incoming;

    private FileEvidenceStore(string folder) => (_folder, _incoming) = (folder, Path.Combine(folder, IncomingName));

    /// <summary>
    /// Opens the store of a data folder that this process has locked. The store's folder is durable when the call returns.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static FileEvidenceStore Open(string dataFolder)
    {
        var store = Read(dataFolder);
        PrivateFiles.CreateFolder(store._folder);
        PrivateFiles.CreateFolder(store._incoming);
        DurableFolder.Flush(Path.GetFullPath(dataFolder));
        foreach (var left in Directory.EnumerateFiles(store._incoming))
            File.Delete(left);
        return store;
    }

    /// <summary>Opens the store of a data folder that another process may have locked, for reading only.</summary>
    public static FileEvidenceStore Read(string dataFolder) => new(Path.Combine(Path.GetFullPath(dataFolder), FolderName));

    public async ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The hash of the content differs from the given hash.");
        try
        {
            var (folder, kept) = Place(sha256);
            // An existing file is written again, because it may be damaged.
            await WriteAsync(folder, kept, content, cancel);
            DurableFolder.Flush(folder);
            DurableFolder.Flush(_folder);
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

    private async Task WriteAsync(string folder, string kept, Stream content, CancellationToken cancel)
    {
        var incoming = Path.Combine(_incoming, Guid.NewGuid().ToString("n"));
        try
        {
            await using (var file = PrivateFiles.OpenOrCreate(incoming, FileShare.None))
            {
                await content.CopyToAsync(file, CopyBytes, cancel);
                file.Flush(flushToDisk: true);
            }
            PrivateFiles.CreateFolder(folder);
            // Two callers that store the same content write the same file.
            File.Move(incoming, kept, overwrite: true);
        }
        finally
        {
            File.Delete(incoming);
            content.Position = 0;
        }
    }

    private (string Folder, string File) Place(string sha256)
    {
        var folder = Path.Combine(_folder, sha256[..2]);
        return (folder, Path.Combine(folder, sha256));
    }

    private static EvidenceUnavailableException Unavailable(Exception failure) =>
        new($"The evidence folder failed: {failure.Message}", failure, failure is IOException broken && FullDisk.Caused(broken));
}
