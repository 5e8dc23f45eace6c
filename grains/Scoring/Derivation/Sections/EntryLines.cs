using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The lines of the entries of the catalogue: each with its adjustments, their levels and its cap (F26).</summary>
internal static class EntryLines
{
    /// <summary>One line for an entry.</summary>
    /// <returns>What the entry counts.</returns>
    public static Input Entry(SectionDraft section, CountedEntry counted)
    {
        var (entry, name) = (counted.Entry, Labels.Of(counted.Entry));
        var formula = counted.IsHighest ? "max(points)" : "Σ points";
        var cap = entry.Cap is { } most ? Traced.Of(new Input(most, "cap", $"rules/entries/{entry.Code}/cap")) : null;
        Traced[] points = [.. counted.Adjustments.Select(adjustment => new Input(CountedEntry.PointsOf(entry, adjustment), adjustment.Id, $"adjustment/{adjustment.Id}"))];
        return section.Compute(
            new(RuleNames.Catalogue, new($"目录项：{name.Zh}", $"Entry: {name.En}"), cap is null ? formula : $"min({formula}, cap)"),
            CatalogueScore.Entry<Traced>(points, counted.IsHighest, cap), counted.Points,
            Labels.Join([
                .. counted.Adjustments.Select(adjustment => Named(entry, adjustment)),
                counted.IsHighest && counted.Adjustments.Count > 1 ? new LocalText("同一项取最高分。", "Of several, the highest counts.") : null,
            ])) with
        { Name = entry.Code };
    }

    /// <summary>The points of a criterion that the catalogue gives.</summary>
    /// <param name="heading">The heading of the points.</param>
    public static Input Criterion(SectionDraft section, Heading heading, Criterion criterion, EntryCriterion points, string pointer)
    {
        Traced[] taken = [.. points.Taken.Select(counted => Entry(section, counted))];
        return section.Publish(
            heading with { Rule = RuleNames.Catalogue, Formula = "max(0, P − Σ)" },
            CatalogueScore.Criterion(new Input(criterion.Points, "P", $"rules/criteria/{criterion.Code}/points"), (ReadOnlySpan<Traced>)taken), points.Points, [pointer],
            taken.Length == 0 ? new("没有扣分，得满分。", "Nothing is taken away, so the points are the maximum.") : null);
    }

    /// <summary>An adjustment with its entry and level, its rule and its fact.</summary>
    private static LocalText Named(CatalogueEntry entry, Adjustment adjustment)
    {
        var (name, level) = (Labels.Of(entry), adjustment.Level is { } code ? Labels.OfLevel(entry, code) : null);
        var document = adjustment.Document;
        return new(
            $"{adjustment.Id}：{name.Zh}{(level is null ? "" : $"，{level.Zh}")}；{adjustment.Rule}，{adjustment.Fact}{(document is null ? "" : $"（{document}）")}。",
            $"{adjustment.Id}: {name.En}{(level is null ? "" : $", {level.En}")}; {adjustment.Rule}, {adjustment.Fact}{(document is null ? "" : $" ({document})")}.");
    }
}
