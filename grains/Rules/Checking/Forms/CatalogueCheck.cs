using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking.Forms;

/// <summary>Checks the catalogue of bonuses and deductions, and the caps of the total that belong to it (F26).</summary>
internal static class CatalogueCheck
{
    public static void Check(CheckScope scope)
    {
        var entries = scope.Rules.Entries ?? [];
        _ = new CodeList(scope, "/entries", [.. entries.Select(entry => entry.Code)]);
        scope.Count("/entries", entries.Count, 0, Limits.CatalogueEntries);
        for (var index = 0; index < entries.Count; index++)
            Check(scope, $"/entries/{index}", entries[index]);
        if (scope.IsSound("/entries", entries.Count, "kind"))
        {
            Caps(scope, "/components", scope.Rules.Components);
            for (var index = 0; index < scope.Rules.Classes.Count; index++)
                if (scope.Rules.Classes[index].Components is { } components)
                    Caps(scope, $"/classes/{index}/components", components);
        }
        if (entries.Count > 0)
            Filed(scope);
    }

    private static void Check(CheckScope scope, string pointer, CatalogueEntry entry)
    {
        if (entry.Points is null == entry.Levels is null)
            scope.Report(pointer, $"has {(entry.Points is null ? "neither" : "both")}; exactly one of points and levels is needed");
        if (entry.Points is { } points)
            Points(scope, $"{pointer}/points", points);
        if (entry.Levels is { Count: 0 })
            scope.Report($"{pointer}/levels", "names no level; give every level its points");
        foreach (var (level, levelPoints) in entry.Levels ?? new Dictionary<string, decimal>())
        {
            scope.Code($"{pointer}/levels/{JsonCursor.Escaped(level)}", level);
            Points(scope, $"{pointer}/levels/{JsonCursor.Escaped(level)}", levelPoints);
        }
        LevelLabels(scope, $"{pointer}/levelLabels", entry);
        if (entry.Cap is { } cap)
            Points(scope, $"{pointer}/cap", cap);
        if (entry.Criterion is { } criterion)
            Criterion(scope, $"{pointer}/criterion", entry, criterion);
    }

    /// <summary>Labels name levels of the entry, and readers can tell them apart.</summary>
    private static void LevelLabels(CheckScope scope, string pointer, CatalogueEntry entry)
    {
        var levels = entry.Levels?.Keys.ToArray() ?? [];
        var known = new Dictionary<(string Language, string Appearance), string>();
        foreach (var level in entry.LevelLabels is null ? [] : levels)
        {
            var label = entry.LabelOf(level) ?? new LocalText(level);
            var twin = LabelCheck.Languages.Select(language => known.GetValueOrDefault((language, VisibleText.Appearance(label.In(language))))).OfType<string>().FirstOrDefault();
            if (twin is not null)
                scope.Report(
                    $"{pointer}/{JsonCursor.Escaped(entry.LevelLabels!.ContainsKey(level) ? level : twin)}",
                    $"{PlainText.Quoted(label.In("zh"))} looks like the label of {PlainText.Quoted(twin)}; labels of a list must differ");
            foreach (var language in LabelCheck.Languages)
                known.TryAdd((language, VisibleText.Appearance(label.In(language))), level);
        }
        foreach (var level in (entry.LevelLabels?.Keys ?? []).Except(levels))
            scope.Report($"{pointer}/{JsonCursor.Escaped(level)}", levels.Length == 0
                ? "must be left out: the entry has no levels"
                : $"is no level of the entry; {NameHint.For(level, levels)}");
    }

    private static void Points(CheckScope scope, string pointer, decimal points)
    {
        if (points is <= 0 or > RoundCheck.Million)
            scope.Report(pointer, $"must be above 0 and at most {RoundCheck.Million}, but is {points}; the kind of the entry decides whether it is added or subtracted");
        else if (decimal.Round(points, Limits.PointsDecimals) != points)
            scope.Report(pointer, $"must have at most {Limits.PointsDecimals} decimals, but is {points}");
    }

    private static void Criterion(CheckScope scope, string pointer, CatalogueEntry entry, string code)
    {
        if (entry.Kind == EntryKind.Bonus)
            scope.Report(pointer, "must be left out: the points of a criterion are only taken away, by entries of kind \"deduction\"");
        var criteria = scope.Rules.Criteria;
        if (!scope.IsSound("/criteria", criteria.Count, "code") || !scope.IsSound("/criteria", criteria.Count, "source"))
            return;
        string[] assessed = [.. criteria.Where(criterion => criterion.Source == CriterionSource.Assessed).Select(criterion => criterion.Code)];
        if (criteria.FirstOrDefault(criterion => criterion.Code == code && criterion.Source == CriterionSource.Assessed) is not { } named)
            scope.Report(pointer, $"{PlainText.Quoted(code)} is no assessed criterion; {NameHint.For(code, assessed)}");
        else if (named.By is not null || named.Score is not null || named.Periods is not null)
            scope.Report(pointer, $"{PlainText.Quoted(code)} has by, score or periods; the points of a criterion with entries come from the catalogue alone");
    }

    /// <summary>A cap of 0 would make entries of the total without effect.</summary>
    private static void Caps(CheckScope scope, string pointer, Components components)
    {
        if (components.DeductionCap is { } cap)
            scope.Range($"{pointer}/deductionCap", cap, 0, RoundCheck.Million);
        if (components.BonusCap == 0 && scope.Rules.EntriesOfTotal(EntryKind.Bonus).Count > 0)
            scope.Report($"{pointer}/bonusCap", "is 0, so no bonus of the catalogue counts; give the most that bonuses may add");
        if (components.DeductionCap == 0 && scope.Rules.EntriesOfTotal(EntryKind.Deduction).Count > 0)
            scope.Report($"{pointer}/deductionCap", "is 0, so no deduction of the catalogue counts; give the most that deductions may take away, or leave it out");
    }

    /// <summary>With a share of the self-assessment, a unit can claim something.</summary>
    private static void Filed(CheckScope scope)
    {
        var rules = scope.Rules;
        if (rules.Components.Self > 0 && rules.HasAssessedCriteria && rules.FiledCriteria.Count == 0 && scope.IsSound("/criteria", rules.Criteria.Count, "code"))
            scope.Report("/components/self", $"is {rules.Components.Self}, but the catalogue gives the points of every assessed criterion; nothing can be claimed");
    }
}
