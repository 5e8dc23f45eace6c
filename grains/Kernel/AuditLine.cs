using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Evaluation.Kernel;

/// <summary>One administrative act: who, when, what, why.</summary>
/// <param name="Act">The event's name, as in the journal: <c>voting-opened</c>.</param>
/// <param name="Detail">What in particular, where the act alone does not say it.</param>
/// <param name="Reason">In the words of whoever did it.</param>
public sealed record AuditLine(DateTimeOffset At, string By, string Act, string? Detail, string? Reason)
{
    /// <summary>The names under which a family of events stands in the journal.</summary>
    internal static FrozenDictionary<Type, string> ActsOf(Type events) => events
        .GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToFrozenDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);
}

/// <summary>Administrative acts, oldest first.</summary>
public sealed record AuditTrail(IReadOnlyList<AuditLine> Lines);
