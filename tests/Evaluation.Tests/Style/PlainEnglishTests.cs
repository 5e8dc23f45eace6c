using System.Text.RegularExpressions;

namespace Evaluation.Tests.Style;

/// <summary>The part of plain English that a machine can check: short lines, and no word that a standard term has replaced.</summary>
public sealed partial class PlainEnglishTests
{
    private const int ColumnsMax = 140;

    [Fact]
    public void A_comment_line_has_at_most_140_characters() =>
        AssertNone(Repository.Texts.Where(IsSource).SelectMany(file => Repository.Lines(file).Index().Where(line => Comment().IsMatch(line.Item)).Select(line => (file, line))).Where(TooLong).Select(Place));

    [Fact]
    public void A_line_of_prose_in_a_document_has_at_most_140_characters() =>
        AssertNone(Repository.Texts.Where(file => Path.GetExtension(file) == ".md").SelectMany(file => Prose(file).Select(line => (file, line))).Where(TooLong).Select(Place));

    [Fact]
    public void No_text_contains_a_word_that_a_standard_term_has_replaced() => AssertNone(
        from file in Repository.Texts
        where IsSource(file) || Path.GetExtension(file) is ".md" or ".json"
        where !file.EndsWith("/PlainEnglishTests.cs", StringComparison.Ordinal) && !Recorded().IsMatch(file)
        from line in Repository.Lines(file).Index()
            // The words of a test's name stand between underscores.
        where Replaced().IsMatch(line.Item.Replace('_', ' '))
        select Place((file, line)));

    /// <summary>The lines of a document without code blocks, tables and images, which cannot be broken.</summary>
    private static IEnumerable<(int Index, string Item)> Prose(string file)
    {
        var isCode = false;
        foreach (var line in Repository.Lines(file).Index())
        {
            var text = line.Item.TrimStart();
            if (text.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (!isCode && !text.StartsWith('|') && !text.StartsWith("![", StringComparison.Ordinal))
                yield return line;
        }
    }

    private static bool IsSource(string file) => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".mjs" or ".css" or ".sql" or ".sh" or ".yaml" || file == ".ci/run";

    private static bool TooLong((string File, (int Index, string Item) Line) at) => at.Line.Item.Length > ColumnsMax;

    private static string Place((string File, (int Index, string Item) Line) at) => $"{at.File}:{at.Line.Index + 1}: {at.Line.Item.Trim()}";

    private static void AssertNone(IEnumerable<string> found)
    {
        var listed = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(listed.Length == 0, listed);
    }

    [GeneratedRegex(@"^\s*(///?|#(?!\w+:)|--(?!\w)|/?\*)\s")]
    private static partial Regex Comment();

    /// <summary>Words that standard terms have replaced: fenced, activate, deactivate, reported, envelope, batch and others.</summary>
    [GeneratedRegex(
        @"\b(overtaken?|put away|woken|wakes? up|comes? to life|parcels?|gatherings?|yardsticks?|troubles?|passbook|tidings|whoever|whatever is|(?:is|are|was|were|be|been) told)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Replaced();

    /// <summary>What earlier builds wrote, kept as it was.</summary>
    [GeneratedRegex("^tests/(Fixtures|.*/Golden)/|^tests/.*golden", RegexOptions.IgnoreCase)]
    private static partial Regex Recorded();
}
