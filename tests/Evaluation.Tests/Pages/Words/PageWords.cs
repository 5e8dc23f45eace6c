using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Evaluation.Tests.Pages.Words;

/// <summary>What the texts of a page must not contain.</summary>
internal static partial class PageWords
{
    /// <summary>Elements whose text is a code, is typed by a person, or is read by a program.</summary>
    private const string NotWords = "script, style, code, pre, textarea, .on-request, [lang=en], [lang=zh-CN]";

    /// <summary>
    /// Names of formats and programs; codes of the planted round, which stand beside or in place of labels; ids that the system gives; what
    /// the planted round's people have typed.
    /// </summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "SHA-", "JSON", "CSV", "XLSX", "PDF", "csv", "xlsx", "zip", "MiB", "Ctrl", "results", "UTF-", "JavaScript", "http", "admin", "duty", "openness", "visit", "law", "npc", "users", "town", "school", "named", "north", "spot", "creative",
        "adj-", "sc-", "ev-", "iev-", "spot-", "social", "sheets", "were", "filed",
        // Functions in the arithmetic of a derivation.
        "min", "max",
    };

    /// <summary>Labels of the planted round, which are in Chinese only.</summary>
    private static readonly string[] Labels = ["基本满意", "不满意", "满意", "不了解", "履职", "公开", "验收", "法治", "代表", "服务对象", "学校", "镇", "开放 248 天", "一", "二", "三"];

    /// <summary>The faults of a page, each once.</summary>
    public static IEnumerable<string> Faults(string html, string language)
    {
        var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.QuerySelectorAll(NotWords).Where(element => element.LocalName is not "html"))
            element.Remove();
        return Texts(page.DocumentElement).SelectMany(text => Faults(text.Trim(), language == "en")).Distinct();
    }

    private static IEnumerable<string> Texts(IElement root)
    {
        foreach (var text in root.Descendants<IText>())
            yield return text.TextContent;
        foreach (var element in root.QuerySelectorAll("[title], [aria-label], [alt], [placeholder]"))
            foreach (var name in new[] { "title", "aria-label", "alt", "placeholder" })
                if (element.GetAttribute(name) is { } value)
                    yield return value;
    }

    private static IEnumerable<string> Faults(string text, bool isEnglish)
    {
        text = Address().Replace(Hash().Replace(text, ""), "");
        if (Place().Match(text) is { Success: true })
            yield return $"open place: {Short(text)}";
        if (Code().Match(text) is { Success: true } code)
            yield return $"code {code.Value}: {Short(text)}";
        if (Instant().IsMatch(text))
            yield return $"instant: {Short(text)}";
        if (text.Contains("票箱 0", StringComparison.Ordinal) || text.Contains("box 0", StringComparison.OrdinalIgnoreCase))
            yield return $"box 0: {Short(text)}";
        if (isEnglish && Chinese().IsMatch(Labels.Aggregate(text, (rest, label) => rest.Replace(label, "", StringComparison.Ordinal))))
            yield return $"Chinese: {Short(text)}";
        if (!isEnglish)
            foreach (var word in Latin().Matches(text).Where(word => !Known.Contains(word.Value) && !Planted().IsMatch(word.Value)))
                yield return $"word {word.Value}: {Short(text)}";
    }

    private static string Short(string text) => text.Length > 90 ? text[..90] : text;

    [GeneratedRegex(@"\[\d\]|\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(slips|claimed|accepted|mean|value|roll)\(|(?<![\w/])/(options|groups|units|criteria|classes|grades|components|panel|vetoes|ballot|assessors|organiser|title|period)\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d")]
    private static partial Regex Instant();

    [GeneratedRegex("[\u4E00-\u9FFF]")]
    private static partial Regex Chinese();

    /// <summary>Secrets, accounts, persons and rounds of the tests.</summary>
    [GeneratedRegex("^(secret|account-|person-|absent-|round)")]
    private static partial Regex Planted();

    [GeneratedRegex("https?://[!-~]+")]
    private static partial Regex Address();

    /// <summary>A SHA-256, which people compare letter by letter.</summary>
    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex("[A-Za-z][A-Za-z-]{2,}")]
    private static partial Regex Latin();
}
