using Evaluation.Embedded.Files;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Embedded.Operations;

/// <summary>
/// The file of a data folder in which the commands <c>backup</c> and <c>verify</c> record that they were run, for the operations page. It
/// may be deleted at any time.
/// </summary>
internal static class RecordFile
{
    public const string Name = "operations.json";

    public static StorageRecords Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        return StorageRecords.Read(File.Exists(path) ? File.ReadAllText(path) : null);
    }

    /// <summary>Replaces the file at once, so that a reader never finds a part of it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's.</exception>
    public static void Change(string folder, Func<StorageRecords, StorageRecords> change)
    {
        var (path, next) = (Path.Combine(folder, Name), Path.Combine(folder, Name + ".new"));
        File.WriteAllText(next, change(Read(folder)).ToJson());
        PrivateFiles.Restrict(next);
        File.Move(next, path, overwrite: true);
    }
}
