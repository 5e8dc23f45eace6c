using System.Collections.Frozen;
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
