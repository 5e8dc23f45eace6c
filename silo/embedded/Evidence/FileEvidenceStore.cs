using Evaluation.Embedded.Journal;
using Evaluation.Evidence;
using Evaluation.Gateway.Evidence;

namespace Evaluation.Embedded.Evidence;

/// <summary>Evidence as files in the data folder: <c>evidence/ab/abcdef…</c>, each named by its content.</summary>
/// <remarks>
/// A file is written under <c>evidence/incoming</c>, brought to the disk and only then given its name, which a file system does at once or not at all; the folders on
/// the way to it are brought to the disk too. What an interrupted filing has left is removed at the next start.
/// </remarks>
public sealed class FileEvidenceStore : IEvidenceStore
{
    private const string FolderName = "evidence";
    private const string IncomingName = "incoming";
    private const int CopyBytes = 128 << 10;

    private readonly string _folder;
    private readonly string _incoming;

    private FileEvidenceStore(string folder) => (_folder, _incoming) = (folder, Path.Combine(folder, IncomingName));

    /// <summary>The store of a data folder that this program holds; there from now on, even after a loss of power.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
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

    /// <summary>The store of a data folder that another program may hold: for reading only.</summary>
    public static FileEvidenceStore Read(string dataFolder) => new(Path.Combine(Path.GetFullPath(dataFolder), FolderName));

    public async ValueTask KeepAsync(string sha256, Stream content, CancellationToken cancel = default)
    {
        ContentHash.ThrowIfNone(sha256);
        if (await ContentHash.OfAsync(content, cancel) != sha256)
            throw new InvalidDataException("The content has another hash than it is to be kept under.");
        try
        {
            var (folder, kept) = Place(sha256);
            // Also where there is one already: it may have been damaged since.
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
            // Two that keep the same content put the same file there.
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
        new($"The folder of evidence failed: {failure.Message}", failure, failure is IOException broken && FullDisk.Caused(broken));
}
