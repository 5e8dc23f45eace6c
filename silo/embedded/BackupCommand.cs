using System.Diagnostics;
using Evaluation.Embedded.Files;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Operations;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Operations.Storage;

namespace Evaluation.Embedded;

/// <summary>
/// The command <c>backup folder</c>: copies the data folder while no program uses it, flushes the copy to its disk, and records the backup.
/// </summary>
internal static class BackupCommand
{
    public static int Run(string[] args, TextWriter to, TimeProvider clock)
    {
        var from = Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data";
        return args is [var target] ? Run(from, target, to, clock) : Usage(to, from);
    }

    internal static int Run(string from, string target, TextWriter to, TimeProvider clock)
    {
        (from, target) = (Path.GetFullPath(from), Path.GetFullPath(target));
        if (!File.Exists(Path.Combine(from, JournalFile.Name)))
            return Usage(to, from);
        if (target == from || target.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) || File.Exists(target))
        {
            to.WriteLine($"The backup needs a new or empty folder outside the data folder; '{target}' is none.");
            return ExitCodes.Settings;
        }
        try
        {
            using var held = DataFolder.Open(from);
            var began = Stopwatch.GetTimestamp();
            var bytes = Copy(from, target);
            var backup = new BackupRecord(clock.GetUtcNow(), bytes, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1));
            RecordFile.Change(from, records => records with { Backup = backup });
            to.WriteLine($"{bytes} bytes were copied to '{target}'. Run verify {target}.");
            return ExitCodes.Clean;
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }

    private static long Copy(string from, string to)
    {
        PrivateFiles.CreateFolder(to);
        var bytes = 0L;
        foreach (var path in Directory.EnumerateFiles(from).Where(path => Path.GetFileName(path) != DataFolder.LockName))
        {
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = PrivateFiles.OpenOrCreate(Path.Combine(to, Path.GetFileName(path)), FileShare.None);
            source.CopyTo(copy);
            copy.Flush(flushToDisk: true);
            bytes += copy.Length;
        }
        foreach (var folder in Directory.EnumerateDirectories(from))
            bytes += Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        DurableFolder.Flush(to);
        return bytes;
    }

    private static int Usage(TextWriter to, string from)
    {
        to.WriteLine($"usage: backup folder; there is no journal in '{from}', or no folder was named.");
        return ExitCodes.Settings;
    }
}
