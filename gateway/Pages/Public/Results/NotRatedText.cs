using Evaluation.Gateway.Pages.Texts;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>Why a unit has no total, in the reader's words.</summary>
internal static class NotRatedText
{
    public static string Of(Catalogue texts, UnitResult unit) => unit.NotRated is { } why
        ? texts.Find("notRated." + why) ?? why
        : texts.Say("results.incomplete", string.Join(texts.Language == "zh" ? "、" : ", ", unit.Incomplete.Select(component => texts.Find("component." + component) ?? component)));
}
