using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Evaluation.Gateway.Http;

/// <summary>
/// The names of schemas in the OpenAPI document. The framework would describe two types of one name by the schema of the first.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>The name; null for a type that is described where it is used.</summary>
    /// <exception cref="InvalidOperationException">Another type has this name.</exception>
    public string? Of(JsonTypeInfo type)
    {
        if (DescribedSchemas.Of(type.Type) is not null || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
            return null;
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain == typeof(Assessment.SelfAssessments.Figure))
            name = "SupportingFigure";
        return _types.GetOrAdd(name, plain) == plain ? name : throw new InvalidOperationException($"{plain} and {_types[name]} have the same name in the document: {name}.");
    }
}
