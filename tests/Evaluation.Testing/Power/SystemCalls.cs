using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Testing.Power;

/// <summary>The begin or the end of one system call.</summary>
/// <param name="Number">The number of the call: its end has that of its begin.</param>
/// <param name="Thread">The thread that has made the call.</param>
/// <param name="At">When strace has seen it: nanoseconds of the machine's clock.</param>
/// <param name="IsEnd">Whether the call has returned.</param>
/// <param name="Name">Such as <c>fsync</c>.</param>
/// <param name="Arguments">As strace prints them, with all strings and paths in hexadecimal.</param>
/// <param name="Result">What it has returned; 0 at the begin.</param>
public sealed partial record CallStep(int Number, string Thread, long At, bool IsEnd, string Name, string Arguments, long Result)
{
    /// <summary>The bytes of all strings, one after the other: what was sent or written.</summary>
    public byte[] Data => [.. Text().Matches(Arguments).SelectMany(text => Decode(text.Groups[1].Value))];

    /// <summary>The strings that are paths.</summary>
    public string[] Paths => [.. Text().Matches(Arguments).Select(text => Encoding.UTF8.GetString(Decode(text.Groups[1].Value)))];

    /// <summary>The path of the first descriptor; null where there is none, or where the file has no name any more.</summary>
    public string? Target => TargetText().Match(Arguments) is { Success: true } found ? Encoding.UTF8.GetString(Decode(found.Groups[1].Value)) : null;

    /// <summary>The number of the first descriptor.</summary>
    public int Descriptor => int.Parse(Arguments.AsSpan(0, Arguments.IndexOf('<', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>The last argument, as a number.</summary>
    public long Last => NumberBefore(Arguments.Length);

    /// <summary>The argument before the last one, as a number.</summary>
    public long NextToLast => NumberBefore(Arguments.LastIndexOf(','));

    /// <summary>Whether it sends something or writes into a pipe or terminal.</summary>
    public bool IsSending => Name is "sendto" or "sendmsg" or "write" or "writev" && Target?.StartsWith('/') != true;

    /// <summary>The number that ends before this place.</summary>
    private long NumberBefore(int end) => long.Parse(Arguments.AsSpan(0, end)[(Arguments.AsSpan(0, end).LastIndexOf(',') + 1)..].Trim(), CultureInfo.InvariantCulture);

    /// <summary>Hexadecimal where strace escapes bytes, the characters themselves elsewhere.</summary>
    private static byte[] Decode(string text)
    {
        List<byte> bytes = [];
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '\\' && text[at + 1] == 'x')
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                bytes.Add((byte)text[at++]);
            }
        }
        return [.. bytes];
    }

    [GeneratedRegex("\"((?:\\\\x[0-9a-f]{2})*)\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"^[0-9]+<([^>]*)>(?!\(deleted\))")]
    private static partial Regex TargetText();
}

/// <summary>Runs a program under strace and reads what it recorded.</summary>
public static partial class SystemCalls
{
    private const string Changes =
        "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate,rename,renameat,renameat2,link,linkat,"
        + "unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile";

    private const string Sendings = "write,writev,sendto,sendmsg";

    /// <summary>Why no program can be traced on this machine; null when one can.</summary>
    public static string? WhyMissing { get; } = Find();

    /// <summary>The command before that of a server that changes files and sends answers.</summary>
    public static string[] Tracing(string file) => Tracing(file, $"{Changes},sendto,sendmsg");

    /// <summary>The same, where only the changes of files count.</summary>
    public static string[] TracingChanges(string file) => Tracing(file, Changes);

    /// <summary>The same, where only the answers count.</summary>
    public static string[] TracingSendings(string file) => Tracing(file, Sendings);

    /// <summary>
    /// All steps in the order in which strace has seen them. A thread's next call never begins before its last one has returned. The end
    /// of a call is seen before the program continues, and its begin before the call has an effect. So the times of two traces tell which
    /// step comes first where one causes the other.
    /// </summary>
    public static IEnumerable<CallStep> Read(string file)
    {
        Dictionary<string, CallStep> open = [];
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            if (Line().Match(line) is not { Success: true } split)
                continue;
            var (thread, at, rest) = (split.Groups[1].Value, Nanoseconds(split.Groups[2].Value), line[split.Length..]);
            if (Resumed().Match(rest) is { Success: true } resumed && open.Remove(thread, out var begun))
            {
                yield return End(begun with { Arguments = begun.Arguments + resumed.Groups[1].Value }, resumed.Groups[2].Value, rest);
            }
            else if (Unfinished().Match(rest) is { Success: true } unfinished)
            {
                yield return open[thread] = new(++number, thread, at, false, unfinished.Groups[1].Value, unfinished.Groups[2].Value, 0);
            }
            else if (Whole().Match(rest) is { Success: true } whole)
            {
                var begin = new CallStep(++number, thread, at, false, whole.Groups[1].Value, whole.Groups[2].Value, 0);
                yield return begin;
                yield return End(begin, whole.Groups[3].Value, rest);
            }
        }
    }

    /// <summary>
    /// <c>-D</c> leaves the program the child of the test; strings and arrays are printed whole, strings in hexadecimal, and descriptors
    /// with their paths.
    /// </summary>
    private static string[] Tracing(string file, string calls) =>
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-v", "-s", "4000000", "--absolute-timestamps=unix,ns", "--syscall-times=ns", "-o", file, "-e", $"trace={calls}",
    ];

    private static CallStep End(CallStep begun, string result, string rest) => begun with
    {
        IsEnd = true,
        At = begun.At + (Took().Match(rest) is { Success: true } took ? Nanoseconds(took.Groups[1].Value) : 0),
        Result = long.Parse(result, CultureInfo.InvariantCulture),
    };

    private static long Nanoseconds(string seconds) => (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * 1_000_000_000);

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

    [GeneratedRegex(@"^(\d+) +(\d+\.\d+) ")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(\w+)\((.*)\)\s+= (-?\d+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(\w+)\((.*) <unfinished \.\.\.>$")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(.*)\)\s+= (-?\d+)")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"<(\d+\.\d+)>$")]
    private static partial Regex Took();
}
