using System.Globalization;
using Evaluation.Rules;

namespace Evaluation.Assessment.SelfAssessments;

/// <summary>Finds what prevents a self-assessment from being filed, and what a reviewer should look at.</summary>
public static class SelfAssessmentCheck
{
    /// <summary>The faults. A self-assessment with a fault cannot be filed.</summary>
    /// <param name="content">A self-assessment whose items name assessed criteria of the round.</param>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="evidence">The numbers of the unit's evidence.</param>
    public static IReadOnlyList<AssessmentRemark> Faults(SelfAssessmentContent content, RoundRules rules, IReadOnlySet<string> evidence)
    {
        var faults = new List<AssessmentRemark>();
        var assessed = rules.FiledCriteria;
        foreach (var (criterion, period) in assessed.SelectMany(SheetForm.PeriodsOf, (criterion, period) => (criterion, period)))
            if (content.Find(criterion.Code, period) is null)
                faults.Add(new("/items", "item-missing", $"the criterion '{criterion.Code}' has no item{(period is null ? "" : $" for {period}")}"));
        foreach (var (index, item) in content.Items.Index())
        {
            if (assessed.FirstOrDefault(known => known.Code == item.Criterion) is { } criterion)
                AddFaults(item, criterion.Points, $"/items/{index}", faults);
            foreach (var (at, figure) in item.Figures.Index())
                faults.AddRange(FigureCheck.Faults(figure, $"/items/{index}/figures/{at}"));
            foreach (var (at, id) in item.Evidence.Index())
                if (!evidence.Contains(id))
                    faults.Add(new($"/items/{index}/evidence/{at}", "evidence-unknown", $"the unit has filed no evidence '{id}'"));
        }
        if (content.DeclaredTotal is { } declared && declared != content.Total && !IsRounded(declared, content))
            faults.Add(new("/declaredTotal", "total-mismatch", $"items add up to {Shown(content.Total)}, declared {Shown(declared)}"));
        return faults;
    }

    /// <summary>Whether a declared total is the rounded total of points that are means over periods. Their decimals may not end.</summary>
    private static bool IsRounded(decimal declared, SelfAssessmentContent content) => content.Items.Any(item => item.Period is not null)
        && decimal.Round(content.Total, Math.Max(declared.Scale, (byte)2), MidpointRounding.AwayFromZero) == declared;

    /// <summary>The warnings. They do not prevent filing.</summary>
    /// <param name="content">A self-assessment whose items name assessed criteria of the round.</param>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="complaints">The number of complaints about the unit that the register has for the round's period.</param>
    /// <param name="savedOn">The day on which it was saved, in the round's time zone.</param>
    public static IReadOnlyList<AssessmentRemark> Warnings(SelfAssessmentContent content, RoundRules rules, int complaints, DateOnly savedOn)
    {
        var warnings = new List<AssessmentRemark>();
        var assessed = rules.FiledCriteria;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, item) in content.Items.Index())
        {
            if (item.Claimed?.Points is { } points && item.Evidence.Count == 0 && assessed.Any(known => known.Code == item.Criterion && known.Points == points))
                warnings.Add(new($"/items/{index}/evidence", "no-evidence", "full points are claimed without any evidence"));
            foreach (var (at, figure) in item.Figures.Index())
            {
                var pointer = $"/items/{index}/figures/{at}/value";
                if (FigureCheck.ComparedValue(figure) is { } value && !values.TryAdd(value, item.Criterion) && values[value] != item.Criterion)
                    warnings.Add(new(pointer, "equal-figure", $"the value {value} is also given under '{values[value]}'"));
                warnings.AddRange(FigureCheck.Warnings(figure, pointer));
                if (figure.AsOf > savedOn)
                    warnings.Add(new($"/items/{index}/figures/{at}/asOf", "figure-in-future", $"the figure '{figure.Name}' is as of {figure.AsOf:yyyy-MM-dd}, and was saved on {savedOn:yyyy-MM-dd}"));
            }
            foreach (var (at, id) in item.Evidence.Index())
                if (!used.TryAdd(id, item.Criterion) && used[id] != item.Criterion)
                    warnings.Add(new($"/items/{index}/evidence/{at}", "evidence-reused", $"the evidence '{id}' is also named under '{used[id]}'; it counts once"));
        }
        if (content.NoComplaints == true && complaints > 0)
            warnings.Add(new("/noComplaints", "complaints-on-record", $"no complaints are declared, and the register has {Shown(complaints)} of the round's period"));
        return warnings;
    }

    private static void AddFaults(SelfAssessmentItem item, decimal maximum, string at, List<AssessmentRemark> faults)
    {
        if (item.Claimed is not { } claimed)
            faults.Add(new($"{at}/claimed", "item-missing", $"the item of '{item.Criterion}' has no points"));
        else if (claimed.Points > maximum)
            faults.Add(new($"{at}/claimed", "over-maximum", $"{Shown(claimed.Points.Value)} points are claimed; the criterion has {Shown(maximum)}"));
        else if (string.IsNullOrWhiteSpace(item.Reason) && claimed.IsNotApplicable)
            faults.Add(new($"{at}/reason", "reason-missing", "the item is claimed as not applicable without a reason"));
        else if (string.IsNullOrWhiteSpace(item.Reason) && claimed.Points is { } points && points < maximum)
            faults.Add(new($"{at}/reason", "reason-missing", $"{Shown(maximum - points)} of {Shown(maximum)} points are lost without a reason"));
    }

    internal static string Shown(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
