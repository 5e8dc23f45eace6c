namespace Evaluation.Kernel.Reading;

/// <summary>
/// Describes by JSON Schema what a converter or a member writes, where its type does not say it. The OpenAPI document contains it.
/// </summary>
/// <param name="schema">The schema, without references. Null is added where a member may be null.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public sealed class JsonSchemaAttribute(string schema) : Attribute
{
    public string Schema { get; } = schema;
}
