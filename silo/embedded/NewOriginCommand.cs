using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Embedded.Log;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Embedded;

/// <summary>The command <c>new-origin --reason TEXT</c> for the data folder, while no program uses it.</summary>
internal static class NewOriginCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter to, TimeProvider clock)
    {
        var folder = Environment.GetEnvironmentVariable("EVALUATION_DATA") is { Length: > 0 } set ? set : "data";
        if (!File.Exists(Path.Combine(folder, JournalFile.Name)))
        {
            to.WriteLine($"There is no journal in '{folder}'. EVALUATION_DATA names the data folder.");
            return ExitCodes.Settings;
        }
        try
        {
            using var held = DataFolder.Open(folder);
            await using var journal = SqliteJournal.Open(new(held.Path));
            return await NewOrigin.RunAsync(args, journal, new HeadFile(KeyFolder.For(folder)), to, clock);
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }
}
