using System.Runtime.InteropServices;
using System.Text;

namespace Evaluation.Embedded.Evidence;

/// <summary>Brings to the disk that a folder has a file under a name, where the system leaves this to the program (POSIX fsync on the folder itself). Windows does it by itself.</summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">It could not be done: after a loss of power the file may have no name.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (folder < 0)
            throw Failure(path);
        try
        {
            if (Synchronise(folder) != 0)
                throw Failure(path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Failure(string path) =>
        new($"The folder '{path}' could not be brought to the disk: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
