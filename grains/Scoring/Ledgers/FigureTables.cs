using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Scoring.Ledgers;

/// <summary>All criteria of a round whose points follow from figures, by class and period (F23, F30).</summary>
internal sealed class FigureTables
{
    private readonly Dictionary<(string Class, string Criterion, string? Period), FigureTable> _tables = [];

    /// <param name="rules">The rules of the round.</param>
    /// <param name="ledgers">By the unit's code.</param>
    /// <param name="votes">By the unit's code; null before the round is sealed.</param>
    public FigureTables(RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers, IReadOnlyDictionary<string, VoteFigures>? votes)
    {
        foreach (var criterion in rules.ScoredCriteria)
        {
            foreach (var (unitClass, period) in rules.Classes.SelectMany(_ => SheetForm.PeriodsOf(criterion), (unitClass, period) => (unitClass, period)))
            {
                var figures = new OrderedDictionary<string, UnitFigure>(StringComparer.Ordinal);
                var maximum = MaximumIn(unitClass, criterion);
                foreach (var unit in rules.Units.Where(unit => unit.Class == unitClass.Code))
                    figures[unit.Code] = maximum == 0 || (criterion.Score!.By == FigureForm.Rank && !unitClass.IsRanked) ? UnitFigure.NotApplicable : Figure(unit, period);
                _tables.Add((unitClass.Code, criterion.Code, period), new(criterion, maximum, figures, votes is not null));
            }

            UnitFigure Figure(Unit unit, string? period) => criterion.Score!.Of is { } figure
                ? UnitFigure.OfVote(votes?.GetValueOrDefault(unit.Code)?.Find(figure))
                : UnitFigure.OfSheets(BodySheets.Of(rules, Inspections.LedgerOf(ledgers, unit), criterion.By), criterion, period);
        }
    }

    /// <summary>The table of a criterion in a unit's class; null for a criterion whose points are given.</summary>
    /// <param name="unit">A unit of the round.</param>
    /// <param name="criterion">An assessed criterion.</param>
    /// <param name="period">Null for a criterion without periods.</param>
    public FigureTable? Find(Unit unit, Criterion criterion, string? period) =>
        criterion.Score is null ? null : _tables.GetValueOrDefault((unit.Class, criterion.Code, period));

    /// <summary>The points of a criterion in a class (F28); 0 takes it off the class.</summary>
    private static decimal MaximumIn(UnitClass unitClass, Criterion criterion) =>
        unitClass.Points is { } points && points.TryGetValue(criterion.Code, out var own) ? own : criterion.Points;
}
