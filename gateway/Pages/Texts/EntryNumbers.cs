using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>Numbered entries in words: <c>o-3</c> is 异议第3号. The API and the addresses of pages keep the id.</summary>
public static partial class EntryNumbers
{
    /// <summary>The entry in the reader's language; an id of another form as it is.</summary>
    public static string Of(Catalogue texts, string id) =>
        Id().Match(id) is { Success: true } match ? texts.Say("number." + match.Groups[1].Value, match.Groups[2].Value) : id;

    /// <summary>The number alone, where the words before it say what it is of.</summary>
    public static string NumberOf(Catalogue texts, string id) => Id().Match(id) is { Success: true } match ? texts.Say("number.nth", match.Groups[2].Value) : id;

    /// <summary>A change of accounts that was proposed, such as <c>p-3</c>; null for anything else, as an account.</summary>
    public static string? OfProposal(Catalogue texts, string id) => ProposalId().Match(id) is { Success: true } match ? texts.Say("number.p", match.Groups[1].Value) : null;

    [GeneratedRegex("^p-([1-9][0-9]{0,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex ProposalId();

    [GeneratedRegex("^(o|f|ev|iev|sc|fact|adj|h)-([1-9][0-9]{0,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
