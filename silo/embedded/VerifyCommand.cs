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
/// The command <c>verify [folder] [--heads FILE]</c>: runs a <see cref="WholeCheck"/> of the folder and records it there. The program may
/// run at the same time.
/// </summary>
internal static class VerifyCommand
{
    /// <param name="args">The folder; empty for that of <c>EVALUATION_DATA</c>.</param>
    /// <param name="to">Receives the findings.</param>
    /// <param name="keys">The folder of keys; null for <see cref="KeyFolder.For"/>.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter to, string? keys = null)
    {
        try
        {
            var (named, from) = VerifyArguments.Read(args, "[folder] [--heads FILE]");
            var folder = named ?? (Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data");
            if (!File.Exists(Path.Combine(folder, JournalFile.Name)))
                throw new SettingException($"There is no journal in '{folder}'. Usage: verify [folder] [--heads FILE]");
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
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }
}
