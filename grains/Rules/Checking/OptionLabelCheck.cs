using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the labels of options for one criterion: they name options of a vote, and voters can tell them apart.</summary>
internal static class OptionLabelCheck
{
    private static readonly string[] Languages = ["zh", "en"];

    public static void Check(CheckScope scope)
    {
        var options = scope.Rules.Options;
        foreach (var (index, criterion) in scope.Rules.Criteria.Index())
        {
            if (criterion.OptionLabels is not { } labels)
                continue;
            var at = $"/criteria/{index}/optionLabels";
            if (criterion.Source != CriterionSource.Vote && scope.IsSound($"/criteria/{index}/source"))
            {
                scope.Report(at, "must be left out: nobody votes on an assessed criterion");
                continue;
            }
            if (!scope.IsSound("/options", options.Count, "code"))
                continue;
            HashSet<string> known = [.. options.Select(option => option.Code)];
            foreach (var code in labels.Keys.Where(code => !known.Contains(code)))
                scope.Report($"{at}/{JsonCursor.Escaped(code)}", $"{PlainText.Quoted(code)} is not defined; {NameHint.For(code, known)}");
            Differ(scope, at, criterion, options);
        }
    }

    /// <summary>Reports a label that looks like that of another option on the paper.</summary>
    private static void Differ(CheckScope scope, string at, Criterion criterion, IReadOnlyList<Option> options)
    {
        foreach (var (index, option) in options.Index())
        {
            var pointer = $"{at}/{JsonCursor.Escaped(option.Code)}";
            if (!criterion.OptionLabels!.ContainsKey(option.Code) || !scope.IsSound(pointer))
                continue;
            var twin = options.Where((_, other) => other != index).FirstOrDefault(other =>
                Languages.Any(language => Appearance(criterion, option, language) == Appearance(criterion, other, language)));
            if (twin is not null)
                scope.Report(pointer, $"{PlainText.Quoted(criterion.LabelOf(option).In("zh"))} looks like the label of {PlainText.Quoted(twin.Code)}; labels of a list must differ");
        }
    }

    private static string Appearance(Criterion criterion, Option option, string language) => VisibleText.Appearance(criterion.LabelOf(option).In(language));
}
