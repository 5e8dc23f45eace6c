using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>
/// What the domain says, in the reader's language: faults of a definition, details of an audit. The domain says them in English, with what
/// was found filled in; the catalogue has each of these sentences, and each phrase in them, as a template in both languages.
/// </summary>
public static partial class DomainTexts
{
    private static readonly FrozenDictionary<string, Regex> Faults = Templates("fault.");

    private static readonly FrozenDictionary<string, Regex> Details = Templates("detail.");

    private static readonly FrozenDictionary<string, Regex> Phrases = Templates("phrase.");

    /// <summary>A fault's message; as it stands in English, and where the catalogue does not know it.</summary>
    public static string Fault(Catalogue texts, string message) => texts.Language == "en" ? message : Translate(Faults, texts, message) ?? message;

    /// <summary>What an audit says of an act besides its name, in the same way, with instants to the second in a time zone.</summary>
    public static string Detail(Catalogue texts, string detail, string timeZone)
    {
        var formats = new Formats(texts);
        var local = Instant().Replace(detail, found => formats.Second(DateTimeOffset.Parse(found.ValueSpan, CultureInfo.InvariantCulture), timeZone));
        return texts.Language == "en" ? local : Translate(Details, texts, local) ?? local;
    }

    /// <summary>Whether the catalogue knows the fault.</summary>
    public static bool KnowsFault(string message) => Translate(Faults, Catalogue.Chinese, message) is not null;

    private static string? Translate(FrozenDictionary<string, Regex> templates, Catalogue texts, string message)
    {
        foreach (var (key, pattern) in templates.OrderByDescending(template => Catalogue.English[template.Key].Length))
        {
            if (pattern.Match(message) is not { Success: true } match)
                continue;
            var found = match.Groups.Values.Skip(1).Select(part => (object)(Translate(Phrases, texts, part.Value) ?? part.Value));
            return texts.Say(key, [.. found]);
        }
        return null;
    }

    private static FrozenDictionary<string, Regex> Templates(string section) => Catalogue.English.Keys.Where(key => key.StartsWith(section, StringComparison.Ordinal))
        .ToFrozenDictionary(key => key, key => new Regex($"^{Place().Replace(Regex.Escape(Catalogue.English[key]), "(.+?)")}$", RegexOptions.Singleline | RegexOptions.CultureInvariant));

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    /// <summary>A place to fill in an escaped template.</summary>
    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
