namespace Evaluation.Rules.Checking;

/// <summary>Checks the members of one form of <see cref="FigureRule"/>: those that it needs, those that it does not use.</summary>
/// <param name="maximum">The points of the criterion.</param>
/// <param name="isMaximumSound">Whether they were read as sent.</param>
internal sealed class FigureFormCheck(CheckScope scope, string pointer, FigureRule rule, decimal maximum, bool isMaximumSound)
{
    private bool IsLow => rule.Better == BetterFigure.Low;

    public void Check()
    {
        Unused();
        switch (rule.By)
        {
            case FigureForm.Steps: Steps(); break;
            case FigureForm.Deduct: Deduct(); break;
            case FigureForm.Rank: Rank(); break;
            case FigureForm.Plan: Needs("limit", rule.Limit, "the largest share of the target that counts, such as 1.2"); break;
            case FigureForm.Best: break;
            default: throw new System.Diagnostics.UnreachableException(rule.By.ToString());
        }
    }

    private void Unused()
    {
        string[] used = rule.By switch
        {
            FigureForm.Steps => ["steps", "better", "of"],
            FigureForm.Deduct => ["from", "per", "points", "better", "of"],
            FigureForm.Rank => ["table", "else", "stepPercent", "better", "of"],
            FigureForm.Best => ["of"],
            _ => ["limit"],
        };
        (string Name, bool IsThere)[] members =
        [
            ("steps", rule.Steps is not null), ("from", rule.From is not null), ("per", rule.Per is not null), ("points", rule.Points is not null),
            ("table", rule.Table is not null), ("else", rule.Else is not null), ("stepPercent", rule.StepPercent is not null), ("limit", rule.Limit is not null),
            ("better", rule.Better is not null), ("of", rule.Of is not null),
        ];
        foreach (var (name, _) in members.Where(member => member.IsThere && !used.Contains(member.Name)))
            scope.Report($"{pointer}/{name}", $"must be left out: \"{Form}\" uses {string.Join(", ", used)} only");
    }

    private void Steps()
    {
        if (rule.Steps is not { Count: > 0 } steps)
        {
            Missing("steps", "at least one step with from and points");
            return;
        }
        for (var step = 0; step < steps.Count; step++)
        {
            scope.Range($"{pointer}/steps/{step}/from", steps[step].From, -RoundCheck.Million, RoundCheck.Million);
            UpToMaximum($"{pointer}/steps/{step}/points", steps[step].Points);
            if (step == 0 || !scope.IsSound($"{pointer}/steps/{step - 1}"))
                continue;
            var before = steps[step - 1];
            if (IsLow ? steps[step].From <= before.From : steps[step].From >= before.From)
                scope.Report($"{pointer}/steps/{step}/from", $"must be {(IsLow ? "above" : "below")} {before.From}, the from of the step before, but is {steps[step].From}; steps go from best to worst");
            if (steps[step].Points > before.Points)
                scope.Report($"{pointer}/steps/{step}/points", $"must be at most {before.Points}, the points of the better step before, but is {steps[step].Points}");
        }
    }

    private void Deduct()
    {
        if (rule.From is { } from)
            scope.Range($"{pointer}/from", from, -RoundCheck.Million, RoundCheck.Million);
        else
            Missing("from", "the figure from which nothing is deducted");
        Needs("per", rule.Per, "the width of one deduction");
        Needs("points", rule.Points, "the points of one deduction");
    }

    private void Rank()
    {
        if (rule.Table is not { } table)
        {
            if (rule.Else is not null)
                scope.Report($"{pointer}/else", "must be left out: it gives the points beyond a table, and there is none");
            if (rule.StepPercent is not { } percent)
                Missing("table", "the points by rank, or stepPercent instead");
            else if (percent is <= 0 or > 100)
                scope.Report($"{pointer}/stepPercent", $"must be above 0 and at most 100, but is {percent}");
            return;
        }
        if (rule.StepPercent is not null)
            scope.Report($"{pointer}/stepPercent", "must be left out: there is a table; use one of the two");
        if (table.Count == 0)
            scope.Report($"{pointer}/table", "must have at least one item, but has none");
        for (var rank = 0; rank < table.Count; rank++)
            Place($"{pointer}/table/{rank}", table[rank], rank > 0 && scope.IsSound($"{pointer}/table/{rank - 1}") ? table[rank - 1] : null);
        if (rule.Else is { } beyond)
            Place($"{pointer}/else", beyond, table.Count > 0 && scope.IsSound($"{pointer}/table") ? table[^1] : null);
        else if (LargestClass is { } units && units > table.Count && table.Count > 0)
            scope.Report($"{pointer}/else", $"is missing: a class has {units} units, and rank {table.Count + 1} has no points; give the points beyond the table");
    }

    /// <summary>The units of the largest class; null where they could not be read.</summary>
    private int? LargestClass => scope.IsSound("/units", scope.Rules.Units.Count, "class") ? scope.Rules.Units.GroupBy(unit => unit.Class).Max(units => (int?)units.Count()) : null;

    private void Place(string at, decimal points, decimal? better)
    {
        UpToMaximum(at, points);
        if (points > better)
            scope.Report(at, $"must be at most {better}, the points of the better rank before, but is {points}; a table never rises");
    }

    private void UpToMaximum(string at, decimal points)
    {
        if (isMaximumSound)
            scope.Range(at, points, 0, Math.Max(maximum, 0));
    }

    /// <summary>Checks a number that the form needs and that is above 0.</summary>
    private void Needs(string name, decimal? number, string what)
    {
        if (number is null)
            Missing(name, what);
        else if (number is <= 0 or > RoundCheck.Million)
            scope.Report($"{pointer}/{name}", $"must be above 0 and at most {RoundCheck.Million}, but is {number}");
    }

    private void Missing(string name, string what) => scope.Report($"{pointer}/{name}", $"is missing: \"{Form}\" needs {what}");

    private string Form => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(rule.By.ToString());
}
