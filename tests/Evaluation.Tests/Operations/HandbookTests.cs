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
        foreach (var name in HandbookText.Names)
        {
            var shown = new List<string>();
            var plain = new List<string>();
            foreach (var block in HandbookText.Find(name)!.Blocks)
                Collect(block, shown, plain);
            Assert.Equal("", string.Join('\n', plain.Where(text => text.Contains("**", StringComparison.Ordinal) || text.Contains('`', StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal))));
            var all = Letters(string.Concat(shown));
            foreach (var line in Repository.Lines($"docs/{name}.md").Where(line => !line.TrimStart().StartsWith("```", StringComparison.Ordinal)))
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
        foreach (var name in HandbookText.Names)
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(Repository.Read($"docs/{name}.md"), @"\]\((?<to>(?:operations|settings)\.md#[^)]+|#[^)]+)\)"))
            {
                var address = Assert.Single(HandbookInline.Read($"[x]({link.Groups["to"].Value})", name)).Address!;
                var place = address["/operations/handbook/".Length..].Split('#');
                Assert.Contains(place[1], HandbookText.Find(place[0])!.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(block => block.Anchor));
            }
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    /// <summary>Words of a line that are no part of a link's address or of a number of a list.</summary>
    private static IEnumerable<string> Words(string line) => System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(line, @"\]\([^)]*\)", " "), @"^\s*\d+\. ", "")
        .Split([' ', '|', '`', '*', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(Letters).Where(word => word.Length > 0);
}
