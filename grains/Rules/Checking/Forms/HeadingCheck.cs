using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking.Forms;

/// <summary>
/// Checks the headings above criteria (F27): each is one block of the list, with the criteria directly under it first, and readers can tell
/// headings apart.
/// </summary>
internal static class HeadingCheck
{
    private static readonly string[] Languages = ["zh", "en"];

    // A path is written as one text with these: headings by the first three, languages by the last one.
    private static readonly char[] Separators = ['>', '＞', '›', '|'];

    public static void Check(CheckScope scope)
    {
        var criteria = scope.Rules.Criteria;
        if (criteria.All(criterion => criterion.Path is null))
            return;
        foreach (var (index, criterion) in criteria.Index())
            Texts(scope, index, criterion.Path ?? []);
        if (scope.IsSound("/criteria", criteria.Count, "path"))
            Blocks(scope, criteria);
    }

    private static void Texts(CheckScope scope, int index, IReadOnlyList<LocalText> path)
    {
        foreach (var (level, heading) in path.Index())
        {
            var pointer = $"/criteria/{index}/path/{level}";
            if (new[] { heading.Zh, heading.En }.FirstOrDefault(text => text?.IndexOfAny(Separators) >= 0) is { } text)
                scope.Report(pointer, $"holds {PlainText.Quoted(text[text.IndexOfAny(Separators)].ToString())}, which separates headings or languages; write the heading without it");
            if (path.Take(level).Any(above => AreAlike(above, heading)))
                scope.Report(pointer, $"{PlainText.Quoted(Shown(heading))} stands above itself; leave out the repetition");
        }
    }

    private static void Blocks(CheckScope scope, IReadOnlyList<Criterion> criteria)
    {
        // The first criterion below each heading.
        var known = new List<(IReadOnlyList<LocalText> Path, Criterion First)>();
        foreach (var (index, criterion) in criteria.Index())
        {
            var (path, before) = (criterion.Path ?? [], index == 0 ? null : criteria[index - 1]);
            if (path.Count > 0 && before?.Path is { } longer && longer.Count > path.Count && Shares(longer, path, path.Count))
            {
                scope.Report(
                    $"/criteria/{index}/path",
                    $"stands directly under {PlainText.Quoted(Shown(path[^1]))}, but after the heading {PlainText.Quoted(Shown(longer[path.Count]))} below it; list the criterion before those of that heading");
            }
            for (var level = 1; level <= path.Count; level++)
            {
                if (before?.Path is { } above && above.Count >= level && Shares(above, path, level))
                    continue;
                if (known.FirstOrDefault(heading => heading.Path.Count == level && Shares(heading.Path, path, level)) is { First: { } first })
                {
                    scope.Report(
                        $"/criteria/{index}/path",
                        $"{PlainText.Quoted(Shown(path[level - 1]))} also stands above {PlainText.Quoted(first.Code)}, and {PlainText.Quoted(before!.Code)} is between; list the criteria of a heading next to each other");
                    break;
                }
                var twin = known.FirstOrDefault(heading => heading.Path.Count == level && Shares(heading.Path, path, level - 1) && AreAlike(heading.Path[^1], path[level - 1]));
                if (twin is { First: { } other })
                {
                    scope.Report(
                        $"/criteria/{index}/path/{level - 1}",
                        $"{PlainText.Quoted(Shown(path[level - 1]))} looks like a heading of {PlainText.Quoted(other.Code)}; write the same heading alike, in every language");
                    break;
                }
                known.Add(([.. path.Take(level)], criterion));
            }
        }
    }

    private static bool Shares(IReadOnlyList<LocalText> one, IReadOnlyList<LocalText> other, int levels) => one.Take(levels).SequenceEqual(other.Take(levels));

    private static bool AreAlike(LocalText one, LocalText other) => Languages.Any(language => VisibleText.Appearance(one.In(language)) == VisibleText.Appearance(other.In(language)));

    private static string Shown(LocalText heading) => heading.In("zh");
}
