using System.Text.Json;
using Evaluation.Gateway.Log;

namespace Evaluation.Gateway.Verification.Log;

/// <summary>A head of the log that somebody holds.</summary>
/// <param name="From">Who holds it, for the message.</param>
/// <param name="Origin">The number of the origin.</param>
/// <param name="Root">In base 64.</param>
public sealed record KnownHead(string From, int Origin, long Size, string Root)
{
    public static KnownHead Of(KeptHead kept) => new("the newest signed head", kept.Origin, kept.Size, kept.Root);
}

/// <summary>
/// Reads the heads that a witness has kept: one JSON object a line, with <c>origin</c>, <c>size</c> and <c>root</c>. A line that a crash
/// cut off has no closing brace and is left out.
/// </summary>
public static class KnownHeads
{
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">A line is no head.</exception>
    public static IReadOnlyList<KnownHead> Read(string path)
    {
        var heads = new List<KnownHead>();
        foreach (var line in File.ReadLines(path).Where(line => line.EndsWith('}')))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var head = json.RootElement;
                heads.Add(new("the witness", LogName.NumberOf(head.GetProperty("origin").GetString()!), head.GetProperty("size").GetInt64(), head.GetProperty("root").GetString()!));
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new FormatException($"Line {heads.Count + 1} of '{path}' is no head: {failure.Message}");
            }
        }
        return heads;
    }
}
