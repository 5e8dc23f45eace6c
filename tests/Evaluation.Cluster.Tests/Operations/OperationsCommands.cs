
namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The commands of docs/operations.md, so that the tests execute what an operator types.</summary>
internal static class OperationsCommands
{
    private const string Fence = "```";

    /// <summary>The only command that begins with these words.</summary>
    public static string Command(string words) => Assert.Single(Commands().Distinct(), command => command.StartsWith(words + " ", StringComparison.Ordinal));

    /// <summary>The commands of one section that begin with one of these words, in order.</summary>
    public static string[] Commands(string section, params string[] words) =>
        [.. Commands(section).Where(command => words.Any(word => command.StartsWith(word + " ", StringComparison.Ordinal)))];

    private static IEnumerable<string> Commands(string? section = null)
    {
        var (isInside, isWanted) = (false, section is null);
        foreach (var line in Repository.Lines("docs/operations.md"))
        {
            if (section is not null && line.StartsWith("## ", StringComparison.Ordinal))
                isWanted = line[3..] == section;
            if (!isWanted)
                continue;
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                isInside = !isInside;
            else if (isInside)
                yield return line.Trim();
        }
    }
}
