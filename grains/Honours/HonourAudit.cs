using System.Collections.Frozen;
using System.Diagnostics;
using static Evaluation.Kernel.AuditDetail;

namespace Evaluation.Honours;

/// <summary>Renders changes of the register as lines of its audit.</summary>
internal static class HonourAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(HonourEvent));

    public static AuditLine Line(HonourEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(Describe(happened)), (happened as HonourWithdrawn)?.Grounds);

    private static FormattableString Describe(HonourEvent happened) => happened switch
    {
        TitleDefined { Title: var title } =>
            $"{title.Code}: {title.Level}, {title.TermMonths} months{If(title.ReexaminationMonths is not null, $", re-examination after {title.ReexaminationMonths} months")}",
        HonourConferred conferred =>
            $"{conferred.Id}: {conferred.Title}, unit {conferred.Unit}, {conferred.Span.From} to {conferred.Span.Until}{If(conferred.Renews is not null, $", renews {conferred.Renews}")}",
        HonourWithdrawn withdrawn => $"{withdrawn.Id}: from {withdrawn.On}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };
}
