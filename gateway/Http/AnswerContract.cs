using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Rules;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
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

    private static readonly string[] OfEveryRefusal = ["type", "title", "status", "detail", "code"];

    public static void DescribeAnswers(this OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Kind != JsonTypeInfoKind.Object || schema.Properties is null)
                return Task.CompletedTask;
            schema.Metadata ??= new Dictionary<string, object>();
            schema.Metadata.TryAdd(NeededByReader, schema.Required ?? new HashSet<string>());
            var isRefusal = context.JsonTypeInfo.Type == typeof(ProblemDetails);
            if (isRefusal)
                schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; the description of the answer lists the codes." };
            schema.Required = (isRefusal ? OfEveryRefusal : Always(context.JsonTypeInfo)).Where(schema.Properties.ContainsKey).ToHashSet();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeFormsAsync);
    }

    /// <summary>An answer of two forms, of which the framework describes the last.</summary>
    private static async Task DescribeFormsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var answers = context.Description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
            .Where(answer => answer.Type is not null && answer.ContentTypes.Contains(MediaTypeNames.Application.Json));
        foreach (var forms in answers.GroupBy(answer => answer.StatusCode).Where(forms => forms.DistinctBy(form => form.Type).Count() > 1))
        {
            List<IOpenApiSchema> schemas = [];
            foreach (var form in forms.DistinctBy(form => form.Type))
                schemas.Add(await context.GetOrCreateSchemaAsync(form.Type!, null, cancel));
            operation.Responses![forms.Key.ToString(CultureInfo.InvariantCulture)].Content![MediaTypeNames.Application.Json].Schema = new OpenApiSchema { OneOf = schemas };
        }
    }

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

    /// <summary>
    /// The members that are written whatever their value is. Definitions of rounds are written by <see cref="RulesJson"/>, without nulls.
    /// </summary>
    private static IEnumerable<string> Always(JsonTypeInfo type) =>
        from member in type.Properties
        where member.Get is not null
        let attributes = member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) ?? []
        let condition = attributes.OfType<JsonIgnoreAttribute>().Select(ignored => ignored.Condition).FirstOrDefault(type.Options.DefaultIgnoreCondition)
        where condition == JsonIgnoreCondition.Never && !(member.IsGetNullable && RulesJson.Default.GetTypeInfo(type.Type) is not null)
        select member.Name;
}
