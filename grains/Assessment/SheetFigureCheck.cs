using System.Globalization;
using Evaluation.Rules;

namespace Evaluation.Assessment;

/// <summary>Why a sheet's figure for a criterion cannot be filed (F23).</summary>
/// <param name="Member">Empty for the whole figure, or <c>/target</c>.</param>
/// <param name="Code">A stable word.</param>
/// <param name="Detail">A sentence in English.</param>
public sealed record SheetFigureFault(string Member, string Code, string Detail);

/// <summary>Checks the figures of a sheet against the rules.</summary>
public static class SheetFigureCheck
{
    /// <summary>The fault of a sheet about one criterion with a figure, or null.</summary>
    /// <param name="figures">By criterion; null for "not applicable".</param>
    public static SheetFigureFault? Fault(Criterion criterion, IReadOnlyDictionary<string, SheetFigure?>? figures)
    {
        if (figures is null || !figures.TryGetValue(criterion.Code, out var figure))
            return new("", "figure-missing", "A figure, or \"na\", is missing for this criterion.");
        return (criterion.HasTarget, figure) switch
        {
            (_, null) => null,
            (true, { Target: null }) => new("/target", "target-missing", "The target is missing; the points follow from the share of it that was reached."),
            (true, { Target: <= 0 }) => new("/target", "target-not-positive", string.Create(CultureInfo.InvariantCulture, $"The target must be above 0, but is {figure.Target}.")),
            (false, { Target: not null }) => new("/target", "target-unused", "The rules need no target for this criterion; leave it out."),
            _ => null,
        };
    }
}
