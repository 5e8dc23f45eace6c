using Evaluation.Embedded.Evidence;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Embedded.Log;
using Evaluation.Embedded.Operations;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Gateway.Verification.Recording;

namespace Evaluation.Embedded;

/// <summary>
/// The command <c>verify [folder] [--heads FILE]</c>: runs a <see cref="WholeCheck"/> of the folder and records it there. The program may run
/// at the same time.
/// </summary>
internal static class VerifyCommand
{
    /// <param name="args">The folder; empty for that of <c>EVALUATION_DATA</c>.</param>
    /// <param name="to">Receives the findings.</param>
    /// <param name="keys">The folder of keys; null for <see cref="KeyFolder.For"/>.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter to, string? keys = null)
    {
        var from = args is [.., "--heads", _] ? args[^1] : null;
        args = from is null ? args : args[..^2];
        var folder = args is [var named] ? named : Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data";
        if (args.Length > 1 || !File.Exists(Path.Combine(folder, JournalFile.Name)))
        {
            to.WriteLine($"usage: verify [folder] [--heads FILE]; there is no journal in '{folder}'.");
            return ExitCodes.Settings;
        }
        try
        {
            keys ??= KeyFolder.For(folder);
            List<KnownHead> heads = [];
            if (await new HeadFile(keys).ReadAsync() is { } kept)
                heads.Add(KnownHead.Of(kept));
            if (from is not null)
                heads.AddRange(KnownHeads.Read(from));
            await using var journal = SqliteJournal.Open(new(folder));
            return await RecordedCheck.RunAsync(journal, FileEvidenceStore.Read(folder), to, TimeProvider.System, verification =>
            {
                RecordFile.Change(folder, records => records with { Verification = verification });
                return Task.CompletedTask;
            }, FileKeyStore.OpenExisting(keys), heads);
        }
        catch (FormatException failure)
        {
            to.WriteLine(failure.Message);
            return ExitCodes.Settings;
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }
}
