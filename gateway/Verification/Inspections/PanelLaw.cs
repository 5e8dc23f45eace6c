using Evaluation.Panels;

namespace Evaluation.Gateway.Verification.Inspections;

/// <summary>What every event of a round's panels and draws follows from, whatever build wrote it.</summary>
internal static class PanelLaw
{
    /// <summary>Why the event cannot follow the book, or null.</summary>
    public static string? Fault(PanelBook book, PanelEvent happened) => happened switch
    {
        PanelSet set => set.Units.FirstOrDefault(unit => book.Of(unit) is { } other && other.Code != set.Panel) is { } taken ? $"unit {taken} gets a second panel"
            : book.SheetUnits(set.Panel).FirstOrDefault(unit => !set.Units.Contains(unit)) is { } left ? $"panel {set.Panel} loses unit {left}, for which a sheet was filed"
            : null,
        PanelRemoved removed => book.Find(removed.Panel) is null ? $"there is no panel {removed.Panel}"
            : book.SheetUnits(removed.Panel).Any() ? $"panel {removed.Panel} is removed and has filed sheets"
            : null,
        SheetAdmitted admitted => admitted.By != admitted.Inspector ? $"'{admitted.By}' sent the sheet of '{admitted.Inspector}'"
            : book.Of(admitted.Unit) is { } panel && panel.Code == admitted.Panel && panel.Inspectors.Contains(admitted.Inspector) ? null
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
