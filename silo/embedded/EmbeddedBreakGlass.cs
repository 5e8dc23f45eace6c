using Evaluation.Embedded.Journal;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;
using Evaluation.Runtime;

namespace Evaluation.Embedded;

/// <summary>The command <c>break-glass</c>, while the program does not run: see <see cref="BreakGlassCommand"/>.</summary>
internal static class EmbeddedBreakGlass
{
    public static async Task<int> RunAsync(string[] args, TextWriter to, string[]? settings = null, Action<IServiceCollection>? replace = null)
    {
        if (BreakGlassCommand.Read(args, to) is not { } command)
            return ExitCodes.Settings;
        try
        {
            var folder = EmbeddedSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings ?? []).Build()).DataFolder;
            if (!File.Exists(Path.Combine(folder, JournalFile.Name)))
            {
                to.WriteLine($"There is no journal in '{folder}'. EVALUATION_DATA names the data folder.");
                return ExitCodes.Settings;
            }
            await using var app = EmbeddedHost.Build(settings ?? [], replace);
            await ChainVerifier.VerifyAllAsync(app.Services.GetRequiredService<IJournal>());
            return await command.RunAsync(app.Services.GetRequiredService<IEngine>(), app.Services.GetRequiredService<TimeProvider>(), to);
        }
        catch (Exception failure) when (EmbeddedExit.For(failure) is { } code)
        {
            to.WriteLine(failure.Message);
            return code;
        }
    }
}
