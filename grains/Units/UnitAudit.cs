using System.Collections.Frozen;
using System.Globalization;
using Evaluation.Units.Inspections;

namespace Evaluation.Units;

/// <summary>
/// Renders acts on a unit as lines of the round's audit, without the unit, which an event does not name. Corrections have a line of the
/// round, evidence has a list of its own.
/// </summary>
internal static class UnitAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(UnitEvent));

    /// <summary>The line; null for an event that another stream or list records.</summary>
    public static AuditLine? Line(UnitEvent happened) => happened switch
    {
        SheetFiled filed => Of(filed, string.Create(CultureInfo.InvariantCulture, $"panel {filed.Panel}, version {filed.Version}"), null),
        SheetReopened reopened => Of(reopened, $"inspector {reopened.Inspector}", reopened.Reason),
        _ => null,
    };

    private static AuditLine Of(UnitEvent happened, string detail, string? reason) => new(happened.At, happened.By, Acts[happened.GetType()], detail, reason);
}
