using System.Text.Json.Serialization;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Scores;

/// <summary>
/// Current scores by class. A unit has the fields of a result, without the grade and, before the close, without counts.
/// </summary>
/// <param name="CutAt">Before the close: the cut that the figures come from; null before the first cut.</param>
/// <param name="NextCutAt">Before the close: the next cut; null after the last.</param>
public sealed record LiveScores(string Round, RoundState State, DateTimeOffset? CutAt, DateTimeOffset? NextCutAt, IReadOnlyList<ClassResult> Classes)
{
    /// <summary>Grows with every change. The snapshot writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}

/// <summary>The current scores of one criterion across the units. Before the close they have no counts.</summary>
public sealed record LiveCriterion(
    string Round,
    RoundState State,
    DateTimeOffset? CutAt,
    DateTimeOffset? NextCutAt,
    string Criterion,
    IReadOnlyList<OptionCount> Distribution,
    decimal? Mean,
    decimal? Spread,
    IReadOnlyList<CriterionClass> Classes)
{
    public static LiveCriterion Of(string round, RoundState state, DateTimeOffset? cutAt, DateTimeOffset? nextCutAt, CriterionTable table) =>
        new(round, state, cutAt, nextCutAt, table.Criterion, table.Distribution, table.Mean, table.StandardDeviation, table.Classes);

    /// <summary>Grows with every change. The snapshot writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}
