using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>
/// What the domain says, in the reader's language: faults of a definition, sentences in the journal. The domain says them in English, with
/// what was found filled in; the catalogue has each of these sentences, and each phrase in them, as a template in both languages.
/// </summary>
public static partial class DomainTexts
{
    private const string Entered = "entered.";

    private static readonly FrozenDictionary<string, Regex> Faults = Templates("fault.");

    private static readonly FrozenDictionary<string, Regex> Phrases = Templates("phrase.");

    private static readonly FrozenDictionary<string, Regex> Sentences = Templates("sentence.");

    private static readonly FrozenDictionary<string, Regex> Clauses = Templates("clause.");

    /// <summary>
    /// A fault's message as a page says it. What is of a wrong type or out of its range is said as what to enter, in both languages, by the
    /// section <c>entered</c>. Any other message stays in English, and where the catalogue does not know it.
    /// </summary>
    public static string Fault(Catalogue texts, string message) => Translate(Faults, Phrases, texts, message, isEntered: true) ?? message;

    /// <summary>A sentence that the journal has stored, in the same way.</summary>
    public static string Sentence(Catalogue texts, string message) => texts.Language == "en" ? message : Translate(Sentences, Clauses, texts, message) ?? message;

    /// <summary>Whether the catalogue knows the fault.</summary>
    public static bool KnowsFault(string message) => Translate(Faults, Phrases, Catalogue.Chinese, message) is not null;

    /// <param name="isEntered">Whether the section <c>entered</c> comes first. In English, only what it has is said in other words.</param>
    private static string? Translate(FrozenDictionary<string, Regex> templates, FrozenDictionary<string, Regex> phrases, Catalogue texts, string message, bool isEntered = false)
    {
        foreach (var (key, pattern) in templates.OrderByDescending(template => Catalogue.English[template.Key].Length))
        {
            if (pattern.Match(message) is not { Success: true } match)
                continue;
            if (isEntered && texts.Language == "en" && templates == Faults && texts.Find(Entered + key) is null)
                return null;
            var found = match.Groups.Values.Skip(1).Select(part => (object)(Translate(phrases, phrases, texts, part.Value, isEntered) ?? part.Value));
            return texts.Say(isEntered && texts.Find(Entered + key) is not null ? Entered + key : key, [.. found]);
        }
        return null;
    }

    private static FrozenDictionary<string, Regex> Templates(string section) => Catalogue.English.Keys.Where(key => key.StartsWith(section, StringComparison.Ordinal))
        .ToFrozenDictionary(key => key, key => new Regex($"^{Place().Replace(Regex.Escape(Catalogue.English[key]), "(.+?)")}$", RegexOptions.Singleline | RegexOptions.CultureInvariant));

    /// <summary>A place to fill in an escaped template.</summary>
    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
