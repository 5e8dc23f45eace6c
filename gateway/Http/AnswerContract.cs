using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http;

/// <summary>
/// Says in the OpenAPI document which members an answer always has. The framework says what a reader needs: every parameter of a
/// constructor without a default value. That is right for bodies and wrong for answers, which leave out members that may be null, and
/// always have those that are computed.
/// </summary>
internal static class AnswerContract
{
    private const string NeededByReader = "needed-by-reader";

    public static void DescribeAnswers(this OpenApiOptions options) => options.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonTypeInfo.Kind != JsonTypeInfoKind.Object || schema.Properties is null)
            return Task.CompletedTask;
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata.TryAdd(NeededByReader, schema.Required ?? new HashSet<string>());
        schema.Required = Always(context.JsonTypeInfo).Where(schema.Properties.ContainsKey).ToHashSet();
        return Task.CompletedTask;
    });

    /// <summary>The schema of a body, at every depth with the members that its reader needs.</summary>
    public static OpenApiSchema AsBody(this OpenApiSchema schema)
    {
        if (schema.Metadata?.TryGetValue(NeededByReader, out var needed) == true)
            schema.Required = new HashSet<string>((ISet<string>)needed);
        IEnumerable<IOpenApiSchema?> parts = [.. schema.Properties?.Values ?? [], schema.Items, schema.AdditionalProperties, .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []];
        foreach (var part in parts.OfType<OpenApiSchema>())
            part.AsBody();
        return schema;
    }

    /// <summary>The members that are written whatever their value is.</summary>
    private static IEnumerable<string> Always(JsonTypeInfo type) =>
        from member in type.Properties
        where member.Get is not null
        let attributes = member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) ?? []
        let condition = attributes.OfType<JsonIgnoreAttribute>().Select(ignored => ignored.Condition).FirstOrDefault(type.Options.DefaultIgnoreCondition)
        where condition == JsonIgnoreCondition.Never
        select member.Name;
}
