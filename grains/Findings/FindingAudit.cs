using System.Collections.Frozen;
using System.Diagnostics;

namespace Evaluation.Findings;

/// <summary>Renders the steps of findings as lines of a round's audit. They contain neither the findings' text nor notes.</summary>
internal static class FindingAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(FindingEvent));

    public static AuditLine Line(FindingEvent happened) =>
        new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of($"unit {happened.Unit}, {Describe(happened)}"), null);

    private static FormattableString Describe(FindingEvent happened) => happened switch
    {
        FindingOpened { Notice: { } notice } => $"{happened.Id}, notice {notice}",
        FindingVerified { Passed: true } => $"{happened.Id}, passed",
        FindingVerified => $"{happened.Id}, failed",
        FindingOpened or FindingReplied or FindingClosed => $"{happened.Id}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
