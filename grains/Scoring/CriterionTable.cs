namespace Evaluation.Scoring;

/// <summary>One criterion across the units of a round, rounded like a result. Groups below the minimum for a unit are neither shown nor counted (F22).</summary>
/// <param name="Distribution">The marks of the counted groups by option, over all units.</param>
/// <param name="Mean">Of the units' scores, each unit alike.</param>
/// <param name="Spread">The standard deviation of the units' scores: of all there are, so over their number.</param>
public sealed record CriterionTable(string Criterion, IReadOnlyList<OptionCount> Distribution, decimal? Mean, decimal? Spread, IReadOnlyList<CriterionClass> Classes);

/// <summary>The units of a class by their score for the criterion, best first; units without one last, in paper order.</summary>
public sealed record CriterionClass(string Class, decimal? Mean, decimal? Spread, IReadOnlyList<CriterionUnit> Units);

/// <param name="Rank">In the class, by unrounded score; equal scores share one.</param>
/// <param name="Score"><c>S(u,c)</c></param>
/// <param name="Slips">Of the counted groups.</param>
/// <param name="Valid">Their valid marks: the n of the shares' intervals.</param>
/// <param name="Groups">Each group's score is that for the criterion, its awareness that over all criteria.</param>
public sealed record CriterionUnit(
    string Unit, int? Rank, decimal? Score, long Slips, long Valid, Share? Positive, Share? Top, IReadOnlyList<OptionCount> Distribution, IReadOnlyList<GroupResult> Groups);

public sealed record OptionCount(string Option, long Marks);
