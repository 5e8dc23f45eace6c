using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Public.Results;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Figures;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Pages.UnitStaff.Objecting;

/// <summary>Reads the figures of a unit that somebody can object to, in words, with the line that explains the chosen one.</summary>
internal sealed class ObjectingDesk(IEngine engine, DerivationReader derivations, InspectionReach reach)
{
    public IEngine Engine => engine;

    /// <param name="pointer">The figure; null for none yet. Not found for one that the result does not have.</param>
    public async ValueTask<Outcome<ObjectedFigures>> FindAsync(ShownResult shown, string unit, string? pointer, HttpContext context)
    {
        if (shown.Result.Classes.SelectMany(ranked => ranked.Units).FirstOrDefault(known => known.Unit == unit) is not { } figures)
            return new Refusal(RefusalCode.NotFound, "The round has no such unit.");
        var sections = FigureList.Of(shown.Rules, figures, PageRequest.Of(context));
        if (sections.SelectMany(section => section.Figures).FirstOrDefault(figure => figure.Pointer == pointer) is not { } chosen)
            return new ObjectedFigures(sections, null, null);
        if (chosen.Pointer == UnitFigures.Whole || await reach.RefuseDerivationAsync(shown.Round, unit, context) is not null)
            return new ObjectedFigures(sections, chosen, null);
        var read = await derivations.ReadAsync(shown.Round.Id, unit, shown.Result.Version, await Access.IsStaffAsync(context, shown.Round.Id), await Access.ReadsCountsAsync(context, shown.Round.Id));
        if (read.IsRefused(out var refusal))
            return refusal;
        var line = read.Answer.Sections.SelectMany(section => section.Lines).FirstOrDefault(line => line.Figures.Any(figure => figure.Pointer == chosen.Pointer));
        return new ObjectedFigures(sections, chosen, line);
    }
}

/// <summary>The figures of a unit, and the chosen one.</summary>
/// <param name="Chosen">Null while none is chosen.</param>
/// <param name="Line">
/// The line of the derivation that explains it; null for the whole result, and where the reader sees no derivation.
/// </param>
internal sealed record ObjectedFigures(IReadOnlyList<FigureSection> Sections, NamedFigure? Chosen, DerivationLine? Line);
