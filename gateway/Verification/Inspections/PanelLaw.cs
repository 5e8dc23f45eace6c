using Evaluation.Panels;

namespace Evaluation.Gateway.Verification.Inspections;

/// <summary>What every event of a round's panels and draws follows from, whatever build wrote it.</summary>
internal static class PanelLaw
{
    /// <summary>Why the event cannot follow the book, or null.</summary>
    public static string? Fault(PanelBook book, PanelEvent happened) => happened switch
    {
        PanelSet set => set.Units.FirstOrDefault(unit => book.Of(unit, set.Body) is { } other && other.Code != set.Panel) is { } taken ? $"unit {taken} gets a second panel"
            : set.Units.FirstOrDefault(unit => book.Of(unit).Any(other => other.Code != set.Panel && other.Inspectors.Intersect(set.Inspectors).Any())) is { } shared
                ? $"an inspector of panel {set.Panel} assesses unit {shared} for another body"
            : set.Weights is { } weights && (weights.Count != set.Inspectors.Count || weights.Any(weight => weight <= 0)) ? $"the weights of panel {set.Panel} are not those of its inspectors"
            : book.Find(set.Panel) is { } before && before.By != set.Body && book.SheetUnits(set.Panel).Any() ? $"panel {set.Panel} changes its body, and sheets were filed"
            : book.SheetUnits(set.Panel).FirstOrDefault(unit => !set.Units.Contains(unit)) is { } left ? $"panel {set.Panel} loses unit {left}, for which a sheet was filed"
            : null,
        PanelRemoved removed => book.Find(removed.Panel) is null ? $"there is no panel {removed.Panel}"
            : book.SheetUnits(removed.Panel).Any() ? $"panel {removed.Panel} is removed and has filed sheets"
            : null,
        SheetAdmitted admitted => admitted.By != admitted.Inspector ? $"'{admitted.By}' sent the sheet of '{admitted.Inspector}'"
            : book.OfInspector(admitted.Unit, admitted.Inspector)?.Code == admitted.Panel ? null
            : $"'{admitted.Inspector}' is not in panel {admitted.Panel} of unit {admitted.Unit}",
        DrawAnnounced announced => book.FindDraw(announced.Id) is not null ? $"draw {announced.Id} is announced a second time"
            : announced.Count < 1 || announced.Count > announced.From.Count ? $"draw {announced.Id} takes {announced.Count} of {announced.From.Count}"
            : null,
        DrawMade made => book.FindDraw(made.Id) is not { } draw ? $"there is no draw {made.Id}"
            : draw.Made is not null ? $"draw {made.Id} is made a second time"
            : SeededRank.Draw(made.Seed, draw.From, draw.Count).SequenceEqual(made.Drawn) ? null
            : $"draw {made.Id} does not follow from its seed",
        _ => null,
    };
}
