
namespace Evaluation.Cluster.Tests.Operations;

/// <summary>The commands of docs/operations.md, so that the tests execute what an operator types.</summary>
internal static class Handbook
{
    private const string Fence = "```";

    /// <summary>The only command that begins with these words.</summary>
    public static string Command(string words) => Assert.Single(Commands().Distinct(), command => command.StartsWith(words + " ", StringComparison.Ordinal));

    private static IEnumerable<string> Commands()
    {
        var isInside = false;
        foreach (var line in Repository.Lines("docs/operations.md"))
        {
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                isInside = !isInside;
            else if (isInside)
                yield return line.Trim();
        }
    }
}
