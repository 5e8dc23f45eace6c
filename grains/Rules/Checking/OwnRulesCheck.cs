using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the rules that a class has of its own (F28): shares, points, and that it can be scored by them.</summary>
internal static class OwnRulesCheck
{
    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        string[] codes = [.. rules.Criteria.Select(criterion => criterion.Code)];
        var isSound = scope.IsSound("/criteria", rules.Criteria.Count, "code") && scope.IsSound("/criteria", rules.Criteria.Count, "source");
        foreach (var (index, unitClass) in rules.Classes.Index())
        {
            var at = $"/classes/{index}";
            Points(scope, $"{at}/points", unitClass, isSound ? codes : null);
            if (unitClass.Components is { } shares)
                Shares(scope, $"{at}/components", shares);
            if (isSound && rules.Combine is null && (unitClass.Components is not null || unitClass.Points is not null) && scope.IsSound($"{at}/points") && scope.IsSound($"{at}/components"))
                CanBeScored(scope, at, unitClass);
            if (!unitClass.IsRanked)
                Unranked(scope, $"{at}/ranked", unitClass);
        }
        foreach (var (index, criterion) in rules.Criteria.Index())
        {
            if (criterion.Points > 0 && rules.Classes.Count > 0 && rules.Classes.All(unitClass => !unitClass.Has(criterion)))
                scope.Report($"/criteria/{index}", "applies to no class: every class gives it 0 points; give it points in one, or leave it out");
        }
    }

    /// <summary>Whether the units of a class are voted on, judged by the parts that could be read.</summary>
    public static bool HasVote(CheckScope scope, int unitClass)
    {
        var own = scope.Rules.Classes[unitClass];
        return own.Points is null || !scope.IsSound($"/classes/{unitClass}/points") || scope.Rules.VoteCriteria.Any(own.Has);
    }

    /// <param name="codes">The codes of the criteria; null where not all could be read.</param>
    private static void Points(CheckScope scope, string pointer, UnitClass unitClass, string[]? codes)
    {
        foreach (var (criterion, points) in unitClass.Points ?? new Dictionary<string, decimal>())
        {
            var at = $"{pointer}/{JsonCursor.Escaped(criterion)}";
            if (codes is not null && !codes.Contains(criterion))
                scope.Report(at, $"{PlainText.Quoted(criterion)} is not defined; {NameHint.For(criterion, codes)}");
            scope.Range(at, points, 0, RoundCheck.Million);
        }
    }

    private static void Shares(CheckScope scope, string pointer, Components shares)
    {
        scope.Range($"{pointer}/vote", shares.Vote, 0, 100);
        scope.Range($"{pointer}/inspection", shares.Inspection, 0, 100);
        scope.Range($"{pointer}/self", shares.Self, 0, 100);
        scope.Range($"{pointer}/daily", shares.Daily, 0, 100);
        scope.Range($"{pointer}/bonusCap", shares.BonusCap, 0, RoundCheck.Million);
        if (shares.DeductionCap is { } cap)
            scope.Range($"{pointer}/deductionCap", cap, 0, RoundCheck.Million);
        var sum = shares.Vote + shares.Inspection + shares.Self + shares.Daily;
        if (sum != 100)
            scope.Report(pointer, $"shares add up to {sum}, not 100");
    }

    private static void CanBeScored(CheckScope scope, string at, UnitClass unitClass)
    {
        var own = scope.Rules.OfClass(unitClass);
        if (own.Criteria.Count == 0 && scope.Rules.Criteria.Count > 0)
        {
            scope.Report($"{at}/points", "leaves the class without a criterion; give one of them points");
            return;
        }
        var source = unitClass.Components is null ? "the round's share" : "the share";
        foreach (var (component, share, criteria) in new[]
        {
            ("vote", own.Components.Vote, own.VoteCriteria), ("inspection", own.Components.Inspection, own.AssessedCriteria), ("self", own.Components.Self, own.AssessedCriteria),
        })
        {
            if (share > 0 && criteria.Count == 0 && IsPossible(scope.Rules, component))
            {
                scope.Report(
                    unitClass.Components is null ? $"{at}/points" : $"{at}/components/{component}",
                    $"{source} of {component} is {share}, but the class has no criterion for it; give one points, or give the class shares (components) with {component} 0");
            }
            else if (share > 0 && criteria.Count == 0 && unitClass.Components is not null)
            {
                scope.Report($"{at}/components/{component}", $"is {share}, but no criterion of the round has source \"{(component == "vote" ? "vote" : "assessed")}\"; set this share to 0");
            }
        }
    }

    // Without any such criterion in the round, the round's own share is reported already.
    private static bool IsPossible(RoundRules rules, string component) => (component == "vote" ? rules.VoteCriteria : rules.AssessedCriteria).Count > 0;

    private static void Unranked(CheckScope scope, string pointer, UnitClass unitClass)
    {
        var byRank = scope.Rules.Criteria.FirstOrDefault(criterion => criterion.Score is { By: FigureForm.Rank } && unitClass.Has(criterion));
        if (byRank is not null)
            scope.Report(pointer, $"is false, but criterion {PlainText.Quoted(byRank.Code)} gives points by rank; give it 0 points in this class");
    }
}
