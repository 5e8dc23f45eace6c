using System.Diagnostics;
using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Results;
using Evaluation.Results.Recounts;
using Evaluation.Scoring;

namespace Evaluation.Tests.Results.Recounts;

/// <summary>The recount of recount/recount.mjs, which shares no code with the server.</summary>
internal static class RecountProgram
{
    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"))) ? null : "Node is not installed";

    /// <summary>Runs it with addresses and folders.</summary>
    public static async Task<RecountReport> RunAsync(params string[] places)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Repository.Root, "recount", "recount.mjs"));
        foreach (var place in places)
            start.ArgumentList.Add(place);
        using var node = System.Diagnostics.Process.Start(start)!;
        var (said, failed) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return new(node.ExitCode, await said, await failed);
    }

    /// <summary>Saves a result and its tallies as a reader of the site would.</summary>
    public static void Save(string folder, string name, RoundResult result, byte[] tallies, string? hash = null)
    {
        File.WriteAllBytes(Path.Combine(folder, $"{name}-tallies.json"), tallies);
        var published = new
        {
            result.Round,
            result.Version,
            result.Turnout,
            result.Classes,
            Recount = new ResultRecount(hash ?? PublishedTallies.HashOf(tallies), ""),
        };
        File.WriteAllText(Path.Combine(folder, $"{name}-result.json"), JsonSerializer.Serialize(published, ApiJson.Options));
    }
}

internal sealed record RecountReport(int ExitCode, string Said, string Failed)
{
    public IEnumerable<string> Differences => Said.Split('\n').Where(line => line.Contains("DIFFERS", StringComparison.Ordinal)).Select(line => line.Trim());

    /// <summary>How many figures were equal, and how many within the rounding of public numbers.</summary>
    public (int Equal, int Near) Counts
    {
        get
        {
            var lines = Said.Split('\n').Where(line => line.Contains(" figures equal, ", StringComparison.Ordinal)).Select(line => line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToList();
            return (lines.Sum(words => int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture)), lines.Sum(words => int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }
}
