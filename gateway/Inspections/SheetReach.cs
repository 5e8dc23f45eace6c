using Evaluation.Assessment;

namespace Evaluation.Gateway.Inspections;

/// <summary>What a caller sees of the inspection of a unit.</summary>
/// <param name="All">Whether all filed sheets are seen, because the result is public.</param>
/// <param name="IsOfficial">Whether the caller is a reviewer, auditor or administrator.</param>
/// <param name="IsStaff">Whether the panels are seen.</param>
/// <param name="Own">The bodies in whose panels the person assesses the unit.</param>
/// <param name="Filed">The bodies and periods for which the person has filed.</param>
public sealed record SheetReach(bool All, bool IsOfficial, bool IsStaff, IReadOnlyList<string?> Own, IReadOnlyList<(string? Body, string? Period)> Filed)
{
    /// <summary>Whether the caller sees a filed sheet of somebody else.</summary>
    public bool Sees(Sheet sheet) => Sees(sheet.By, sheet.Period);

    /// <summary>Whether the sheets of a body for a period are shown.</summary>
    public bool Sees(string? body, string? period) => All || Filed.Contains((body, period)) || (IsOfficial && !Own.Contains(body));
}
