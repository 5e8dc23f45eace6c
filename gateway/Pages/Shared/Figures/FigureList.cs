using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Pages.Shared.Figures;

/// <summary>
/// The figures of a unit's result in words, by the part of the result in which they stand, so that people choose one by its name.
/// </summary>
public static class FigureList
{
    /// <summary>All figures that have a value, and the whole result first.</summary>
    public static IReadOnlyList<FigureSection> Of(RoundRules rules, UnitResult unit, PageRequest request)
    {
        var (names, values, texts) = (new FigureNames(rules, request), new FigureValues(rules, request), request.Texts);
        var named = UnitFigures.Of(unit).Where(figure => figure.Value is not null).Select(figure => (Part: PartOf(figure.Pointer), Figure: Named(figure.Pointer, figure.Value))).ToList();
        NamedFigure whole = new(UnitFigures.Whole, names.Of(UnitFigures.Whole), "");
        return
        [
            .. named.GroupBy(figure => figure.Part, figure => figure.Figure)
                .Select(part => new FigureSection(texts["figureName.part-" + part.Key], part.Key == Main ? [whole, .. part] : [.. part])),
        ];

        NamedFigure Named(string pointer, object? value) => new(pointer, names.Of(pointer), values.Of(pointer, value));
    }

    private const string Main = "main";

    private static string PartOf(string pointer) => pointer.Split('/') is [_, "groups" or "criteria" or "assessed" or "bodies" or "parts" or "headings" or "vetoes", _, ..] steps ? steps[1]
        : pointer.StartsWith("/missing/", StringComparison.Ordinal) || pointer.StartsWith("/incomplete/", StringComparison.Ordinal) ? "incomplete"
        : Main;
}

/// <summary>Figures of one part of a result.</summary>
public sealed record FigureSection(string Title, IReadOnlyList<NamedFigure> Figures);

/// <summary>A figure in words.</summary>
/// <param name="Pointer">Its place in the result, which pages carry along and never show.</param>
/// <param name="Value">Empty for the whole result.</param>
public sealed record NamedFigure(string Pointer, string Name, string Value);

/// <summary>A unit whose figures are offered in a form.</summary>
/// <param name="Unit">The code of the unit.</param>
/// <param name="Figure">The pointer of the figure that is chosen at first; null for the first one.</param>
public sealed record FigureChoice(string Unit, IReadOnlyList<FigureSection> Sections, string? Figure);
