using Evaluation.Scoring.Derivation;

namespace Evaluation.Gateway.Pages.Public.Results.Steps;

/// <summary>A line of a derivation with the lines that its inputs come from.</summary>
/// <param name="Input">The input of the line above that comes from this one; null for a root.</param>
/// <param name="Parts">In the order of the inputs. A line that several lines use is a part of the first of them.</param>
public sealed record StepNode(DerivationLine Line, DerivationInput? Input, IReadOnlyList<StepNode> Parts);

/// <summary>A derivation from the total downwards.</summary>
/// <param name="Total">The line of the total; null for a derivation without such a line.</param>
/// <param name="Parts">What the total is made of; without a total, what is known of it.</param>
/// <param name="Places">The lines about rank, band, grade and the list at the bottom.</param>
/// <param name="Others">The sections with the lines that are neither below the total nor about the place.</param>
public sealed record StepTree(DerivationLine? Total, IReadOnlyList<StepNode> Parts, IReadOnlyList<DerivationLine> Places, IReadOnlyList<DerivationSection> Others)
{
    private const string OfLine = "line ";

    private static readonly string[] PlaceFigures = ["/rank", "/band", "/grade", "/tail", "/eligible"];

    private static readonly string[] Components = ["/vote", "/inspection", "/self", "/daily", "/bonus", "/deductions"];

    public static StepTree Of(UnitDerivation derivation)
    {
        var lines = derivation.Sections.SelectMany(section => section.Lines).ToDictionary(line => line.Line, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var total = lines.Values.FirstOrDefault(line => Has(line, "/total"));
        if (total is not null)
            seen.Add(total.Line);
        var parts = total is null ? [] : Below(total, lines, seen);
        if (parts.Count == 0)
            parts = [.. lines.Values.Where(line => Components.Any(pointer => Has(line, pointer)) && seen.Add(line.Line)).Select(line => new StepNode(line, null, Below(line, lines, seen)))];
        var placing = derivation.Sections.Where(section => section.Lines.Any(line => PlaceFigures.Any(pointer => Has(line, pointer)))).ToList();
        var others = derivation.Sections.Except(placing).Select(section => section with { Lines = [.. section.Lines.Where(line => !seen.Contains(line.Line))] });
        return new(total, parts, [.. placing.SelectMany(section => section.Lines)], [.. others.Where(section => section.Lines.Count > 0)]);
    }

    private static List<StepNode> Below(DerivationLine line, Dictionary<string, DerivationLine> lines, HashSet<string> seen)
    {
        var parts = new List<StepNode>();
        foreach (var input in line.Inputs)
        {
            // A weight is no step of its own: its line stands with its section.
            if (input.From.StartsWith(OfLine, StringComparison.Ordinal) && !StepNames.IsWeight(input.Name) && lines[input.From[OfLine.Length..]] is var from && seen.Add(from.Line))
                parts.Add(new(from, input, Below(from, lines, seen)));
        }
        return parts;
    }

    private static bool Has(DerivationLine line, string pointer) => line.Figures.Any(figure => figure.Pointer == pointer);
}
