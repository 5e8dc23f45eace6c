using System.Text.RegularExpressions;

namespace Evaluation.Tests.Style;

/// <summary>The table of tests that play the insider names tests that are there.</summary>
public sealed partial class InsiderTableTests
{
    [Fact]
    public void Every_attempt_names_tests_that_are_in_the_repository()
    {
        var section = Repository.Read("docs/security.md").Split("\n## ").Single(part => part.StartsWith("Tests that play the insider\n", StringComparison.Ordinal));
        var rows = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToArray();
        Assert.True(rows.Length >= 16);
        var files = Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).ToArray();
        Assert.All(rows, row =>
        {
            string[] names = [.. Name().Matches(row.Split('|')[2]).Select(name => name.Groups[1].Value)];
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.Contains(files, file => name.EndsWith(".mjs", StringComparison.Ordinal)
                ? file.EndsWith('/' + name, StringComparison.Ordinal)
                : Path.GetFileName(file) == name + ".cs" && HasTest(file)));
        });
    }

    private static bool HasTest(string file) => Test().IsMatch(Repository.Read(file));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\[(Postgres|WithNode|Node|Strace)?(Fact|Theory)\]")]
    private static partial Regex Test();
}
