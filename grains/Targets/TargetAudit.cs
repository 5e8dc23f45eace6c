using System.Collections.Frozen;
using System.Diagnostics;

namespace Evaluation.Targets;

/// <summary>Renders acts on targets as lines of a round's audit.</summary>
internal static class TargetAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(TargetEvent));

    public static AuditLine Line(TargetEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened), Reason(happened));

    private static string Describe(TargetEvent happened) => happened switch
    {
        TargetsSet set => $"unit {set.Unit}, targets {Ids(set.Targets)}",
        TargetsAmended amended => $"unit {amended.Unit}, targets {Ids(amended.Targets)}",
        TargetsSigned signed => $"unit {signed.Unit}, version {signed.Version}: {Word(signed.Side)}",
        ProgressReported reported => $"unit {reported.Unit}, target {reported.Target}: {Word(reported.State)}",
        TargetGraded graded => $"unit {graded.Unit}, target {graded.Target}: {Word(graded.Grade)}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string? Reason(TargetEvent happened) => happened switch
    {
        TargetsAmended amended => amended.Reason,
        TargetGraded graded => graded.Reason,
        _ => null,
    };

    private static string Ids(IEnumerable<Target> targets) => string.Join(", ", targets.Select(target => target.Id));

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        value.ToString().ToLowerInvariant();
}
