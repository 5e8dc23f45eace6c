using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Scores;

/// <summary>Current scores by class. A unit has the fields of a result, without the grade.</summary>
public sealed record LiveScores(string Round, RoundState State, IReadOnlyList<ClassResult> Classes)
{
    /// <summary>Grows with every change. The snapshot writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}

/// <summary>The current scores of one criterion across the units.</summary>
public sealed record LiveCriterion(
    string Round, RoundState State, string Criterion, IReadOnlyList<OptionCount> Distribution, decimal? Mean, decimal? Spread, IReadOnlyList<CriterionClass> Classes)
{
    public static LiveCriterion Of(string round, RoundState state, CriterionTable table) =>
        new(round, state, table.Criterion, table.Distribution, table.Mean, table.StandardDeviation, table.Classes);

    /// <summary>Grows with every change. The snapshot writes it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}

/// <summary>Writes live scores like results, but without grades: a grade exists in a computed result only.</summary>
internal static class LiveJson
{
    private static readonly JsonSerializerOptions Options = new(ApiJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutGrade } } };

    public static byte[] Write<T>(T scores) => JsonSerializer.SerializeToUtf8Bytes(scores, Options);

    private static void WithoutGrade(JsonTypeInfo type)
    {
        if (type.Type == typeof(UnitResult))
            type.Properties.Remove(type.Properties.Single(property => property.Name == "grade"));
    }
}
