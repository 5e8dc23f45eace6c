using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Operations.Handbook;

/// <summary>A piece of a line: plain, code, strong, emphasised, or a link.</summary>
/// <param name="Address">Of a link to a document of the handbook or a place in it; null where it leads to something else.</param>
public sealed partial record HandbookInline(string Text, bool IsCode = false, bool IsStrong = false, bool IsEmphasis = false, string? Address = null)
{
    /// <param name="document">The document in which the text stands.</param>
    public static IReadOnlyList<HandbookInline> Read(string text, string document)
    {
        List<HandbookInline> pieces = [];
        var at = 0;
        foreach (Match special in Special().Matches(text))
        {
            if (special.Index > at)
                pieces.Add(new(text[at..special.Index]));
            at = special.Index + special.Length;
            pieces.Add(special switch
            {
                _ when special.Groups["code"].Success => new(special.Groups["code"].Value, IsCode: true),
                _ when special.Groups["strong"].Success => new(special.Groups["strong"].Value.Replace("`", "", StringComparison.Ordinal), IsStrong: true),
                _ when special.Groups["soft"].Success => new(special.Groups["soft"].Value, IsEmphasis: true),
                _ => new(special.Groups["label"].Value.Replace("`", "", StringComparison.Ordinal), Address: AddressOf(special.Groups["to"].Value, document)),
            });
        }
        if (at < text.Length)
            pieces.Add(new(text[at..]));
        return pieces;
    }

    private static string? AddressOf(string to, string document)
    {
        var parts = to.Split('#', 2);
        var name = parts[0].Length == 0 ? document : parts[0].EndsWith(".md", StringComparison.Ordinal) ? parts[0][..^3] : "";
        return HandbookText.Names.Contains(name) ? $"/operations/handbook/{name}{(parts.Length > 1 ? "#" + parts[1] : "")}" : null;
    }

    [GeneratedRegex(@"`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])\*(?<soft>[^*\s][^*]*)\*(?![\w*])|\[(?<label>[^\]]+)\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Special();
}
