namespace Evaluation.Tests.Scoring.Forms;

/// <summary>Draws slips of two marks for the units u1 to u3, to cast the same ones in two rounds.</summary>
internal static class DrawnSlips
{
    /// <param name="random">The draw.</param>
    /// <param name="groups">The number of groups g1, g2, …</param>
    /// <param name="least">The fewest slips for a unit of a group.</param>
    /// <param name="end">More than the most slips.</param>
    /// <param name="options">The letters of the options.</param>
    public static IEnumerable<(string Unit, string Group, string[] Slips)> Of(Random random, int groups, int least, int end, string options = "ABCD")
    {
        foreach (var unit in new[] { "u1", "u2", "u3" })
            for (var group = 1; group <= groups; group++)
                yield return (unit, $"g{group}", [.. Enumerable.Range(0, random.Next(least, end)).Select(_ => $"{Mark()}{Mark()}")]);

        char Mark() => options[random.Next(options.Length)];
    }
}
