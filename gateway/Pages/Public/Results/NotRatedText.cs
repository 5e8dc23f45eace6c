using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>Why a unit has no total, in the reader's words.</summary>
internal static class NotRatedText
{
    public static string Of(Catalogue texts, UnitResult unit, RoundNames names) => unit.NotRated is { } why
        ? texts.Find("notRated." + why) ?? why
        : texts.Say("results.incomplete", string.Join(texts.Language == "zh" ? "、" : ", ", unit.Incomplete.SelectMany(component => Missing(texts, unit, component, names))));

    /// <summary>The sheets and claims that the component lacks; the component itself where none are named.</summary>
    private static IEnumerable<string> Missing(Catalogue texts, UnitResult unit, string component, RoundNames names)
    {
        var entries = (unit.Missing ?? []).Where(entry => entry.Component == component).ToList();
        return entries.Count == 0 ? [texts.Find("component." + component) ?? component] : entries.Select(entry => Say(texts, entry, names));
    }

    private static string Say(Catalogue texts, MissingEntry entry, RoundNames names) => entry switch
    {
        { Criterion: null } => texts.Say("results.missingSheet", names.Body(entry.By)),
        { Component: "inspection", Period: null } => texts.Say("results.missingFigure", names.Criterion(entry.Criterion)),
        { Component: "self" } => texts.Say("results.missingClaim", names.Criterion(entry.Criterion), entry.Period ?? ""),
        _ => texts.Say("results.missingSheetOf", names.Body(entry.By), names.Criterion(entry.Criterion), entry.Period ?? ""),
    };
}
