using System.Diagnostics;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The program's own commands, such as <c>verify</c>, as a process.</summary>
internal static class Verification
{
    /// <summary>The exit code and output of <c>verify</c>.</summary>
    public static Task<(int Code, string Said)> RunAsync(string connectionString) => RunAsync(connectionString, "verify");

    /// <summary>The exit code and output of a command.</summary>
    public static Task<(int Code, string Said)> RunAsync(string connectionString, params string[] command) =>
        RunAsync(connectionString, KeyDatabases.Settings(connectionString), command);

    /// <summary>The exit code and output of a command with these settings for keys.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string connectionString, IEnumerable<(string Name, string Value)> keys, params string[] command)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Evaluation.Cluster.dll"), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Evaluation"] = connectionString, [FlushCheck.Setting] = "true" },
        };
        foreach (var (name, value) in keys)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
