using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Evaluation.Tests.Power;

/// <summary>The begin or the end of one system call.</summary>
/// <param name="Number">The number of the call: its end has that of its begin.</param>
/// <param name="IsEnd">Whether the call has returned.</param>
/// <param name="Name">Such as <c>fsync</c>.</param>
/// <param name="Arguments">As strace prints them, with all strings and paths in hexadecimal.</param>
/// <param name="Result">What it has returned; 0 at the begin.</param>
internal sealed partial record CallStep(int Number, bool IsEnd, string Name, string Arguments, long Result)
{
    /// <summary>The bytes of all strings, one after the other: what was sent or written.</summary>
    public byte[] Data => [.. Text().Matches(Arguments).SelectMany(text => Decode(text.Groups[1].Value))];

    /// <summary>The strings that are paths.</summary>
    public string[] Paths => [.. Text().Matches(Arguments).Select(text => Encoding.UTF8.GetString(Decode(text.Groups[1].Value)))];

    /// <summary>The path of the first descriptor; null where there is none.</summary>
    public string? Target => Descriptor().Match(Arguments) is { Success: true } found ? Encoding.UTF8.GetString(Decode(found.Groups[1].Value)) : null;

    /// <summary>The last argument, as a number.</summary>
    public long Last => long.Parse(Arguments[(Arguments.LastIndexOf(',') + 1)..].Trim(), CultureInfo.InvariantCulture);

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

    [GeneratedRegex("^[0-9]+<([^>]*)>")]
    private static partial Regex Descriptor();
}

/// <summary>Runs the server under strace and reads what it recorded.</summary>
internal static partial class SystemCalls
{
    /// <summary>
    /// The command before that of the server. <c>-D</c> leaves the server the child of the test; strings are printed whole and in
    /// hexadecimal, and descriptors with their paths.
    /// </summary>
    public static string[] Tracing(string file) =>
    [
        "strace", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "4000000", "-o", file, "-e",
        "trace=openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate,rename,renameat,renameat2,link,linkat,"
            + "unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile",
    ];

    /// <summary>
    /// All steps in the order in which strace has seen them. A thread's next call never begins before its last one has returned.
    /// </summary>
    public static IEnumerable<CallStep> Read(string file)
    {
        Dictionary<string, CallStep> open = [];
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (thread, rest) = (line[..space], line[space..].TrimStart());
            if (Resumed().Match(rest) is { Success: true } resumed && open.Remove(thread, out var begun))
            {
                yield return begun with { IsEnd = true, Arguments = begun.Arguments + resumed.Groups[1].Value, Result = long.Parse(resumed.Groups[2].Value, CultureInfo.InvariantCulture) };
            }
            else if (Unfinished().Match(rest) is { Success: true } unfinished)
            {
                yield return open[thread] = new(++number, false, unfinished.Groups[1].Value, unfinished.Groups[2].Value, 0);
            }
            else if (Whole().Match(rest) is { Success: true } whole)
            {
                var begin = new CallStep(++number, false, whole.Groups[1].Value, whole.Groups[2].Value, 0);
                yield return begin;
                yield return begin with { IsEnd = true, Result = long.Parse(whole.Groups[3].Value, CultureInfo.InvariantCulture) };
            }
        }
    }

    [GeneratedRegex(@"^(\w+)\((.*)\)\s+= (-?\d+)")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(\w+)\((.*) <unfinished \.\.\.>$")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(.*)\)\s+= (-?\d+)")]
    private static partial Regex Resumed();
}
