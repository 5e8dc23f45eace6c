using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Operations.Handbook;

/// <summary>The kind of a block.</summary>
public enum BlockKind
{
    Heading,
    Text,
    Code,
    List,
    NumberedList,
    Table,
}

/// <summary>A block of a document: as much of Markdown as the documents of this program use.</summary>
/// <param name="Level">Of a heading, from 1.</param>
/// <param name="Text">Of a heading, a text or code.</param>
/// <param name="Items">Of a list, each with blocks of its own.</param>
/// <param name="Rows">Of a table, the head first.</param>
public sealed partial record HandbookBlock(BlockKind Kind, int Level, string Text, IReadOnlyList<IReadOnlyList<HandbookBlock>> Items, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const string Fence = "```";
    private const char FirstIdeograph = '\u2E80';

    /// <summary>The name of a heading in links, where it is not made from its text; null where it is.</summary>
    public string? Place { get; init; }

    /// <summary>The name of a heading in links, as repositories make it.</summary>
    public string Anchor => Place ?? NotInAnchor().Replace(Text.ToLowerInvariant().Replace("`", "", StringComparison.Ordinal), "").Replace(' ', '-');

    public static IReadOnlyList<HandbookBlock> ReadAll(string markdown) => Read([.. markdown.ReplaceLineEndings("\n").Split('\n')]);

    private static IReadOnlyList<HandbookBlock> Read(IReadOnlyList<string> lines)
    {
        List<HandbookBlock> blocks = [];
        for (var at = 0; at < lines.Count;)
        {
            var from = at;
            if (lines[at].Trim().Length == 0)
            {
                at++;
            }
            else if (Heading().Match(lines[at]) is { Success: true } heading)
            {
                at++;
                blocks.Add(Of(BlockKind.Heading, heading.Groups[2].Value) with { Level = heading.Groups[1].Length });
            }
            else if (lines[at].StartsWith(Fence, StringComparison.Ordinal))
            {
                at = While(lines, at + 1, line => !line.StartsWith(Fence, StringComparison.Ordinal)) + 1;
                blocks.Add(Of(BlockKind.Code, string.Join('\n', lines.Skip(from + 1).Take(at - from - 2))));
            }
            else if (lines[at].StartsWith('|'))
            {
                at = While(lines, at, line => line.StartsWith('|'));
                blocks.Add(Of(BlockKind.Table, "") with { Rows = [.. lines.Skip(from).Take(at - from).Where(line => !Rule().IsMatch(line)).Select(Cells)] });
            }
            else if (Item().IsMatch(lines[at]))
            {
                var kind = ListOf(lines[from]);
                at = While(lines, at, line => line.Length == 0 || line.StartsWith(' ') || ListOf(line) == kind);
                blocks.Add(Of(kind!.Value, "") with { Items = Split([.. lines.Skip(from).Take(at - from)]) });
            }
            else
            {
                at = While(lines, at, IsPartOfText);
                blocks.Add(Of(BlockKind.Text, lines.Skip(from).Take(at - from).Select(line => line.Trim()).Aggregate(Join)));
            }
        }
        return blocks;
    }

    /// <summary>Two lines of a text. Chinese has no space between words.</summary>
    private static string Join(string before, string next) => before[^1] >= FirstIdeograph || next[0] >= FirstIdeograph ? before + next : $"{before} {next}";

    private static HandbookBlock Of(BlockKind kind, string text) => new(kind, 0, text, [], []);

    /// <summary>The kind of list of which a line begins an item; null for any other line.</summary>
    private static BlockKind? ListOf(string line) => !Item().IsMatch(line) ? null : char.IsAsciiDigit(line[0]) ? BlockKind.NumberedList : BlockKind.List;

    private static bool IsPartOfText(string line) =>
        line.Trim().Length > 0 && !line.StartsWith(Fence, StringComparison.Ordinal) && !line.StartsWith('|') && !Heading().IsMatch(line) && !Item().IsMatch(line);

    private static int While(IReadOnlyList<string> lines, int at, Func<string, bool> holds)
    {
        while (at < lines.Count && holds(lines[at]))
            at++;
        return at;
    }

    /// <summary>The items of a list: what is indented below one belongs to it.</summary>
    private static IReadOnlyList<IReadOnlyList<HandbookBlock>> Split(IReadOnlyList<string> lines)
    {
        List<List<string>> items = [];
        var indent = 0;
        foreach (var line in lines)
        {
            if (Item().Match(line) is { Success: true } item)
            {
                indent = item.Length;
                items.Add([line[indent..]]);
            }
            else
            {
                items[^1].Add(line.Length >= indent && string.IsNullOrWhiteSpace(line[..indent]) ? line[indent..] : line.TrimStart());
            }
        }
        return [.. items.Select(Read)];
    }

    private static IReadOnlyList<string> Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"^(#{1,6}) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\|[\s:|-]+\|$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^(?:-|\d+\.) +")]
    private static partial Regex Item();

    [GeneratedRegex(@"[^\p{L}\p{Nd}\s_-]")]
    private static partial Regex NotInAnchor();
}
