using System.Globalization;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Derivation;

/// <summary>What every line of every derivation has to meet.</summary>
internal static class LineChecks
{
    public static void ExplainEveryFigureOnce(string where, UnitResult unit, UnitDerivation derivation)
    {
        var explained = Lines(derivation).SelectMany(line => line.Figures).ToList();
        Assert.True(explained.Count == explained.Select(figure => figure.Pointer).Distinct().Count(), $"{where}: explained twice");
        Assert.Equal(UnitFigures.Of(unit).OrderBy(Pointer), explained.OrderBy(Pointer));
        Assert.All(Lines(derivation).Where(line => line.Arithmetic is null), line => Assert.NotNull(line.Note));
        // The sheets of a body are listed, not computed.
        var computed = Lines(derivation).Where(line => !line.Figures.Any(figure => figure.Pointer.EndsWith("/sheets", StringComparison.Ordinal)));
        Assert.All(computed.Where(line => Numbers(line) is { Length: > 0 }), line => Assert.Equal(Number(Numbers(line)[0]), line.Result));
    }

    public static void ComputeToTheResult(string where, UnitDerivation derivation)
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
    }

    public static void HaveKnownInputs(string where, UnitDerivation derivation)
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
    }

    public static void HaveBothLanguages(UnitDerivation derivation)
    {
        var texts = derivation.Sections.Select(section => section.Title)
            .Concat(derivation.Rules.Select(rule => rule.Name))
            .Concat(Lines(derivation).SelectMany(line => new[] { line.Title, line.Note }.OfType<Evaluation.Rules.LocalText>()));
        Assert.All(texts, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En), text.ToString());
            Assert.DoesNotContain(text.En!, character => character > '\u2E80');
        });
    }

    // An input has as many decimals as the arithmetic of its line needs. A root whose decimals do not end is compared by the decimals that
    // its line shows.
    private static bool IsSame(string input, DerivationLine made) => made.Exact is { } exact
        ? input == exact || input == Rounded(IndependentArithmetic.Compute(exact), input)
        : made.Result == Rounded(IndependentArithmetic.Compute(input), made.Result!) || IsHalf(input, made.Result!);

    // An input that was itself rounded, to a half of the last decimal of its line, does not say to which side the line rounds.
    private static bool IsHalf(string input, string result)
    {
        var (value, shown) = (IndependentArithmetic.Compute(input), IndependentArithmetic.Compute(result));
        var distance = value > shown ? value - shown : shown - value;
        return input.Length > result.Length && distance * 2 == IndependentArithmetic.Compute(result.Contains('.', StringComparison.Ordinal) ? $"0.{new string('0', Decimals(result) - 1)}1" : "1");
    }

    private static int Decimals(string number) => number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1;

    private static IEnumerable<DerivationLine> Lines(UnitDerivation derivation) => derivation.Sections.SelectMany(section => section.Lines);

    private static string Pointer(Figure figure) => figure.Pointer;

    private static object[] Numbers(DerivationLine line) => [.. line.Figures.Select(figure => figure.Value).Where(value => value is decimal or int).Select(value => value!)];

    private static string Number(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Rounded(Exact value, string like)
    {
        var decimals = like.Contains('.', StringComparison.Ordinal) ? Decimals(like) : 0;
        return value.Round(decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
