using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Definition.Typed;

/// <summary>What decides between equal totals, in the words of the form instead of the codes of the definition.</summary>
internal static class TieWords
{
    private static readonly string[] Codes = [.. Enum.GetNames<TieBreaker>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The codes by their words in both languages.</summary>
    private static readonly Dictionary<string, string> ByWord = new(
        Codes.SelectMany(code => new[] { Catalogue.Chinese, Catalogue.English }.Select(texts => KeyValuePair.Create(texts[Key(code)], code))), StringComparer.OrdinalIgnoreCase);

    /// <summary>The list in words; another text as it is.</summary>
    public static string Write(Catalogue texts, JsonNode? ties) => ties is JsonArray items
        ? string.Join(texts["audit.between-codes"], items.Select(item => DefinitionTree.Text(item) is var code && Codes.Contains(code) ? texts[Key(code)] : DefinitionTree.Text(item)))
        : CompactText.Write(ties);

    /// <summary>Puts codes in place of the words that were typed.</summary>
    public static void Resolve(JsonObject definition)
    {
        if (definition["ties"] is not JsonArray ties)
            return;
        for (var index = 0; index < ties.Count; index++)
            if (ByWord.TryGetValue(DefinitionTree.Text(ties[index]), out var code))
                ties[index] = code;
    }

    private static string Key(string code) => $"form.tie-{code}";
}
