namespace Evaluation.Rules.Headings;

/// <summary>A heading above criteria (F27).</summary>
/// <param name="Path">The headings from the outermost to this one.</param>
/// <param name="Criteria">The criteria below it, at any depth, in the rules' order.</param>
public sealed record CriterionHeading(IReadOnlyList<LocalText> Path, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>The name of the heading in pointers and columns: that of <see cref="HeadingPath.Name"/>.</summary>
    public string Name => HeadingPath.Name(Path);

    /// <summary>The headings above some criteria, each before those below it; none where no criterion has one.</summary>
    public static IReadOnlyList<CriterionHeading> Of(IReadOnlyList<Criterion> criteria)
    {
        var below = new OrderedDictionary<string, (LocalText[] Path, List<Criterion> Criteria)>();
        foreach (var criterion in criteria)
        {
            for (var level = 1; level <= (criterion.Path?.Count ?? 0); level++)
            {
                LocalText[] path = [.. criterion.Path!.Take(level)];
                below.TryAdd(HeadingPath.Name(path), (path, []));
                below[HeadingPath.Name(path)].Criteria.Add(criterion);
            }
        }
        return [.. below.Values.Select(heading => new CriterionHeading(heading.Path, heading.Criteria))];
    }
}
