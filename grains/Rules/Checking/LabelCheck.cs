using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>
/// Checks that readers can tell the items of a list apart: in neither language do two of them look the same. Units are compared within
/// their class, because a page shows units by class.
/// </summary>
internal static class LabelCheck
{
    internal static readonly string[] Languages = ["zh", "en"];

    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        Differ(scope, "/options", rules.Options.Select(option => (option.Code, (LocalText?)option.Label, "")));
        Differ(scope, "/criteria", rules.Criteria.Select(criterion => (criterion.Code, (LocalText?)criterion.Label, "")));
        Differ(scope, "/groups", rules.Groups.Select(group => (group.Code, (LocalText?)group.Label, "")));
        Differ(scope, "/classes", rules.Classes.Select(unitClass => (unitClass.Code, (LocalText?)unitClass.Label, "")));
        Differ(scope, "/units", rules.Units.Select(unit => (unit.Code, (LocalText?)unit.Label, unit.Class)));
        Differ(scope, "/grades", rules.Grades.Select(grade => (grade.Code, grade.Label, "")));
        Differ(scope, "/assessors", (rules.Assessors ?? []).Select(body => (body.Code, (LocalText?)body.Label, "")));
        Differ(scope, "/vetoes", rules.Vetoes.Select(veto => (veto.Code, veto.Label, "")));
        Differ(scope, "/tail", (rules.Tail ?? []).Select(entry => (entry.Code, entry.Label, "")));
        Differ(scope, "/entries", (rules.Entries ?? []).Select(entry => (entry.Code, entry.Label, "")));
        Differ(scope, "/combine", (rules.Combine ?? []).Select(part => (part.Round, part.Label, "")));
    }

    private static void Differ(CheckScope scope, string list, IEnumerable<(string Code, LocalText? Label, string Within)> items)
    {
        var known = new Dictionary<(string Language, string Appearance, string Within), string>();
        foreach (var (index, item) in items.Index())
        {
            var pointer = $"{list}/{index}/label";
            if (item.Label is not { } label || !scope.IsSound(pointer))
                continue;
            var twin = Languages.Select(language => (Shown: label.In(language), Code: known.GetValueOrDefault(Key(language)))).FirstOrDefault(found => found.Code is not null);
            if (twin.Code is { } code)
                scope.Report(pointer, $"{PlainText.Quoted(twin.Shown)} looks like the label of {PlainText.Quoted(code)}; labels of a list must differ");
            foreach (var language in Languages)
                known.TryAdd(Key(language), item.Code);

            (string Language, string Appearance, string Within) Key(string language) => (language, VisibleText.Appearance(label.In(language)), item.Within);
        }
    }
}
