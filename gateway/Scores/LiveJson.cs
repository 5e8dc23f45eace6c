using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Gateway.Http;
using Evaluation.Scoring;
using Microsoft.AspNetCore.OpenApi;

namespace Evaluation.Gateway.Scores;

/// <summary>
/// Writes live scores like results, but without grades: a grade exists in a computed result only. Before the close there are no counts
/// either, and after it no cuts.
/// </summary>
internal static class LiveJson
{
    private static readonly (Type Type, string[] Members)[] Counts =
    [
        (typeof(UnitResult), ["slips"]), (typeof(GroupResult), ["slips"]), (typeof(LiveCriterion), ["distribution"]), (typeof(CriterionUnit), ["slips", "valid", "distribution"]),
    ];

    private static readonly (Type Type, string[] Members)[] Cuts = [(typeof(LiveScores), ["cutAt", "nextCutAt"]), (typeof(LiveCriterion), ["cutAt", "nextCutAt"])];

    private static readonly (Type Type, string[] Members)[] Grades = [(typeof(UnitResult), ["grade"])];

    private static readonly JsonSerializerOptions Open = Without([.. Grades, .. Counts]);
    private static readonly JsonSerializerOptions Closed = Without([.. Grades, .. Cuts]);

    /// <summary>Says in the OpenAPI document that these members are not always there.</summary>
    public static void DescribeLiveScores(this OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        schema.Required?.ExceptWith(Grades.Concat(Counts).Concat(Cuts).Where(pair => pair.Type == context.JsonTypeInfo.Type).SelectMany(pair => pair.Members));
        return Task.CompletedTask;
    });

    public static byte[] Write<T>(T scores, bool isClosed) => JsonSerializer.SerializeToUtf8Bytes(scores, isClosed ? Closed : Open);

    private static JsonSerializerOptions Without((Type Type, string[] Members)[] left) => new(ApiJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var member in left.Where(pair => pair.Type == type.Type).SelectMany(pair => pair.Members))
                        type.Properties.Remove(type.Properties.Single(property => property.Name == member));
                },
            },
        },
    };
}
