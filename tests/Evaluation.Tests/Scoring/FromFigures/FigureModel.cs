using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring.FromFigures;

/// <summary>Points from figures as the rules describe them, written apart from the scoring code.</summary>
internal static class FigureModel
{
    /// <summary>The points of every unit; null for one without a figure.</summary>
    /// <param name="figures">x and the target by unit; null for none.</param>
    public static Exact?[] Points(FigureRule rule, Exact maximum, IReadOnlyList<(Exact X, Exact Target)?> figures)
    {
        Exact[] known = [.. figures.OfType<(Exact X, Exact Target)>().Select(figure => figure.X)];
        return [.. figures.Select(figure => figure is { } own ? Points(rule, maximum, own.X, own.Target, known, figures.Count) : (Exact?)null)];
    }

    /// <summary>The mean of what the sheets say, without one lowest and one highest from five on; null without any.</summary>
    public static Exact? Combined(IEnumerable<decimal?> given, bool isTrimmed)
    {
        Exact[] numbers = [.. given.OfType<decimal>().Order().Select(number => (Exact)number)];
        if (numbers.Length == 0)
            return null;
        return Exact.Mean(isTrimmed && numbers.Length >= 5 ? numbers[1..^1] : numbers);
    }

    public static IEnumerable<decimal?> Values(Criterion criterion, IEnumerable<Sheet> sheets) => sheets.Select(sheet => sheet.Figures?.GetValueOrDefault(criterion.Code)?.Value);

    public static IEnumerable<decimal?> Targets(Criterion criterion, IEnumerable<Sheet> sheets) => sheets.Select(sheet => sheet.Figures?.GetValueOrDefault(criterion.Code)?.Target);

    private static Exact Points(FigureRule rule, Exact maximum, Exact x, Exact target, Exact[] known, int classSize)
    {
        var sign = rule.Better == BetterFigure.Low ? -1 : 1;
        switch (rule.By)
        {
            case FigureForm.Steps:
                return rule.Steps!.Where(step => (x - step.From) * sign >= Exact.Zero).Select(step => (Exact)step.Points).DefaultIfEmpty(Exact.Zero).First();
            case FigureForm.Deduct:
                var begun = (rule.From!.Value - x) * sign / rule.Per!.Value;
                return begun <= Exact.Zero ? maximum : Exact.Max(Exact.Zero, maximum + (new Exact((-begun).Floor(), 1) * rule.Points!.Value));
            case FigureForm.Rank when classSize == 1:
                return maximum;
            case FigureForm.Rank:
                var rank = 1 + known.Count(other => (other - x) * sign > Exact.Zero);
                return rule.Table is { } table
                    ? rank > table.Count ? rule.Else!.Value : table[rank - 1]
                    : Exact.Max(Exact.Zero, maximum * (Exact.One - (rule.StepPercent!.Value * (Exact)(rank - 1) / 100)));
            case FigureForm.Best:
                var best = known.Aggregate(Exact.Max);
                return best > Exact.Zero && x > Exact.Zero ? maximum * x / best : Exact.Zero;
            default:
                return maximum * Exact.Min(Exact.Max(Exact.Zero, x) / target, rule.Limit!.Value);
        }
    }
}
