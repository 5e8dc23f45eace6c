using System.Globalization;

namespace Evaluation.Kernel;

/// <summary>What the value of an audit detail is.</summary>
public enum AuditValueKind
{
    /// <summary>A code, a name, a number, a day, or what a person typed: the same in every language.</summary>
    Plain,

    /// <summary>An instant in ISO 8601.</summary>
    Instant,

    /// <summary>The name of an event: an act that has a text of its own.</summary>
    Act,

    /// <summary>A whole sentence of the system, as it was stored.</summary>
    Sentence,

    /// <summary>A list of codes.</summary>
    Codes,

    /// <summary>Words with values of their own, which follow each other.</summary>
    Parts,
}

/// <summary>A value of an audit detail.</summary>
/// <param name="Items">The codes of a list.</param>
/// <param name="Parts">Words: one for an optional or variable part, several for a list.</param>
public sealed record AuditValue(AuditValueKind Kind, string Text = "", IReadOnlyList<string>? Items = null, IReadOnlyList<AuditDetail>? Parts = null)
{
    internal static AuditValue Act(string name) => new(AuditValueKind.Act, name);

    internal static AuditValue Sentence(string text) => new(AuditValueKind.Sentence, text);

    /// <summary>The value of an argument. The member of an enum is a word; nothing is said of null.</summary>
    internal static AuditValue Of(object? argument) => argument switch
    {
        null => new(AuditValueKind.Plain),
        AuditValue value => value,
        string text => new(AuditValueKind.Plain, text),
        DateTimeOffset at => new(AuditValueKind.Instant, at.ToString("O", CultureInfo.InvariantCulture)),
        DateOnly day => new(AuditValueKind.Plain, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Enum member => new(AuditValueKind.Parts, Parts: [new(member.ToString().ToLowerInvariant(), [])]),
        AuditDetail detail => new(AuditValueKind.Parts, Parts: [detail]),
        FormattableString part => new(AuditValueKind.Parts, Parts: [AuditDetail.Of(part)]),
        IEnumerable<FormattableString> parts => new(AuditValueKind.Parts, Parts: [.. parts.Select(AuditDetail.Of)]),
        IEnumerable<string> codes => new(AuditValueKind.Codes, Items: [.. codes]),
        IFormattable number => new(AuditValueKind.Plain, number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"An audit detail has no value of {argument.GetType().Name}.", nameof(argument)),
    };

    public override string ToString() => Kind switch
    {
        AuditValueKind.Codes => string.Join(", ", Items!),
        AuditValueKind.Parts => string.Join(", ", Parts!),
        _ => Text,
    };
}
