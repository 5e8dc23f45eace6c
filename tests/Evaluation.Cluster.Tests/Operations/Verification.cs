using System.Diagnostics;

namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The program's own <c>verify</c>, as a process.</summary>
internal static class Verification
{
    /// <summary>Its exit code and output.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string connectionString)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Evaluation.Cluster.dll"), "verify"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__Evaluation"] = connectionString },
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
