using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>
/// The command <c>keys list</c> or <c>keys restore round share share</c>, for the folders of <c>EVALUATION_DATA</c> and
/// <c>EVALUATION_KEYS</c>. The program may run at the same time.
/// </summary>
internal static class KeysCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter to)
    {
        var folder = Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data";
        if (!File.Exists(Path.Combine(folder, JournalFile.Name)))
            return Usage(to, folder);
        try
        {
            await using var journal = SqliteJournal.Open(new(folder));
            var keys = KeyFolder.Of(Environment.GetEnvironmentVariable("EVALUATION_KEYS"), folder);
            return await KeyConsole.RunAsync(args, journal, args is ["list"] ? FileKeyStore.OpenExisting(keys) : FileKeyStore.Open(keys), to) ?? Usage(to, folder);
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }

    private static int Usage(TextWriter to, string folder)
    {
        to.WriteLine($"usage: keys list | keys restore round share share; the journal is in '{folder}'.");
        return ExitCodes.Settings;
    }
}
