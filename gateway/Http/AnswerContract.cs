using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Rules;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Gateway.Http;

/// <summary>
/// Says in the OpenAPI document which members an answer always has, and in which forms it comes. The framework says what a reader needs:
/// every parameter of a constructor without a default value. That is right for bodies. It is wrong for answers: they leave out members that
/// may be null, and always have members that are computed.
/// </summary>
internal static class AnswerContract
{
    private const string NeededByReader = "needed-by-reader", MayBeNull = "may-be-null";

    public static void DescribeAnswers(this OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = new SchemaNames().Of;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (DescribedSchemas.Of(context.JsonTypeInfo.Type, context.JsonPropertyInfo) is { } described)
            {
                DescribedSchemas.Describe(schema, described, context.JsonPropertyInfo is { IsGetNullable: true });
                return Task.CompletedTask;
            }
            DescribeNumber(schema, context);
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary)
                schema.AdditionalProperties ??= ElementOf(context.JsonTypeInfo);
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Enumerable)
                schema.Items ??= ElementOf(context.JsonTypeInfo);
            if (context.JsonPropertyInfo is { IsGetNullable: true } && schema.Type == JsonSchemaType.Object)
                (schema.Metadata ??= new Dictionary<string, object>())[MayBeNull] = true;
            if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is not null)
                DescribeMembers(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeFormsAsync);
    }

    /// <summary>The schema of a body, at every depth with the members that its reader needs.</summary>
    public static OpenApiSchema AsBody(this OpenApiSchema schema)
    {
        if (schema.Metadata?.TryGetValue(NeededByReader, out var needed) == true)
            schema.Required = new HashSet<string>((ISet<string>)needed);
        foreach (var part in Parts(schema))
            part.AsBody();
        return schema;
    }

    /// <summary>
    /// The schema with null among the values of members that may be null. The framework adds it only where a schema is referred to by name.
    /// </summary>
    public static OpenApiSchema WithNulls(this OpenApiSchema schema)
    {
        foreach (var part in Parts(schema))
            WithNulls(part);
        foreach (var (name, member) in schema.Properties?.ToArray() ?? [])
            if (member is OpenApiSchema { Metadata: { } facts } && facts.ContainsKey(MayBeNull))
                schema.Properties![name] = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, member] };
        return schema;
    }

    /// <summary>
    /// The members that are written whatever their value is. Definitions of rounds are written by <see cref="RulesJson"/>, without nulls.
    /// </summary>
    internal static IEnumerable<string> AlwaysWritten(JsonTypeInfo type) =>
        from member in type.Properties
        where member.Get is not null
        let attributes = member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false) ?? []
        let condition = attributes.OfType<JsonIgnoreAttribute>().Select(ignored => ignored.Condition).FirstOrDefault(type.Options.DefaultIgnoreCondition)
        where condition == JsonIgnoreCondition.Never && !(member.IsGetNullable && RulesJson.Default.GetTypeInfo(type.Type) is not null)
        select member.Name;

    private static void DescribeMembers(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Type == typeof(ProblemDetails))
        {
            DescribedSchemas.Describe(schema, RefusalResult.Schema, mayBeNull: false);
            return;
        }
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata.TryAdd(NeededByReader, schema.Required ?? new HashSet<string>());
        // The framework leaves it out of the forms of a type.
        schema.Type ??= JsonSchemaType.Object;
        // A described member that the type does not have tells the derived types apart.
        var discriminators = schema.Properties!.Keys.Except(type.Properties.Select(member => member.Name));
        schema.Required = AlwaysWritten(type).Where(schema.Properties.ContainsKey).Concat(discriminators).ToHashSet();
    }

    /// <summary>
    /// The schema of the items of a list or of the values of a map, which the framework leaves out for a type with a converter.
    /// </summary>
    private static OpenApiSchema ElementOf(JsonTypeInfo type) => type.ElementType is { } element && DescribedSchemas.Of(element) is { } described ? DescribedSchemas.Parse(described) : new();

    /// <summary>
    /// No call reads or writes a number as a text, although the framework's own reader takes both. A value of any type can be either.
    /// </summary>
    private static void DescribeNumber(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var written = context.JsonPropertyInfo?.NumberHandling ?? context.JsonTypeInfo.NumberHandling ?? JsonNumberHandling.Strict;
        if (context.JsonTypeInfo.Type == typeof(object) || schema.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0 || written.HasFlag(JsonNumberHandling.WriteAsString))
            return;
        schema.Type = type & ~JsonSchemaType.String;
        schema.Pattern = null;
    }

    /// <summary>
    /// Describes every form of an answer. The framework describes only the last type of each status, and no media type without a schema.
    /// </summary>
    private static async Task DescribeFormsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var forms =
            from answer in context.Description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
            from mediaType in answer.ContentTypes
            group answer.Type by (Status: answer.StatusCode.ToString(CultureInfo.InvariantCulture), MediaType: mediaType);
        foreach (var form in forms)
        {
            if (operation.Responses?.GetValueOrDefault(form.Key.Status) is not OpenApiResponse response)
                continue;
            response.Content ??= new Dictionary<string, OpenApiMediaType>();
            Type[] types = [.. form.OfType<Type>().Where(type => type != typeof(void)).Distinct()];
            if (types.Length < 2 && response.Content.ContainsKey(form.Key.MediaType))
                continue;
            List<IOpenApiSchema> schemas = [];
            foreach (var type in types)
                schemas.Add(WithNulls(await context.GetOrCreateSchemaAsync(type, null, cancel)));
            response.Content[form.Key.MediaType] = new() { Schema = schemas.Count > 1 ? new OpenApiSchema { OneOf = schemas } : schemas.SingleOrDefault() };
        }
    }

    private static IEnumerable<OpenApiSchema> Parts(OpenApiSchema schema)
    {
        IEnumerable<IOpenApiSchema?> parts = [.. schema.Properties?.Values ?? [], schema.Items, schema.AdditionalProperties, .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []];
        return parts.OfType<OpenApiSchema>();
    }
}
