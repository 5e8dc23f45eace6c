using System.Text.Json.Serialization;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Operations.Advising;

/// <summary>How well something works.</summary>
[JsonConverter(typeof(CamelCaseEnum<Level>))]
public enum Level
{
    Good,

    /// <summary>Works, and something comes that should be prepared.</summary>
    Notice,

    /// <summary>Works, but not for ever.</summary>
    Warn,

    /// <summary>Voters notice it, or data is in danger.</summary>
    Bad,
}

/// <summary>When something is to be done.</summary>
[JsonConverter(typeof(CamelCaseEnum<Urgency>))]
public enum Urgency
{
    Now,
    Today,
    Week,

    /// <summary>At a time when few people vote.</summary>
    Calm,
}

/// <summary>Something that an operator is to do.</summary>
/// <param name="Rule">The rule that found it, and the key of its texts.</param>
/// <param name="Handbook">The section of the handbook, as document and heading.</param>
/// <param name="Facts">The figures behind it, in the order in which its texts use them.</param>
public sealed record Advice(string Rule, Level Level, Urgency Urgency, string Handbook, IReadOnlyList<AdviceFact> Facts)
{
    internal Advice(string rule, Level level, Urgency urgency, string handbook, params (string Name, object Value)[] facts)
        : this(rule, level, urgency, handbook, [.. facts.Select(fact => new AdviceFact(fact.Name, fact.Value))])
    {
    }
}

/// <param name="Name">Ends in the unit, if the value has one.</param>
/// <param name="Value">A number, a text, an instant, a duration, or several texts.</param>
public sealed record AdviceFact(string Name, [property: JsonSchema("""{"anyOf":[{"type":["number","string"]},{"type":"array","items":{"type":"string"}}]}""")] object Value);
