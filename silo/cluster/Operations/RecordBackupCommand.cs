using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Operations.Storage;
using Npgsql;

namespace Evaluation.Cluster.Operations;

/// <summary>
/// The command <c>record-backup path</c>: records that this dump, or folder of a base backup, is a complete backup of the database. The
/// program makes no backup itself.
/// </summary>
internal static class RecordBackupCommand
{
    public static async Task<int> RunAsync(string[] args, NpgsqlDataSource source, TextWriter to)
    {
        if (args is not [var path] || Find(path) is not { Count: > 0 } files || files.Sum(file => file.Length) is not (> 0 and var bytes))
        {
            to.WriteLine("usage: record-backup path; the path names a dump, or the folder of a base backup, that is there and not empty.");
            return ExitCodes.Settings;
        }
        var at = new DateTimeOffset(files.Max(file => file.LastWriteTimeUtc));
        await RecordTable.SaveAsync(source, new BackupRecord(at, bytes));
        to.WriteLine($"Recorded a backup of {bytes} bytes, complete at {at:yyyy-MM-dd'T'HH:mm:ss'Z'}.");
        return ExitCodes.Clean;
    }

    private static IReadOnlyList<FileInfo> Find(string path) =>
        Directory.Exists(path) ? [.. new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories)]
        : File.Exists(path) ? [new FileInfo(path)]
        : [];
}
