using System.ComponentModel;
using System.Diagnostics;

namespace Evaluation.Tests.Power;

/// <summary>A test that needs strace and the right to trace a process; skipped with a message where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    private static readonly string? WhyMissing = Find();

    public StraceFactAttribute() => Skip = WhyMissing;

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
            return "strace is there on Linux only.";
        try
        {
            using var tried = System.Diagnostics.Process.Start(new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-e", "trace=fsync", "true"]) { RedirectStandardError = true })!;
            var said = tried.StandardError.ReadToEnd();
            tried.WaitForExit();
            return tried.ExitCode == 0 ? null : $"strace may not trace a process here: {said.Trim()}";
        }
        catch (Win32Exception)
        {
            return "strace was not found: install Debian's package strace.";
        }
    }
}
