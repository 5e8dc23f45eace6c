using System.Text.Json.Serialization;

namespace Evaluation.Scoring;

/// <summary>
/// One criterion across the units of a round, rounded like a result. Groups below the minimum for a unit are neither shown nor counted
/// (F22).
/// </summary>
/// <param name="Distribution">The marks of the counted groups by option, over all units.</param>
/// <param name="Mean">The mean of the units' scores; every unit counts alike.</param>
/// <param name="StandardDeviation">The standard deviation of the units' scores, of the whole population: divided by the number of
/// units.</param>
public sealed record CriterionTable(string Criterion, IReadOnlyList<OptionCount> Distribution, decimal? Mean, decimal? StandardDeviation, IReadOnlyList<CriterionClass> Classes);

/// <summary>The units of a class by their score for the criterion, best first; units without one last, in paper order.</summary>
public sealed record CriterionClass(string Class, decimal? Mean, [property: JsonPropertyName("spread")] decimal? StandardDeviation, IReadOnlyList<CriterionUnit> Units);

/// <summary>A unit's figures for the criterion.</summary>
/// <param name="Rank">In the class, by unrounded score; equal scores share a rank.</param>
/// <param name="Score"><c>S(u,c)</c></param>
/// <param name="Slips">The slips of the counted groups.</param>
/// <param name="Valid">The valid marks of the counted groups: the n of the shares' intervals.</param>
/// <param name="Groups">A group's score is its score for the criterion; its awareness is over all criteria.</param>
public sealed record CriterionUnit(
    string Unit, int? Rank, decimal? Score, long Slips, long Valid, Share? Positive, Share? Top, IReadOnlyList<OptionCount> Distribution, IReadOnlyList<GroupResult> Groups);

/// <summary>How many marks an option has.</summary>
public sealed record OptionCount(string Option, long Marks);
