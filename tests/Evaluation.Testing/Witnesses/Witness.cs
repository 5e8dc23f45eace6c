using System.Diagnostics;

namespace Evaluation.Testing.Witnesses;

/// <summary>The witness as a program of its own, with its file of heads.</summary>
public sealed class Witness(string heads)
{
    /// <summary>Exit codes of the program.</summary>
    public const int NewOrigin = 5, Rollback = 6, Fork = 7;

    /// <summary>Why it cannot run on this machine; null when it can.</summary>
    public static string? WhyMissing { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")))
        ? null
        : "It needs Node.";

    /// <summary>The line of the key that it was given.</summary>
    public string Key { get; set; } = "";

    /// <summary>The file of heads.</summary>
    public string Heads => heads;

    /// <summary>Looks once at a server, or accepts an origin, and returns the exit code and what it said.</summary>
    public async Task<(int Code, string Said)> RunAsync(Site server, string command = "follow", params string[] more)
    {
        string[] arguments = [Path.Combine(Repository.Root, "witness", "witness.mjs"), command, "--server", server.Address.ToString(), "--key", Key, "--heads", heads, .. more];
        using var node = Process.Start(new ProcessStartInfo("node", command == "follow" ? [.. arguments, "--once"] : arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return (node.ExitCode, await output + await error);
    }
}
