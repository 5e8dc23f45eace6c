using System.Globalization;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>The heading of a line.</summary>
/// <param name="Rule">The code of the rule that the line follows.</param>
/// <param name="Formula">The rule's formula in its own symbols.</param>
internal readonly record struct Heading(string Rule, LocalText Title, string? Formula = null);

/// <summary>
/// A section while its lines are written. It chooses how many decimals a line shows: as few as possible, and so many that the arithmetic,
/// computed from its text, gives the result.
/// </summary>
/// <param name="page">The derivation that the section belongs to.</param>
internal sealed class SectionDraft(DerivationDraft page, int number, LocalText title)
{
    private readonly List<DerivationLine> _lines = [];

    public DerivationSection Written => new(title, _lines);

    /// <summary>
    /// Why counts are left out of the lines that follow; null where they are shown. A line that has counts then shows its result alone.
    /// </summary>
    public LocalText? Withheld { get; set; }

    /// <summary>Writes an intermediate step.</summary>
    /// <param name="computed">The formula over the line's inputs.</param>
    /// <param name="exact">The value that scoring computed.</param>
    /// <returns>The result as an input of later lines; it still needs a name.</returns>
    /// <exception cref="ArgumentException">The formula over these inputs gives another value.</exception>
    public Input Compute(Heading heading, Traced computed, Fraction exact, LocalText? note = null) =>
        Write(heading, computed.Term, exact, ShownNumber.DecimalsOf(exact) is { } ends && ends < page.Shown ? ends : page.Shown, [], note);

    /// <summary>Writes the step that gives a published number, and explains the figures that come with the number.</summary>
    /// <param name="pointers">The number's pointer, then those of the other figures.</param>
    /// <inheritdoc cref="Compute"/>
    public Input Publish(Heading heading, Traced computed, Fraction exact, string[] pointers, LocalText? note = null)
    {
        var figures = page.Explain(pointers);
        var published = Convert.ToDecimal(figures[0].Value, CultureInfo.InvariantCulture);
        var input = Write(heading, computed.Term, exact, published.Scale, figures, note);
        return exact.Round(published.Scale) == published
            ? input
            : throw new ArgumentException($"The rules give {exact} for {pointers[0]}, and {published} is published.");
    }

    /// <summary>Writes a comparison that led to a decision, with the figures that follow from the decision.</summary>
    public void State(Heading heading, Comparison comparison, string[] pointers, LocalText? note = null)
    {
        var decimals = Fewest(comparison.Holds);
        Add(heading, comparison.Leaves, decimals, page.Explain(pointers), note, comparison.Text(decimals));
    }

    /// <summary>Writes a line without arithmetic; the note gives the reason.</summary>
    public void Say(Heading heading, string[] pointers, LocalText note) => Add(heading, [], null, page.Explain(pointers), note);

    private Input Write(Heading heading, Term term, Fraction exact, int decimals, IReadOnlyList<Figure> figures, LocalText? note)
    {
        if (term.Value(null) != exact)
            throw new ArgumentException($"{heading.Rule}, {heading.Title.En}: {term.Text(null)} is not {exact}.");
        var result = ShownNumber.Fixed(exact, decimals);
        var shown = Fewest(most => term.Value(most) is { } value && ShownNumber.Fixed(value, decimals) == result);
        var line = Add(heading, term.Leaves, shown, figures, note, term.Text(shown), result, term.IsRational ? ShownNumber.Text(exact, null) : null);
        return new(exact, "", $"line {line.Line}", IsRounded: true);
    }

    private DerivationLine Add(
        Heading heading, IEnumerable<Input> leaves, int? decimals, IReadOnlyList<Figure> figures, LocalText? note, string? arithmetic = null, string? result = null, string? exact = null)
    {
        page.Name(heading.Rule);
        Input[] numbers = [.. leaves];
        if (Withheld is not null && numbers.Any(IsCount))
            (numbers, arithmetic, exact, note) = ([], null, null, Withheld);
        var line = new DerivationLine(string.Create(CultureInfo.InvariantCulture, $"{number}.{_lines.Count + 1}"), heading.Rule, heading.Title)
        {
            Figures = figures,
            Formula = heading.Formula,
            Inputs = [.. numbers.Where(number => number.Name is not null).Select(number => Shown(number, decimals)!).Distinct()],
            Arithmetic = arithmetic,
            Parts = arithmetic is null ? [] : Split(arithmetic, numbers, decimals),
            Exact = exact,
            Result = result,
            Note = note,
        };
        _lines.Add(line);
        return line;
    }

    private static bool IsCount(Input number) => number.From is Input.Tally or Input.Slips;

    /// <summary>The arithmetic in parts. Between two numbers stands no digit, so each number is found behind the one before.</summary>
    private static List<DerivationPart> Split(string arithmetic, Input[] numbers, int? decimals)
    {
        var (parts, at) = (new List<DerivationPart>(), 0);
        foreach (var number in numbers)
        {
            var text = number.Text(decimals);
            var found = arithmetic.IndexOf(text, at, StringComparison.Ordinal);
            if (found > at)
                parts.Add(new(arithmetic[at..found], null));
            parts.Add(new(text, Shown(number, decimals)));
            at = found + text.Length;
        }
        if (at < arithmetic.Length)
            parts.Add(new(arithmetic[at..], null));
        return parts;
    }

    private static DerivationInput? Shown(Input number, int? decimals) => number.Name is null ? null : new(number.Name, number.Text(decimals), number.From!);

    /// <summary>The fewest decimals of the inputs with which the text is right; null where it is right only with fractions.</summary>
    private int? Fewest(Func<int?, bool> isRight)
    {
        foreach (var more in (ReadOnlySpan<int>)[0, 2, 4, 6, 10, 14])
        {
            if (isRight(page.Shown + more))
                return page.Shown + more;
        }
        return null;
    }
}
