using System.Globalization;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Scoring.FromFigures;

namespace Evaluation.Tests.Derivation;

/// <summary>Properties of every line of every unit's derivation, over drawn rounds with all policies.</summary>
public sealed class DerivationProperties
{
    private const int Seeds = 60;

    private static readonly Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>>[] Rounds =
    [
        Drawn(seed => Derivations.Drawn(seed, isVoteOnly: true)), Drawn(seed => Derivations.Drawn(seed, isVoteOnly: false)), Drawn(seed => FigureRound.Drawn(seed).Derivations),
    ];

    /// <summary>The rounds that are drawn: of votes alone, with sheets and ledgers, and with points from figures.</summary>
    public enum DrawnRound { Votes, Ledgers, Figures }

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Exactly_one_line_explains_a_figure_and_has_its_value(DrawnRound drawn) => ForEach(drawn, (where, unit, derivation) =>
    {
        var explained = Lines(derivation).SelectMany(line => line.Figures).ToList();
        Assert.True(explained.Count == explained.Select(figure => figure.Pointer).Distinct().Count(), $"{where}: explained twice");
        Assert.Equal(UnitFigures.Of(unit).OrderBy(Pointer), explained.OrderBy(Pointer));
        Assert.All(Lines(derivation).Where(line => line.Arithmetic is null), line => Assert.NotNull(line.Note));
        // The sheets of a body are listed, not computed.
        var computed = Lines(derivation).Where(line => !line.Figures.Any(figure => figure.Pointer.EndsWith("/sheets", StringComparison.Ordinal)));
        Assert.All(computed.Where(line => Numbers(line) is { Length: > 0 }), line => Assert.Equal(Number(Numbers(line)[0]), line.Result));
    });

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void The_arithmetic_of_a_line_computed_from_its_text_gives_the_result(DrawnRound drawn) => ForEach(drawn, (where, _, derivation) =>
    {
        foreach (var line in Lines(derivation).Where(line => line.Arithmetic is not null))
        {
            if (IndependentArithmetic.IsStatement(line.Arithmetic!))
            {
                Assert.True(IndependentArithmetic.Holds(line.Arithmetic!), $"{where}, {line.Line}: {line.Arithmetic}");
                Assert.Null(line.Result);
                continue;
            }
            var result = Rounded(IndependentArithmetic.Compute(line.Arithmetic!), line.Result!);
            Assert.True(result == line.Result, $"{where}, {line.Line}: {line.Arithmetic} is {result}, not {line.Result}");
            if (line.Exact is not null)
                Assert.Equal(line.Result, Rounded(IndependentArithmetic.Compute(line.Exact), line.Result!));
        }
    });

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Every_input_comes_from_an_earlier_line_or_from_a_source(DrawnRound drawn) => ForEach(drawn, (where, _, derivation) =>
    {
        var before = new Dictionary<string, DerivationLine>();
        foreach (var line in Lines(derivation))
        {
            foreach (var input in line.Inputs)
            {
                Assert.Contains(input.Value, line.Arithmetic!, StringComparison.Ordinal);
                if (!input.From.StartsWith("line ", StringComparison.Ordinal))
                    continue;
                Assert.True(before.TryGetValue(input.From[5..], out var made), $"{where}, {line.Line}: {input}");
                Assert.True(IsSame(input.Value, made), $"{where}, {line.Line}: {input} is not {made.Result}");
            }
            before.Add(line.Line, line);
        }
    });

    [Theory]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Every_text_exists_in_both_languages(DrawnRound drawn) => ForEach(drawn, (_, _, derivation) =>
    {
        var texts = derivation.Sections.Select(section => section.Title)
            .Concat(derivation.Rules.Select(rule => rule.Name))
            .Concat(Lines(derivation).SelectMany(line => new[] { line.Title, line.Note }.OfType<Evaluation.Rules.LocalText>()));
        Assert.All(texts, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En), text.ToString());
            Assert.DoesNotContain(text.En!, character => character > '\u2E80');
        });
    });

    private static void ForEach(DrawnRound drawn, Action<string, UnitResult, UnitDerivation> check)
    {
        foreach (var (where, unit, derivation) in Rounds[(int)drawn].Value)
            check(where, unit, derivation);
    }

    private static Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>> Drawn(Func<int, Derivations?> draw) => new(() =>
    [
        .. Enumerable.Range(1, Seeds).SelectMany(seed => (draw(seed)?.All ?? []).Select(unit => ($"seed {seed}, {unit.Unit.Unit}", unit.Unit, unit.Derivation))),
    ]);

    // An input has as many decimals as the arithmetic of its line needs. A root whose decimals do not end is compared by the decimals that
    // its line shows.
    private static bool IsSame(string input, DerivationLine made) => made.Exact is { } exact
        ? input == exact || input == Rounded(IndependentArithmetic.Compute(exact), input)
        : made.Result == Rounded(IndependentArithmetic.Compute(input), made.Result!);

    private static IEnumerable<DerivationLine> Lines(UnitDerivation derivation) => derivation.Sections.SelectMany(section => section.Lines);

    private static string Pointer(Figure figure) => figure.Pointer;

    private static object[] Numbers(DerivationLine line) => [.. line.Figures.Select(figure => figure.Value).Where(value => value is decimal or int).Select(value => value!)];

    private static string Number(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Rounded(Exact value, string like)
    {
        var decimals = like.Contains('.', StringComparison.Ordinal) ? like.Length - like.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return value.Round(decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
