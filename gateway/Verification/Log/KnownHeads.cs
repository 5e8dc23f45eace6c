using System.Text.Json;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;

namespace Evaluation.Gateway.Verification.Log;

/// <summary>A head of the log that somebody holds.</summary>
/// <param name="From">Who holds it, for the message.</param>
/// <param name="Origin">The number of the origin.</param>
/// <param name="Root">In base 64.</param>
public sealed record KnownHead(string From, int Origin, long Size, string Root)
{
    private const string Kept = "the newest signed head";

    /// <summary>Whether the server itself keeps it; otherwise a witness does.</summary>
    public bool IsKept => From == Kept;

    public static KnownHead Of(KeptHead kept) => new(Kept, kept.Origin, kept.Size, kept.Root);
}

/// <summary>
/// Reads the heads that a witness has kept: one JSON object a line, with <c>origin</c>, <c>size</c> and <c>root</c>. A line that a crash of
/// the witness cut off begins like a head and has no closing brace; it is left out.
/// </summary>
public static class KnownHeads
{
    private const string Begin = "{\"seen\":\"";
    private const int RootBytes = 32;

    /// <exception cref="SettingException">The file is not there, cannot be read, has a line that is no head, or has no head.</exception>
    public static IReadOnlyList<KnownHead> Read(string path)
    {
        if (Directory.Exists(path))
            throw new SettingException($"'{path}' is a folder; --heads needs the file in which a witness keeps heads.");
        if (!File.Exists(path))
            throw new SettingException($"There is no file '{path}'; --heads needs the file in which a witness keeps heads.");
        try
        {
            List<KnownHead> heads = [];
            foreach (var (index, line) in File.ReadLines(path).Index())
                if (line.Trim() is { Length: > 0 } text && !IsCut(text))
                    heads.Add(Find(text) ?? throw new SettingException($"Line {index + 1} of '{path}' is no head of a log: --heads needs the file in which a witness keeps heads."));
            return heads.Count > 0 ? heads : throw new SettingException($"'{path}' has no head of a log, so there is nothing to compare with.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The file of --heads cannot be read: {failure.Message}");
        }
    }

    private static bool IsCut(string line) =>
        !line.EndsWith('}') && (line.StartsWith(Begin, StringComparison.Ordinal) || Begin.StartsWith(line, StringComparison.Ordinal));

    private static KnownHead? Find(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var head = json.RootElement;
            var (origin, size, root) = (head.GetProperty("origin").GetString() ?? "", head.GetProperty("size").GetInt64(), head.GetProperty("root"));
            return origin.Length > 0 && size > 0 && root.GetBytesFromBase64().Length == RootBytes ? new("the witness", LogName.NumberOf(origin), size, root.GetString()!) : null;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
