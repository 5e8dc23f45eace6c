namespace Evaluation.Panels;

/// <summary>
/// What a new panel must not contradict: a unit has at most one panel per body, an inspector belongs to one body per unit, and what was
/// filed stays where it counts.
/// </summary>
internal static class PanelConflict
{
    /// <summary>The refusal of the panel, or null.</summary>
    /// <param name="book">The panels as they stand.</param>
    /// <param name="panel">The panel to set.</param>
    public static Refusal? Refuse(PanelBook book, InspectionPanel panel)
    {
        foreach (var unit in panel.Units)
        {
            if (book.Of(unit, panel.By) is { } other && other.Code != panel.Code)
                return Second(unit, other);
            if (book.Of(unit).FirstOrDefault(other => other.Code != panel.Code && other.Inspectors.Intersect(panel.Inspectors).Any()) is { } shared)
                return TwoBodies(unit, shared, shared.Inspectors.Intersect(panel.Inspectors).First());
            if (book.FiledElsewhere(panel, unit) is { } filed)
                return TwoBodies(unit, filed.Panel, filed.Inspector);
        }
        return RefuseFiled(book, panel);
    }

    private static Refusal? RefuseFiled(PanelBook book, InspectionPanel panel)
    {
        var filed = book.SheetUnits(panel.Code).ToArray();
        if (filed.Except(panel.Units).ToArray() is { Length: > 0 } left)
            return new(RefusalCode.WrongState, $"The panel has filed sheets for {string.Join(", ", left)}, which must stay in it.", ("units", left));
        if (filed.Length > 0 && book.Find(panel.Code) is { } known && known.By != panel.By)
            return new(RefusalCode.WrongState, "The panel has filed sheets and stays with its body.", ("units", filed));
        // The sheet of an inspector without a weight could not be counted.
        if (panel.Weights is not null && book.SheetInspectors(panel.Code).Except(panel.Inspectors).ToArray() is { Length: > 0 } unweighted)
            return new(RefusalCode.WrongState, $"{string.Join(", ", unweighted)} filed sheets, and must stay in a panel with weights.", ("inspectors", unweighted));
        return null;
    }

    private static Refusal Second(string unit, InspectionPanel other) => new(
        RefusalCode.PanelsMixed,
        other.By is null
            ? $"Unit '{unit}' has panel '{other.Code}'. Take it out of that panel first: a unit has at most one."
            : $"Unit '{unit}' has panel '{other.Code}' of body '{other.By}'. Take it out of that panel first: a unit has at most one per body.",
        ("unit", unit), ("panel", other.Code));

    private static Refusal TwoBodies(string unit, InspectionPanel other, string inspector) => new(
        RefusalCode.PanelsMixed, $"'{inspector}' assesses unit '{unit}' in panel '{other.Code}'. An inspector belongs to one body per unit.",
        ("unit", unit), ("panel", other.Code), ("inspector", inspector));
}
