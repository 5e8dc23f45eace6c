namespace Evaluation.Rules.Headings;

/// <summary>The headings above a criterion, from the outermost inwards (F27).</summary>
public static class HeadingPath
{
    /// <summary>Separates the headings of a path in one text.</summary>
    public const string Separator = " > ";

    /// <summary>The path as one text, in Chinese where a heading is. No two headings of a round have the same.</summary>
    public static string Name(IReadOnlyList<LocalText> path) => Text(path, "zh");

    /// <summary>Whether a criterion with these headings stands below a heading.</summary>
    /// <param name="own">The headings above the criterion; null for none.</param>
    /// <param name="heading">The heading with those above it.</param>
    public static bool IsBelow(IReadOnlyList<LocalText>? own, IReadOnlyList<LocalText> heading) => own is not null && own.Take(heading.Count).SequenceEqual(heading);

    /// <summary>The path as one text in a language.</summary>
    public static string Text(IReadOnlyList<LocalText> path, string language) => string.Join(Separator, path.Select(heading => heading.In(language)));

    /// <summary>The path as one text in both languages; null for no path.</summary>
    public static LocalText? Both(IReadOnlyList<LocalText>? path) => path is null ? null : new(Text(path, "zh"), Text(path, "en"));

    /// <summary>
    /// The headings that begin at a criterion: those of its path that are not above the criterion before it, each with the headings above.
    /// </summary>
    /// <param name="before">The path of the criterion before it; null at the beginning and without headings.</param>
    /// <param name="path">The path of the criterion; null without headings.</param>
    public static IReadOnlyList<IReadOnlyList<LocalText>> Opened(IReadOnlyList<LocalText>? before, IReadOnlyList<LocalText>? path)
    {
        var shared = (before ?? []).Zip(path ?? []).TakeWhile(pair => pair.First == pair.Second).Count();
        return [.. Enumerable.Range(shared + 1, (path?.Count ?? 0) - shared).Select(level => (IReadOnlyList<LocalText>)[.. path!.Take(level)])];
    }
}
