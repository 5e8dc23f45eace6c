using Evaluation.Assessment;
using Evaluation.Rules;

namespace Evaluation.Workflows.Trials;

/// <summary>Draws figures in the range in which the rule of a criterion tells units apart (F23).</summary>
internal static class TrialFigures
{
    private const decimal TargetFrom = 50, TargetWidth = 100;

    /// <param name="level">How well the unit does, from 0 to 1.</param>
    /// <param name="chance">Decides the target, from 0 to below 1.</param>
    public static SheetFigure Draw(Criterion criterion, double level, double chance)
    {
        var rule = criterion.Score!;
        if (criterion.HasTarget)
        {
            var target = TargetFrom + decimal.Round(TargetWidth * (decimal)chance);
            return new(decimal.Round(target * (0.4m + (0.8m * (decimal)level)), 2), target);
        }
        var (low, high) = Range(rule);
        var share = rule.Better == BetterFigure.Low ? 1 - (decimal)level : (decimal)level;
        return new(decimal.Round(low + ((high - low) * share), Limits.PointsDecimals));
    }

    private static (decimal Low, decimal High) Range(FigureRule rule)
    {
        if (rule.Steps is { Count: > 0 } steps)
        {
            var (least, most) = (steps.Min(step => step.From), steps.Max(step => step.From));
            var width = most > least ? most - least : Math.Max(1, Math.Abs(most));
            return (least - (width / 5), most + (width / 5));
        }
        if (rule is { From: { } from, Per: { } per })
            return rule.Better == BetterFigure.Low ? (from - (2 * per), from + (8 * per)) : (from - (8 * per), from + (2 * per));
        return (0, TargetWidth);
    }
}
