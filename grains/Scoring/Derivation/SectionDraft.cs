using System.Globalization;
using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation;

/// <summary>What a line is about.</summary>
/// <param name="Rule">The code of a rule.</param>
internal readonly record struct Heading(string Rule, LocalText Title, string? Formula = null);

/// <summary>A section while its lines are written. Every line is checked as it is made: its text, computed as it stands, gives its result.</summary>
/// <param name="page">The derivation that the section will be a part of.</param>
internal sealed class SectionDraft(DerivationDraft page, int number, LocalText title)
{
    private readonly List<DerivationLine> _lines = [];

    public bool IsEmpty => _lines.Count == 0;

    public DerivationSection Written => new(title, _lines);

    /// <summary>A step in between. <paramref name="exact"/> is what scoring has computed.</summary>
    public Amount Compute(Heading heading, Term term, Fraction exact, LocalText? note = null) =>
        Write(heading, term, exact, ShownNumber.DecimalsOf(exact) is { } ends && ends < page.Shown ? ends : page.Shown, [], note);

    /// <summary>The step that gives a published number, and explains other figures that come with it.</summary>
    /// <param name="pointers">Of the number, then of the other figures.</param>
    public Amount Publish(Heading heading, Term term, Fraction exact, string[] pointers, LocalText? note = null)
    {
        var figures = page.Explain(pointers);
        var published = Convert.ToDecimal(figures[0].Value, CultureInfo.InvariantCulture);
        var amount = Write(heading, term, exact, published.Scale, figures, note);
        return exact.Round(published.Scale) == published
            ? amount
            : throw new ArgumentException($"The rules give {exact} for {pointers[0]}, and {published} is published.");
    }

    /// <summary>A comparison that decides something, with the figures that follow from it.</summary>
    public string State(Heading heading, Statement statement, string[] pointers, LocalText? note = null)
    {
        var decimals = Fewest(statement.Holds);
        return Add(heading, statement.Inputs, decimals, pointers.Length == 0 ? [] : page.Explain(pointers), note, statement.Text(decimals)).Line;
    }

    /// <summary>A line in words alone: nothing was computed, and the note says why.</summary>
    public string Say(Heading heading, string[] pointers, LocalText note) => Add(heading, [], null, page.Explain(pointers), note).Line;

    private Amount Write(Heading heading, Term term, Fraction exact, int decimals, IReadOnlyList<Figure> figures, LocalText? note)
    {
        if (term.Value(null) != exact)
            throw new ArgumentException($"{heading.Rule}, {heading.Title.En}: {term.Text(null)} is not {exact}.");
        var result = ShownNumber.Fixed(exact, decimals);
        var shown = Fewest(most => term.Value(most) is { } value && ShownNumber.Fixed(value, decimals) == result);
        var line = Add(heading, term.Inputs, shown, figures, note, term.Text(shown), result, term.IsRational ? ShownNumber.Text(exact, null) : null);
        return new(exact, "", $"line {line.Line}", IsRounded: true);
    }

    private DerivationLine Add(
        Heading heading, IEnumerable<Amount> inputs, int? decimals, IReadOnlyList<Figure> figures, LocalText? note, string? arithmetic = null, string? result = null, string? exact = null)
    {
        page.Name(heading.Rule);
        var line = new DerivationLine(string.Create(CultureInfo.InvariantCulture, $"{number}.{_lines.Count + 1}"), heading.Rule, heading.Title)
        {
            Figures = figures,
            Formula = heading.Formula,
            Inputs = [.. inputs.Select(input => new DerivationInput(input.Name!, input.Text(decimals), input.From!)).Distinct()],
            Arithmetic = arithmetic,
            Exact = exact,
            Result = result,
            Note = note,
        };
        _lines.Add(line);
        return line;
    }

    /// <summary>The fewest decimals of the inputs with which the text is right; null where only fractions make it so.</summary>
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
