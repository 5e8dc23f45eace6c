using System.Collections.Frozen;
using System.Reflection;

namespace Evaluation.Gateway.Pages.Operations.Handbook;

/// <summary>A document of the handbook, as it was when the program was built.</summary>
/// <param name="Name">The name in the page's address.</param>
public sealed record HandbookText(string Name, IReadOnlyList<HandbookBlock> Blocks)
{
    private static readonly FrozenDictionary<string, HandbookText> All = new[] { "operations", "settings" }.ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null for a name that no document has.</summary>
    public static HandbookText? Find(string name) => All.GetValueOrDefault(name);

    private static HandbookText Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"handbook/{name}.md")!;
        using var reader = new StreamReader(stream);
        return new(name, HandbookBlock.ReadAll(reader.ReadToEnd()));
    }
}
