namespace Evaluation.Embedded.Files;

/// <summary>Creates files and folders that only the user of the process can access, on systems with such permissions.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Creates the folder. A folder that this call has made survives a power failure when the call returns. The permissions of an existing
    /// folder are not changed: they are the operator's choice.
    /// </summary>
    public static void CreateFolder(string path)
    {
        var made = Missing(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FileMode | UnixFileMode.UserExecute);
        foreach (var folder in made)
            DurableFolder.Flush(Path.GetDirectoryName(folder)!);
    }

    public static FileStream OpenOrCreate(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return new(path, options);
    }

    private static List<string> Missing(string path)
    {
        List<string> missing = [];
        for (var at = path; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Add(at);
        return missing;
    }

    /// <summary>Removes the permissions of other users from an existing file, such as a restored copy.</summary>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, FileMode);
    }
}
