namespace Evaluation.Bench;

/// <summary>A folder for one run, in which the servers are started; removed with all that is in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Whether a file system keeps its files in memory, so that an append to it is not durable.</summary>
    public static bool IsInMemory(string path) => new DriveInfo(path).DriveFormat is "tmpfs" or "ramfs";

    /// <param name="parent">Null for the folder of the program, which is on a disk; the system's temporary folder often is not.</param>
    public static ScratchFolder Make(string? parent)
    {
        var path = System.IO.Path.Combine(parent ?? AppContext.BaseDirectory, $"bench-data-{Environment.ProcessId}");
        Directory.CreateDirectory(path);
        return new(System.IO.Path.GetFullPath(path));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
