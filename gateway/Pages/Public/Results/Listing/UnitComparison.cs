using Evaluation.Results.History;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Public.Results.Listing;

/// <summary>Units that a reader compares, with the difference of the totals of each two of them.</summary>
/// <param name="Class">The class of the units; null when no unit is found.</param>
/// <param name="Why">The end of the key of the text that says why units are missing; null for none.</param>
public sealed record UnitComparison(ClassResult? Class, IReadOnlyList<UnitResult> Units, IReadOnlyList<ComparedPair> Pairs, string? Why)
{
    /// <summary>A wider table has no room on paper.</summary>
    public const int UnitsMax = 4;

    /// <summary>
    /// The units with these codes, in the order of their ranks. Unknown codes are ignored. Units are compared within one class only: the
    /// class of the first known code.
    /// </summary>
    public static UnitComparison Of(RoundResult result, IReadOnlyList<string> codes, int decimals)
    {
        string[] asked = [.. codes.Where(code => code.Length > 0).Distinct(StringComparer.Ordinal)];
        var ranked = asked.Select(code => result.Classes.FirstOrDefault(ranked => ranked.Units.Any(unit => unit.Unit == code))).FirstOrDefault(ranked => ranked is not null);
        if (ranked is null)
            return new(null, [], [], "choose");
        UnitResult[] found = [.. ranked.Units.Where(unit => asked.Contains(unit.Unit))];
        var isMixed = asked.Any(code => result.Classes.Any(other => other != ranked && other.Units.Any(unit => unit.Unit == code)));
        UnitResult[] units = [.. found.Take(UnitsMax)];
        var pairs = units.SelectMany((first, index) => units.Skip(index + 1).Select(second => ComparedPair.Of(first, second, decimals)));
        return new(ranked, units, [.. pairs], isMixed ? "mixed" : found.Length > UnitsMax ? "tooMany" : units.Length < 2 ? "choose" : null);
    }
}

/// <summary>Two units with the difference of their totals.</summary>
/// <param name="Change">The difference with its interval; null when a total is missing.</param>
public sealed record ComparedPair(UnitResult First, UnitResult Second, Change? Change)
{
    /// <summary>The margin of error of the difference; null without standard errors.</summary>
    public decimal? Margin => Change is { Low: { } low, High: { } high } ? (high - low) / 2 : null;

    /// <summary>Whether the interval of the difference leaves out 0.</summary>
    public bool IsClear => Change is { Low: > 0 } or { High: < 0 };

    public static ComparedPair Of(UnitResult first, UnitResult second, int decimals) => new(
        first,
        second,
        first.NoBand is null && second.NoBand is null
            ? Change.OfTotals(first.Total, first.StandardError, second.Total, second.StandardError, decimals)
            : Change.OfTotals(first.Total, null, second.Total, null, decimals));
}
