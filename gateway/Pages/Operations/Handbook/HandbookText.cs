using System.Collections.Frozen;
using System.Reflection;

namespace Evaluation.Gateway.Pages.Operations.Handbook;

/// <summary>A document of the handbook, as it was when the program was built.</summary>
/// <remarks>
/// The document in Chinese has the same headings in the same order, under the same names in links: advice and other pages link to a place
/// without knowing the reader's language. A test sees to it.
/// </remarks>
/// <param name="Name">The name in the page's address.</param>
public sealed record HandbookText(string Name, IReadOnlyList<HandbookBlock> Blocks)
{
    private static readonly FrozenDictionary<string, HandbookText> All = new[] { "operations", "settings" }.ToFrozenDictionary(name => name, name => Read(name, ""), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, HandbookText> Chinese = All.Values.ToFrozenDictionary(english => english.Name, english => Read(english.Name, ".zh").Under(english), StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a name that no document has.</summary>
    /// <param name="language"><c>zh</c> or <c>en</c>.</param>
    public static HandbookText? Find(string name, string language = "en") => (language == "zh" ? Chinese : All).GetValueOrDefault(name);

    /// <summary>The document with the names of the headings of another one.</summary>
    private HandbookText Under(HandbookText other)
    {
        var places = new Queue<string>(other.Blocks.Where(IsHeading).Select(heading => heading.Anchor));
        return this with { Blocks = [.. Blocks.Select(block => IsHeading(block) && places.TryDequeue(out var place) ? block with { Place = place } : block)] };
    }

    private static bool IsHeading(HandbookBlock block) => block.Kind == BlockKind.Heading;

    private static HandbookText Read(string name, string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"handbook/{name}{language}.md")!;
        using var reader = new StreamReader(stream);
        return new(name, HandbookBlock.ReadAll(reader.ReadToEnd()));
    }
}
