using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>The forms of bodies, figures, periods and the catalogue in plain words.</summary>
internal static class AssessmentForms
{
    public static IEnumerable<RuleForm> Of(RoundRules rules, RuleWords words) =>
    [
        new("bodies", rules.Assessors is null ? [] : [.. rules.Bodies.Where(body => rules.SheetCriteriaOf(body).Count > 0).SelectMany(body => Body(rules, words, body))]),
        new("trimFrom", rules.Panel.TrimFrom is { } sheets ? [words.Say("trimFrom", sheets)] : []),
        new("figures", [.. rules.Criteria.Where(criterion => criterion.Score is not null).Select(criterion => FigureSentence.Of(words, criterion, criterion.Score!))]),
        new("periods", [.. rules.Criteria.Where(criterion => criterion.Periods is not null)
            .Select(criterion => words.Say("periods", words.Names.Criterion(criterion.Code), words.List(criterion.Periods!)))]),
        new("entries", [.. (rules.Entries ?? []).Select(entry => Entry(words, entry))]),
        new("caps", [.. words.Caps(rules.Components)]),
    ];

    private static IEnumerable<string> Body(RoundRules rules, RuleWords words, string? body)
    {
        yield return words.Say("of", words.Names.Body(body), words.List(rules.SheetCriteriaOf(body).Select(criterion => words.Names.Criterion(criterion.Code))));
        if (rules.Assessor(body)?.Trim is { } trim)
            yield return words.Say("trim-" + trim.ToString().ToLowerInvariant(), words.Names.Body(body));
    }

    private static string Entry(RuleWords words, CatalogueEntry entry)
    {
        var points = entry.Levels is { } levels
            ? words.List(levels.Select(level => words.Say("level", words.Names.Level(entry.Code, level.Key), words.Number(level.Value))))
            : words.Say("points", words.Number(entry.Points ?? 0));
        var sentence = words.Say(entry.Kind == EntryKind.Bonus ? "entry-bonus" : "entry-deduction", words.In(entry.Label, entry.Code), points);
        if (entry.Criterion is { } criterion)
            sentence += words.Say("entry-criterion", words.Names.Criterion(criterion));
        if (entry.Same is { } same)
            sentence += words.Say(same == SameEntry.Highest ? "entry-highest" : "entry-sum");
        return entry.Cap is { } cap ? sentence + words.Say("entry-cap", words.Number(cap)) : sentence;
    }
}
