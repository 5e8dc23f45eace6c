using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Evaluation.Kernel.Reading;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Evaluation.Gateway.Http;

/// <summary>
/// Schemas that do not follow from a type, but from the <see cref="JsonSchemaAttribute"/> of its converter or of a member.
/// </summary>
internal static class DescribedSchemas
{
    /// <summary>The description of values of this type, in this member if there is one; null where the type says it all.</summary>
    public static string? Of(Type type, JsonPropertyInfo? member = null) => TextOf(member?.AttributeProvider) ?? TextOf(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>A schema as JSON.</summary>
    /// <exception cref="InvalidOperationException">The text is no schema.</exception>
    public static OpenApiSchema Parse(string text)
    {
        var schema = OpenApiModelFactory.Parse<OpenApiSchema>(text, OpenApiSpecVersion.OpenApi3_1, new(), out var read, "json");
        return schema is not null && read.Errors.Count == 0 ? schema : throw new InvalidOperationException($"{text} is no schema: {string.Join("; ", read.Errors)}");
    }

    /// <summary>Replaces what the framework has found, except the words.</summary>
    public static void Describe(OpenApiSchema schema, string text, bool mayBeNull)
    {
        var read = Parse(text);
        (schema.Type, schema.Format, schema.Pattern, schema.Enum) = (read.Type, read.Format, read.Pattern, read.Enum);
        (schema.Properties, schema.Required, schema.AdditionalProperties, schema.Items, schema.AnyOf) = (read.Properties, read.Required, read.AdditionalProperties, read.Items, read.AnyOf);
        if (!mayBeNull)
            return;
        if (schema.AnyOf is { } forms)
            forms.Insert(0, new OpenApiSchema { Type = JsonSchemaType.Null });
        else
            schema.Type |= JsonSchemaType.Null;
    }

    private static string? TextOf(ICustomAttributeProvider? described) =>
        AttributeOf<JsonSchemaAttribute>(described)?.Schema ?? AttributeOf<JsonSchemaAttribute>(AttributeOf<JsonConverterAttribute>(described)?.ConverterType)?.Schema;

    private static TAttribute? AttributeOf<TAttribute>(ICustomAttributeProvider? described)
        where TAttribute : Attribute =>
        described?.GetCustomAttributes(typeof(TAttribute), inherit: false).OfType<TAttribute>().FirstOrDefault();
}
