using Evaluation.Gateway.Pages.Operations.Handbook;

namespace Evaluation.Tests.Operations;

/// <summary>The documents of the handbook as the program shows them.</summary>
public sealed class HandbookTests
{
    [Fact]
    public void A_document_is_read_block_by_block()
    {
        var blocks = HandbookBlock.ReadAll(
            """
            # One: `two`

            A text
            on two lines.

            1. First
               goes on.

               ```sh
               echo "| no table |"
               ```

            2. Second

            | a | b |
            |---|---|
            | `c` | d |
            - x
            - y

            1. z
            """);
        Assert.Equal([BlockKind.Heading, BlockKind.Text, BlockKind.NumberedList, BlockKind.Table, BlockKind.List, BlockKind.NumberedList], blocks.Select(block => block.Kind));
        Assert.Equal(("one-two", "A text on two lines."), (blocks[0].Anchor, blocks[1].Text));
        Assert.Equal([[(BlockKind.Text, "First goes on."), (BlockKind.Code, "echo \"| no table |\"")], [(BlockKind.Text, "Second")]], blocks[2].Items.Select(item => item.Select(block => (block.Kind, block.Text))));
        Assert.Equal([["a", "b"], ["`c`", "d"]], blocks[3].Rows);
        Assert.Equal(2, blocks[4].Items.Count);
    }

    [Theory]
    [InlineData("a `code` b", "a |<code>| b")]
    [InlineData("**strong** and *soft* and 2 * 3 * 4", "!strong| and |/soft| and 2 * 3 * 4")]
    [InlineData("[settings](settings.md#verify)", "settings>/operations/handbook/settings#verify")]
    [InlineData("[here](#watch)", "here>/operations/handbook/operations#watch")]
    [InlineData("[figures](benchmarks.md#x)", "figures>")]
    public void A_line_is_read_piece_by_piece(string text, string pieces) => Assert.Equal(pieces, string.Join('|', HandbookInline.Read(text, "operations").Select(piece => piece switch
    {
        { IsCode: true } => $"<{piece.Text}>",
        { IsStrong: true } => $"!{piece.Text}",
        { IsEmphasis: true } => $"/{piece.Text}",
        { Address: { } to } => $"{piece.Text}>{to}",
        _ when text.StartsWith('[') => $"{piece.Text}>",
        _ => piece.Text,
    })));

    [Fact]
    public void Every_line_of_the_documents_is_shown_and_no_sign_of_its_form_is_left()
    {
        foreach (var (name, language) in Documents)
        {
            var shown = new List<string>();
            var plain = new List<string>();
            foreach (var block in HandbookText.Find(name, language)!.Blocks)
                Collect(block, shown, plain);
            Assert.Equal("", string.Join('\n', plain.Where(text => text.Contains("**", StringComparison.Ordinal) || text.Contains('`', StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal))));
            var all = Letters(string.Concat(shown));
            foreach (var line in Repository.Lines(FileOf(name, language)).Where(line => !line.TrimStart().StartsWith("```", StringComparison.Ordinal)))
                foreach (var word in Words(line))
                    Assert.Contains(word, all, StringComparison.Ordinal);
        }

        void Collect(HandbookBlock block, List<string> shown, List<string> plain)
        {
            if (block.Kind == BlockKind.Code)
                shown.Add(block.Text);
            else
                foreach (var text in block.Rows.SelectMany(row => row).Prepend(block.Text))
                    foreach (var piece in HandbookInline.Read(text, "operations"))
                    {
                        shown.Add(piece.Text);
                        if (!piece.IsCode)
                            plain.Add(piece.Text);
                    }
            foreach (var inner in block.Items.SelectMany(item => item))
                Collect(inner, shown, plain);
        }
    }

    [Fact]
    public void Links_within_the_handbook_have_their_place()
    {
        foreach (var (name, language) in Documents)
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Repository.Read(FileOf(name, language)), @"\]\((?<to>(?:operations|settings)\.md#[^)]+|#[^)]+)\)"))
            {
                var address = Assert.Single(HandbookInline.Read($"[x]({link.Groups["to"].Value})", name)).Address!;
                var place = address["/operations/handbook/".Length..].Split('#');
                Assert.Contains(place[1], HandbookText.Find(place[0], language)!.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Anchor));
            }
        }
    }

    /// <summary>An operator who reads Chinese finds every section, table, command and name that the English document has.</summary>
    [Fact]
    public void The_Chinese_documents_have_the_sections_commands_and_names_of_the_English_ones()
    {
        foreach (var name in HandbookText.Names)
        {
            var (english, chinese) = (Flat(HandbookText.Find(name)!.Blocks).ToList(), Flat(HandbookText.Find(name, "zh")!.Blocks).ToList());
            Assert.Equal(Headings(english), Headings(chinese));
            Assert.Equal(Codes(english), Codes(chinese));
            Assert.Equal(Tables(english), Tables(chinese));
            Assert.Equal("", string.Join('\n', Names(english).Except(Names(chinese))));
            Assert.DoesNotContain(chinese.Where(block => block.Kind == BlockKind.Heading), heading => heading.Text.All(char.IsAscii));
        }

        static IEnumerable<HandbookBlock> Flat(IEnumerable<HandbookBlock> blocks) => blocks.SelectMany(block => Flat(block.Items.SelectMany(item => item)).Prepend(block));

        static IEnumerable<(int, string)> Headings(IEnumerable<HandbookBlock> blocks) => blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => (block.Level, block.Anchor));

        static IEnumerable<string> Codes(IEnumerable<HandbookBlock> blocks) => blocks.Where(block => block.Kind == BlockKind.Code).Select(block => block.Text);

        static IEnumerable<(int, int)> Tables(IEnumerable<HandbookBlock> blocks) => blocks.Where(block => block.Kind == BlockKind.Table).Select(block => (block.Rows.Count, block.Rows[0].Count));

        static IEnumerable<string> Names(IEnumerable<HandbookBlock> blocks) => blocks.Where(block => block.Kind != BlockKind.Code)
            .SelectMany(block => block.Rows.SelectMany(row => row).Prepend(block.Text)).SelectMany(text => HandbookInline.Read(text, "operations")).Where(piece => piece.IsCode).Select(piece => piece.Text);
    }

    private static IEnumerable<(string Name, string Language)> Documents => HandbookText.Names.SelectMany(name => new[] { (name, "en"), (name, "zh") });

    private static string FileOf(string name, string language) => $"docs/{name}{(language == "zh" ? ".zh" : "")}.md";

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>Words of a line that are no part of a link's address or of a number of a list.</summary>
    private static IEnumerable<string> Words(string line) => System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(line, @"\]\([^)]*\)", " "), @"^\s*\d+\. ", "")
        .Split([' ', '|', '`', '*', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0);
}
