using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>The forms of classes, grades and lists in plain words.</summary>
internal static class ResultForms
{
    public static IEnumerable<RuleForm> Of(RoundRules rules, RuleWords words) =>
    [
        new("classes", [.. rules.Classes.SelectMany(unitClass => Class(words, unitClass))]),
        new("places", [.. rules.Grades.SelectMany(grade => Places(words, grade))]),
        new("tail", [.. (rules.Tail ?? []).Select(tail => Tail(words, tail))]),
        new("ties", rules.Ties is { } ties ? [Ties(words, ties)] : []),
        new("again", [.. rules.Vetoes.Where(veto => veto.When.Again is not null)
            .Select(veto => words.Say("again", words.In(veto.Label, veto.Code), veto.When.Again, veto.When.Of))]),
    ];

    private static IEnumerable<string> Class(RuleWords words, UnitClass unitClass)
    {
        var name = words.Names.Class(unitClass.Code);
        if (unitClass.IsPooled)
            yield return words.Say("class-pooled", name);
        if (unitClass.Parts is { } parts)
            yield return words.Say("class-parts", name, words.List(parts.Select(part => $"{part.Key} {words.Number(part.Value)}")));
        if (unitClass.Components is { } components)
            yield return words.Say("class-total", name, words.Components(components));
        if (unitClass.Points is { } points)
            yield return words.Say("class-points", name, words.List(points.Select(given => given.Value == 0
                ? words.Say("class-without", words.Names.Criterion(given.Key))
                : words.Say("level", words.Names.Criterion(given.Key), words.Number(given.Value)))));
        if (!unitClass.IsRanked)
            yield return words.Say("class-unranked", name);
        if (unitClass.Note is { } note)
            yield return words.Say("of", name, words.In(note, ""));
    }

    private static IEnumerable<string> Places(RuleWords words, Grade grade)
    {
        if (grade.Rounding is { } rounding)
            yield return words.Say("rounding-" + rounding.ToString().ToLowerInvariant(), words.Names.Grade(grade.Code));
        if (grade.Places is { } places)
            yield return words.Say("places", words.Names.Grade(grade.Code), words.List(places.Select(given => words.Say("places-of", words.Names.Class(given.Key), given.Value))));
    }

    private static string Tail(RuleWords words, TailEntry tail)
    {
        var name = words.Names.Tail(tail.Code);
        var sentence = tail.Below is { } below ? words.Say("tail-below", name, tail.Places, words.Number(below)) : words.Say("tail", name, tail.Places);
        return tail.Ties is { } ties ? sentence + words.Say("tail-" + ties.ToString().ToLowerInvariant()) : sentence;
    }

    private static string Ties(RuleWords words, IReadOnlyList<TieBreaker> ties) => ties.Count == 0
        ? words.Say("ties-none")
        : words.Say("ties", words.List(ties.Select(tie => words.Say("tie-" + tie.ToString().ToLowerInvariant(), words.Names.TopShare))));
}
