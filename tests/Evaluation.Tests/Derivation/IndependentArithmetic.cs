using System.Globalization;
using System.Numerics;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Derivation;

/// <summary>
/// Computes a line of arithmetic from its text. It knows + − × ÷ ² √ ( ) ⌊ ⌋ min max, decimals and fractions, and shares no code with the
/// classes that write the text.
/// </summary>
internal sealed class IndependentArithmetic
{
    private const string Comparisons = "<≤=≥>";

    private readonly string _text;
    private int _at;

    private IndependentArithmetic(string text) => _text = text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether the text compares two sides.</summary>
    public static bool IsStatement(string text) => text.Any(character => Comparisons.Contains(character, StringComparison.Ordinal));

    public static Exact Compute(string text)
    {
        var calculator = new IndependentArithmetic(text);
        return calculator.ToTheEnd(calculator.Sum());
    }

    /// <summary>Whether a comparison holds.</summary>
    public static bool Holds(string text)
    {
        var calculator = new IndependentArithmetic(text);
        var left = calculator.Sum();
        var sign = calculator.Take();
        var order = left.CompareTo(calculator.ToTheEnd(calculator.Sum()));
        return sign switch
        {
            '<' => order < 0,
            '≤' => order <= 0,
            '=' => order == 0,
            '≥' => order >= 0,
            '>' => order > 0,
            _ => throw new FormatException($"{sign} compares nothing: {text}"),
        };
    }

    private Exact ToTheEnd(Exact value) => _at == _text.Length ? value : throw new FormatException($"{_text[_at..]} is left of {_text}");

    private Exact Sum()
    {
        var sum = Product();
        while (_at < _text.Length && _text[_at] is '+' or '−')
            sum = Take() == '+' ? sum + Product() : sum - Product();
        return sum;
    }

    private Exact Product()
    {
        var product = Power();
        while (_at < _text.Length && _text[_at] is '×' or '÷' or '/')
            product = Take() == '×' ? product * Power() : product / Power();
        return product;
    }

    private Exact Power()
    {
        var number = Number();
        for (; Takes("²"); number *= number)
        {
        }
        return number;
    }

    private Exact Number()
    {
        if (Takes("−"))
            return -Number();
        if (Takes("("))
            return Closed(Sum(), ")");
        if (Takes("√("))
            return Closed(Sum(), ")").Sqrt();
        if (Takes("⌊"))
            return new Exact(Closed(Sum(), "⌋").Floor(), 1);
        if (Takes("min("))
            return Chosen(Exact.Min);
        if (Takes("max("))
            return Chosen(Exact.Max);
        var digits = new string([.. _text[_at..].TakeWhile(character => char.IsAsciiDigit(character) || character == '.')]);
        _at += digits.Length;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        return new(BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), BigInteger.Pow(10, point < 0 ? 0 : digits.Length - point - 1));
    }

    private Exact Chosen(Func<Exact, Exact, Exact> choose)
    {
        var chosen = Closed(Sum(), ",");
        do
            chosen = choose(chosen, Sum());
        while (Takes(","));
        return Closed(chosen, ")");
    }

    private Exact Closed(Exact value, string by) => Takes(by) ? value : throw new FormatException($"{by} is missing before {_text[_at..]} in {_text}");

    private char Take() => _text[_at++];

    private bool Takes(string word)
    {
        var takes = _text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal);
        _at += takes ? word.Length : 0;
        return takes;
    }
}
