using Evaluation.Gateway.Objections;
using Evaluation.Results;

namespace Evaluation.Gateway.Pages.Public.Results.Versions;

/// <summary>What one objection changed between two versions of a result, or what several changed together.</summary>
/// <param name="Ticket">The objection; null for figures that several objections changed.</param>
/// <param name="Own">The changed figures of the unit that the objection is about; of all units where there are several objections.</param>
/// <param name="Moved">The units that have changed figures because another unit has, in the order of the later version.</param>
public sealed record VersionGround(Ticket? Ticket, IReadOnlyList<ChangedFigure> Own, IReadOnlyList<MovedUnit> Moved)
{
    // What a sentence says; the ends of intervals, and what only repeats another figure, stand in the table alone.
    private static readonly string[] TableOnly = ["low", "high", "standardError", "fact", "reported"];

    // What is said of a unit that moved.
    private static readonly string[] Places = ["/rank", "/band", "/grade", "/tail", "/total"];

    /// <summary>The figures of <see cref="Own"/> that are said in sentences.</summary>
    public IEnumerable<ChangedFigure> Said => Own.Where(figure => !TableOnly.Contains(figure.Figure[(figure.Figure.LastIndexOf('/') + 1)..]));

    /// <summary>
    /// Every changed figure in exactly one ground: that of its objection, or, if several objections changed it, in the last one, which has
    /// no ticket.
    /// </summary>
    public static IReadOnlyList<VersionGround> Of(ResultComparison comparison, IReadOnlyList<Ticket> tickets)
    {
        var grounds = comparison.Figures
            .GroupBy(figure => figure.Tickets is [var only] ? tickets.FirstOrDefault(ticket => ticket.Id == only) : null)
            .Select(ground => Of(ground.Key, [.. ground]));
        return [.. grounds.OrderBy(ground => ground.Ticket is null).ThenBy(ground => ground.Ticket?.ResultVersion)];
    }

    private static VersionGround Of(Ticket? ticket, ChangedFigure[] figures)
    {
        var moved = figures.Where(figure => ticket is null || figure.Unit != ticket.Unit).GroupBy(figure => figure.Unit)
            .Select(unit => new MovedUnit(unit.Key, [.. unit.Where(figure => Places.Contains(figure.Figure))]));
        return new(ticket, [.. figures.Where(figure => ticket is not null && figure.Unit == ticket.Unit)], [.. moved]);
    }
}

/// <summary>A unit whose place changed because another unit was corrected.</summary>
/// <param name="Figures">Its changed rank, band, grade, list at the bottom and total; none where only other figures changed.</param>
public sealed record MovedUnit(string Unit, IReadOnlyList<ChangedFigure> Figures);
