using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Tests.Style;

/// <summary>The table of ASVS refers to what exists, and its counts are those of its rows.</summary>
public sealed partial class AsvsTests
{
    private const string Page = "docs/asvs.md";

    /// <summary>Requirements of levels 1 and 2 in version 5.0.0.</summary>
    private static readonly (int Level1, int Level2) Requirements = (70, 183);

    private static readonly string[] Verdicts = ["yes", "partly", "no", "not applicable"];

    /// <summary>The rows by chapter: number, level, requirement, verdict, evidence.</summary>
    private static readonly string[][] Rows = [.. Table(Repository.Read(Page)[Repository.Read(Page).IndexOf("## 1 ", StringComparison.Ordinal)..]).Where(row => Number().IsMatch(row[0]))];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_has_one_row_with_a_verdict_and_evidence()
    {
        Assert.Equal(Requirements, (Rows.Count(row => row[1] == "1"), Rows.Count(row => row[1] == "2")));
        Assert.Equal(Rows.Select(row => row[0]).Distinct(), Rows.Select(row => row[0]));
        Assert.All(Rows, row => Assert.Contains(row[3], Verdicts));
        Assert.All(Rows, row => Assert.InRange(row[2].Split(' ').Length, 2, 12));
        Assert.All(Rows, row => Assert.NotEqual("", row[4]));
    }

    [Fact]
    public void The_counts_and_the_list_of_what_is_missing_follow_from_the_rows()
    {
        var head = Table(Repository.Read(Page).Split("\n## 1 ")[0]).ToArray();
        foreach (var verdict in Verdicts)
        {
            var counted = head.Single(row => row[0] == verdict);
            Assert.Equal(
                [Count("1"), Count("2"), Rows.Count(row => row[3] == verdict)], counted[2..].Select(number => int.Parse(number, CultureInfo.InvariantCulture)));

            int Count(string level) => Rows.Count(row => row[3] == verdict && row[1] == level);
        }
        Assert.Equal(
            Rows.Where(row => row[3] is "no" or "partly").Select(row => $"{row[0]} {row[1]} {row[3]}").Order(StringComparer.Ordinal),
            head.Where(row => Number().IsMatch(row[0])).Select(row => $"{row[0]} {row[1]} {row[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_that_is_given_as_evidence_is_in_the_repository()
    {
        var others = Repository.Texts.Where(file => file != Page).ToArray();
        var all = string.Join('\n', [.. others, .. others.Select(Repository.Read)]);
        var missing = Rows.SelectMany(row => Code().Matches(row[4]).Select(match => (row[0], Name: match.Groups[1].Value))).Where(named => !all.Contains(named.Name, StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    private static IEnumerable<string[]> Table(string text) =>
        text.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Number();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
