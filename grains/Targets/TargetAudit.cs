using System.Collections.Frozen;
using System.Diagnostics;

namespace Evaluation.Targets;

/// <summary>Renders acts on targets as lines of a round's audit.</summary>
internal static class TargetAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(TargetEvent));

    public static AuditLine Line(TargetEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(Describe(happened)), Reason(happened));

    private static FormattableString Describe(TargetEvent happened) => happened switch
    {
        TargetsSet set => $"unit {set.Unit}, targets {Ids(set.Targets)}",
        TargetsAmended amended => $"unit {amended.Unit}, targets {Ids(amended.Targets)}",
        TargetsSigned signed => $"unit {signed.Unit}, version {signed.Version}: {signed.Side}",
        ProgressReported reported => $"unit {reported.Unit}, target {reported.Target}: {reported.State}",
        TargetGraded graded => $"unit {graded.Unit}, target {graded.Target}: {graded.Grade}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string? Reason(TargetEvent happened) => happened switch
    {
        TargetsAmended amended => amended.Reason,
        TargetGraded graded => graded.Reason,
        _ => null,
    };

    private static IEnumerable<string> Ids(IEnumerable<Target> targets) => targets.Select(target => target.Id);
}
