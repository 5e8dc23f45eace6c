using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>
/// All texts of the pages in one language, from <c>zh.json</c> or <c>en.json</c>. Both files have the same keys with the same places to
/// fill; a test sees to it.
/// </summary>
public sealed class Catalogue
{
    public static readonly Catalogue Chinese = Read("zh");
    public static readonly Catalogue English = Read("en");

    /// <summary>Chinese as it is; what would end a script element is escaped.</summary>
    private static readonly JsonSerializerOptions Embedded = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly FrozenDictionary<string, string> _texts;

    private Catalogue(string language, FrozenDictionary<string, string> texts) => (Language, _texts) = (language, texts);

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>For the page's <c>lang</c>.</summary>
    public string Tag => Language == "zh" ? "zh-CN" : "en";

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>A text without places to fill.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a bug of the page that asks.</exception>
    public string this[string key] => _texts[key];

    /// <summary>A text with its places filled: <c>{0}</c>, or <c>{0:unit|units}</c> for the word that goes with a number.</summary>
    public string Say(string key, params object?[] values) => Template.Fill(_texts[key], values);

    /// <summary>The text, or null where a key made from data has none.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key);

    public static Catalogue In(string language) => language == "en" ? English : Chinese;

    /// <summary>A section's texts for the page's modules, safe to stand inside a script element.</summary>
    /// <param name="name">The section.</param>
    /// <param name="more">Further texts under names that the section does not have.</param>
    public string Section(string name, IEnumerable<KeyValuePair<string, string>>? more = null)
    {
        var texts = _texts.Where(text => text.Key.StartsWith(name + ".", StringComparison.Ordinal)).Select(text => KeyValuePair.Create(text.Key[(name.Length + 1)..], text.Value))
            .Concat(more ?? []).ToDictionary();
        return JsonSerializer.Serialize(texts, Embedded);
    }

    private static Catalogue Read(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"texts/{language}.json")!;
        using var document = JsonDocument.Parse(stream);
        return new(language, Flatten("", document.RootElement).ToFrozenDictionary(text => text.Key, text => text.Text, StringComparer.Ordinal));
    }

    private static IEnumerable<(string Key, string Text)> Flatten(string prefix, JsonElement section) => section.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind == JsonValueKind.Object ? Flatten($"{prefix}{member.Name}.", member.Value) : [(prefix + member.Name, member.Value.GetString()!)]);
}
