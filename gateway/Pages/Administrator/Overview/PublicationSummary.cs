using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Administrator.Overview;

/// <summary>A version of a result in a few figures for each class.</summary>
/// <param name="Grades">The codes of the grades, best first; none where the rules have no grades.</param>
/// <param name="Total">The sum of the classes, without figures that cannot be added.</param>
public sealed record PublicationSummary(int Version, IReadOnlyList<string> Grades, IReadOnlyList<ClassSummary> Classes, ClassSummary Total)
{
    public static PublicationSummary Of(RoundRules rules, RoundResult result)
    {
        string[] grades = [.. rules.Grades.Select(grade => grade.Code)];
        ClassSummary[] classes = [.. result.Classes.Select(ranked => ClassSummary.Of(ranked, grades))];
        return new(result.Version, grades, classes, new(
            null, classes.Sum(one => one.Units), [.. grades.Index().Select(grade => classes.Sum(one => one.ByGrade[grade.Index]))], null, null, classes.Sum(one => one.Unranked)));
    }
}

/// <summary>The figures of one class.</summary>
/// <param name="Class">The code; null for the sum of all.</param>
/// <param name="ByGrade">Units with each grade.</param>
/// <param name="Unranked">Units without a rank.</param>
public sealed record ClassSummary(string? Class, int Units, IReadOnlyList<int> ByGrade, decimal? Highest, decimal? Mean, int Unranked)
{
    internal static ClassSummary Of(ClassResult ranked, IReadOnlyList<string> grades)
    {
        decimal[] totals = [.. ranked.Units.Select(unit => unit.Total).OfType<decimal>()];
        return new(
            ranked.Class, ranked.Units.Count, [.. grades.Select(grade => ranked.Units.Count(unit => unit.Grade == grade))], totals.Length > 0 ? totals.Max() : null,
            totals.Length > 0 ? totals.Average() : null, ranked.Units.Count(unit => unit.Rank is null));
    }
}
