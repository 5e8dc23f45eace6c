using Evaluation.Embedded.Files;

namespace Evaluation.Embedded.Journal;

/// <summary>The folder with all data of the program. Only one running process can hold it.</summary>
/// <remarks>
/// The lock is an advisory lock of the operating system on the file <c>in-use</c>. It ends with the process, also when the process is
/// killed. The file itself remains.
/// </remarks>
public sealed class DataFolder : IDisposable
{
    /// <summary>The file that is locked. It holds no data.</summary>
    public const string LockName = "in-use";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder's absolute path.</summary>
    public string Path { get; }

    /// <summary>Creates the folder, accessible only for the user, if there is none, and locks it until disposed of.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the lock. Nothing was changed.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        PrivateFiles.CreateFolder(path);
        try
        {
            return new(path, PrivateFiles.OpenOrCreate(System.IO.Path.Combine(path, LockName), FileShare.None));
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            throw new DataFolderInUseException(path, failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Distinguishes a lock from a full or broken disk: ERROR_SHARING_VIOLATION, or EWOULDBLOCK of Linux and BSD.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is unchecked((int)0x8007_0020) or 11 or 35;
}
