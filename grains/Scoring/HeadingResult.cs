using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Scoring;

/// <summary>
/// The subtotals of a heading above criteria (F27), rounded. A sum that leaves out criteria, because they are not applicable or have no
/// points yet, comes with the maxima of those that it has.
/// </summary>
/// <param name="Path">The headings from the outermost to this one.</param>
/// <param name="Points">The sum of the maxima of the assessed criteria below; left out where there are none.</param>
/// <param name="Claimed">The sum of what the unit claimed; left out where no criterion has it. The others likewise.</param>
/// <param name="Accepted">The sum of what a reviewer accepted.</param>
/// <param name="Inspected">The sum of what the inspectors gave.</param>
/// <param name="ClaimedOf">The maxima of the criteria in the sum; left out where these are all.</param>
/// <param name="AcceptedOf">Likewise.</param>
/// <param name="InspectedOf">Likewise.</param>
/// <param name="Vote">The mean of the scores of the vote criteria below, by their points; left out where none has a score.</param>
public sealed record HeadingResult(
    IReadOnlyList<LocalText> Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Points = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Claimed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Accepted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Inspected = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? ClaimedOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? AcceptedOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? InspectedOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Vote = null)
{
    /// <summary>The heading in the pointers of its figures.</summary>
    [JsonIgnore]
    public string Name => NameOf(Path);

    /// <summary>The heading at this path in the pointers of its figures.</summary>
    internal static string NameOf(IReadOnlyList<LocalText> path) => JsonCursor.Escaped(HeadingPath.Name(path));

    /// <summary>The subtotals of assessed points, in the rules' order; null where no criterion has a heading.</summary>
    /// <param name="criteria">The criteria that have points, or could have them.</param>
    /// <param name="assessed">The points of each of them.</param>
    /// <param name="decimals">The decimals of the round.</param>
    public static IReadOnlyList<HeadingResult>? Of(IReadOnlyList<Criterion> criteria, IReadOnlyList<AssessedPoints> assessed, int decimals)
    {
        HeadingScore[] scores = [.. HeadingScore.Of(CriterionHeading.Of(criteria), assessed, [], [])];
        return scores.Length == 0 ? null : [.. scores.Select(score => score.Publish(decimals))];
    }
}
