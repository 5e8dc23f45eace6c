using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The figures of a class for one criterion, and the points that follow from them (F23).</summary>
/// <param name="Criterion">A criterion with a rule.</param>
/// <param name="Maximum">P, the points of the criterion in the class.</param>
/// <param name="Figures">By unit, in the rules' order: all units of the class, eligible or not.</param>
/// <param name="IsSealed">Whether the round is sealed. Before, nothing that compares units or uses the vote is computed.</param>
internal sealed record FigureTable(Criterion Criterion, Fraction Maximum, OrderedDictionary<string, UnitFigure> Figures, bool IsSealed)
{
    public FigureRule Rule => Criterion.Score!;

    public bool IsLow => Rule.Better == BetterFigure.Low;

    /// <summary>Whether the points can be computed now.</summary>
    public bool IsOpen => IsSealed || !Rule.NeedsSealing;

    /// <summary>The figures that are ranked, and of which the largest is looked for.</summary>
    public IEnumerable<(string Unit, Fraction X)> Compared => Figures.Where(unit => unit.Value.X is not null).Select(unit => (unit.Key, unit.Value.X!.Value));

    /// <summary>The largest figure of the class; null without one.</summary>
    public Fraction? Best => Compared.Any() ? FigurePoints.Extreme<Fraction>([.. Compared.Select(unit => unit.X)], isLargest: true) : null;

    /// <summary>The units that are ranked before a figure.</summary>
    public IReadOnlyList<(string Unit, Fraction X)> Ahead(Fraction x) => [.. Compared.Where(other => IsLow ? other.X < x : other.X > x)];

    /// <summary>The rank of a figure in the class, from 1; equal figures share the better rank.</summary>
    public int RankOf(Fraction x) => (int)Places.Rank<Fraction>(Ahead(x).Count).Numerator;

    /// <summary>The points by rank where the rule has a table; the only unit of a class has the maximum. Null without a table.</summary>
    public Fraction? TablePoints(int rank) =>
        Figures.Count == 1 ? Maximum
        : Rule.Table is not { } table ? null
        : rank <= table.Count ? table[rank - 1] : Rule.Else ?? 0;

    /// <summary>The place of the first step that a figure reaches; null below all steps.</summary>
    public int? StepOf(Fraction x) => Rule.Steps!.Index().Where(step => IsLow ? x <= step.Item.From : x >= step.Item.From).Select(step => (int?)step.Index).FirstOrDefault();

    /// <summary>Whether the unit lacks the figure, as far as that can be said now.</summary>
    public bool IsMissing(string unit) => Figures[unit].IsMissing && (IsSealed || !Criterion.IsOfVote);

    /// <summary>The points of a unit; null where they cannot be computed, and where the criterion is not applicable.</summary>
    public Fraction? PointsOf(string unit) => Figures[unit] is { X: { } x, IsMissing: false } figure && IsOpen ? Points(x, figure) : null;

    private Fraction Points(Fraction x, UnitFigure figure) => Rule.By switch
    {
        FigureForm.Steps => StepOf(x) is { } step ? Rule.Steps![step].Points : 0,
        FigureForm.Deduct => FigurePoints.Deduct<Fraction>(Maximum, x, Rule.From!.Value, Rule.Per!.Value, Rule.Points!.Value, IsLow),
        FigureForm.Rank => RankOf(x) is var rank && TablePoints(rank) is { } points ? points : FigurePoints.Rank<Fraction>(Maximum, Rule.StepPercent!.Value, RankOf(x)),
        FigureForm.Best => FigurePoints.Best(Maximum, x, Best!.Value),
        _ => FigurePoints.Plan(Maximum, x, figure.Target!.Value, (Fraction)Rule.Limit!.Value),
    };
}
