using Evaluation.Embedded.Evidence;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Embedded.Operations;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Gateway.Verification.Recording;

namespace Evaluation.Embedded;

/// <summary>
/// The command <c>verify [folder]</c>: runs a <see cref="WholeCheck"/> of the folder and records it there. The program may run
/// at the same time.
/// </summary>
internal static class VerifyCommand
{
    /// <param name="args">The folder; empty for that of <c>EVALUATION_DATA</c>.</param>
    /// <param name="to">Receives the findings.</param>
    /// <param name="keys">The folder of keys; null for <see cref="KeyFolder.For"/>.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter to, string? keys = null)
    {
        var folder = args is [var named] ? named : Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data";
        if (args.Length > 1 || !File.Exists(Path.Combine(folder, JournalFile.Name)))
        {
            to.WriteLine($"usage: verify [folder]; there is no journal in '{folder}'.");
            return ExitCodes.Settings;
        }
        try
        {
            await using var journal = SqliteJournal.Open(new(folder));
            return await RecordedCheck.RunAsync(journal, FileEvidenceStore.Read(folder), to, TimeProvider.System, verification =>
            {
                RecordFile.Change(folder, records => records with { Verification = verification });
                return Task.CompletedTask;
            }, FileKeyStore.OpenExisting(keys ?? KeyFolder.For(folder)));
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }
}
