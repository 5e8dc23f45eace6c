using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;

namespace Evaluation.Honours;

/// <summary>Renders changes of the register as lines of its audit.</summary>
internal static class HonourAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(HonourEvent));

    public static AuditLine Line(HonourEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened), (happened as HonourWithdrawn)?.Grounds);

    private static string Describe(HonourEvent happened) => happened switch
    {
        TitleDefined { Title: var title } =>
            $"{title.Code}: {Word(title.Level)}, {Months(title.TermMonths)}{(title.ReexaminationMonths is { } months ? $", re-examination after {Months(months)}" : "")}",
        HonourConferred conferred =>
            $"{conferred.Id}: {conferred.Title}, unit {conferred.Unit}, {Day(conferred.Span.From)} to {Day(conferred.Span.Until)}{(conferred.Renews is { } renewed ? $", renews {renewed}" : "")}",
        HonourWithdrawn withdrawn => $"{withdrawn.Id}: from {Day(withdrawn.On)}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static string Word(HonourLevel level) => level.ToString().ToLowerInvariant();

    private static string Months(int months) => string.Create(CultureInfo.InvariantCulture, $"{months} months");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
