using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>How the points of a criterion follow from a figure, as a sentence (F23).</summary>
internal static class FigureSentence
{
    /// <summary>The sentence for those who enter or claim the points.</summary>
    public static string Of(RoundRules rules, Criterion criterion, PageRequest request) => Of(new RuleWords(rules, request), criterion, criterion.Score!) + request.Texts["publicRule.stop"];

    public static string Of(RuleWords words, Criterion criterion, FigureRule rule)
    {
        var sentence = words.Say("figure", words.Names.Criterion(criterion.Code), words.Number(criterion.Points), words.Form(rule.By), Points(words, rule));
        return rule.Of is { } figure ? words.Say("figure-of", sentence, words.Say("of-" + figure["vote.".Length..], words.Names.TopShare)) : sentence;
    }

    /// <summary>A figure as the rule compares it. Shares of the vote are written in percent, other fractions in both ways.</summary>
    private static string Figure(RuleWords words, FigureRule rule, decimal figure) => rule.Of switch
    {
        "vote.topShare" or "vote.positiveShare" => words.Share(figure),
        null when figure is > 0 and < 1 => words.Say("fraction", words.Number(figure), words.Share(figure)),
        _ => words.Number(figure),
    };

    private static string Points(RuleWords words, FigureRule rule)
    {
        var low = rule.Better == BetterFigure.Low ? "-low" : "";
        return rule.By switch
        {
            FigureForm.Steps => words.Say("steps", words.List((rule.Steps ?? []).Select(step => words.Say("step" + low, Figure(words, rule, step.From), words.Number(step.Points))))),
            FigureForm.Deduct => words.Say("deduct" + low, Figure(words, rule, rule.From ?? 0), Figure(words, rule, rule.Per ?? 0), words.Number(rule.Points ?? 0)),
            FigureForm.Rank when rule.StepPercent is { } percent => words.Say("rank-percent" + low, words.Number(percent)),
            FigureForm.Rank => words.Say("rank" + low, words.List(Table(words, rule))),
            FigureForm.Best => words.Say("best"),
            _ => rule.Limit is { } limit ? words.Say("plan-limit", words.Share(limit)) : words.Say("plan"),
        };
    }

    private static IEnumerable<string> Table(RuleWords words, FigureRule rule) =>
    [
        .. (rule.Table ?? []).Index().Select(rank => words.Say("place", rank.Index + 1, words.Number(rank.Item))),
        .. rule.Else is { } other ? [words.Say("place-else", words.Number(other))] : (string[])[],
    ];
}
