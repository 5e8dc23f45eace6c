using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>Why a unit has no total, in the reader's words.</summary>
internal static class NotRatedText
{
    public static string Of(Catalogue texts, UnitResult unit, RoundNames names)
    {
        var why = unit.NotRated is { } word ? texts.Find("notRated." + word) ?? word : texts.Say("results.incomplete", List(texts, unit.Incomplete.Select(component => texts.Find("component." + component) ?? component)));
        return unit.MissingFigures is { } criteria ? $"{why} {texts.Say("results.missingFigures", List(texts, criteria.Select(names.Criterion)))}" : why;
    }

    private static string List(Catalogue texts, IEnumerable<string> words) => string.Join(texts.Language == "zh" ? "、" : ", ", words);
}
