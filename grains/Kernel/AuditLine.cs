using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Evaluation.Kernel;

/// <summary>One administrative act in an audit trail.</summary>
/// <param name="Act">The name of the event, as in the journal: <c>voting-opened</c>.</param>
/// <param name="What">What exactly was done; null when the act alone says it.</param>
/// <param name="Reason">The reason in the words of the person who acted; null when none was given.</param>
public sealed record AuditLine(DateTimeOffset At, string By, string Act, AuditDetail? What, string? Reason)
{
    /// <summary>What exactly was done, as the API says it.</summary>
    public string? Detail => What?.ToString();

    /// <summary>Maps each event type of a family to its name in the journal.</summary>
    internal static FrozenDictionary<Type, string> ActsOf(Type events) => events
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);
}

/// <summary>Administrative acts, oldest first.</summary>
public sealed record AuditTrail(IReadOnlyList<AuditLine> Lines);

/// <summary>
/// What exactly was done: a form with places, and their values. The text is that of the API and of exports and does not change; pages say
/// form and values in the reader's language.
/// </summary>
/// <param name="Form">English, with places such as <c>{0}</c>.</param>
public sealed record AuditDetail(string Form, IReadOnlyList<AuditValue> Values)
{
    public static AuditDetail Of(FormattableString text) => new(text.Format, [.. text.GetArguments().Select(AuditValue.Of)]);

    /// <summary>The part when the condition holds; otherwise null, which is said as nothing.</summary>
    internal static FormattableString? If(bool holds, FormattableString part) => holds ? part : null;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Form, [.. Values.Select(value => value.ToString())]);
}

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
