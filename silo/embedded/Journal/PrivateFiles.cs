namespace Evaluation.Embedded.Journal;

/// <summary>Files and folders that only the user who runs the program may read, where the system knows such rights.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Leaves a folder that exists as it is: its rights are the operator's choice.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FileMode | UnixFileMode.UserExecute);
    }

    public static FileStream OpenOrCreate(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return new(path, options);
    }

    /// <summary>Takes the others' rights away from a file that exists, such as a restored copy.</summary>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, FileMode);
    }
}
