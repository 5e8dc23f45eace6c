using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Gateway.Http;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Scores;

/// <summary>Scores as they stand, by class: of a unit what a result says, without its grade.</summary>
public sealed record LiveScores(string Round, RoundState State, IReadOnlyList<ClassResult> Classes)
{
    /// <summary>Grows with every change; put in by the page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}

/// <summary>One criterion across the units, as it stands.</summary>
public sealed record LiveCriterion(
    string Round, RoundState State, string Criterion, IReadOnlyList<OptionCount> Distribution, decimal? Mean, decimal? Spread, IReadOnlyList<CriterionClass> Classes)
{
    public static LiveCriterion Of(string round, RoundState state, CriterionTable table) =>
        new(round, state, table.Criterion, table.Distribution, table.Mean, table.StandardDeviation, table.Classes);

    /// <summary>Grows with every change; put in by the page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Version { get; init; }
}

/// <summary>How live scores are written: like results, without grades, which are given once.</summary>
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
