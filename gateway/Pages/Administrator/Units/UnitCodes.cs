using System.Globalization;
using System.Text;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Units;

/// <summary>Proposes the code of a new unit.</summary>
internal static class UnitCodes
{
    /// <summary>
    /// A code that no unit of the round has: from the English name, or else the next number after the codes that end with one, such as
    /// <c>u08</c> after <c>u07</c>.
    /// </summary>
    public static string Propose(string english, RoundRules rules)
    {
        HashSet<string> used = [.. rules.Units.Select(unit => unit.Code)];
        return Words(english) is { Length: > 0 } words ? Free(words, used) : Next(rules, used);
    }

    private static string Words(string name)
    {
        var code = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                code.Append(letter);
            else if (code.Length > 0 && code[^1] != '-')
                code.Append('-');
        }
        // Room for the number that tells it from another one.
        return code.ToString()[..Math.Min(code.Length, Limits.SlugCharacters - 8)].Trim('-');
    }

    private static string Free(string words, HashSet<string> used)
    {
        for (var number = 1; ; number++)
        {
            var code = number == 1 ? words : string.Create(CultureInfo.InvariantCulture, $"{words}-{number}");
            if (!used.Contains(code))
                return code;
        }
    }

    private static string Next(RoundRules rules, HashSet<string> used)
    {
        var (prefix, width, number) = ("u", 2, 0);
        foreach (var code in rules.Units.Select(unit => unit.Code))
        {
            var letters = code.TrimEnd("0123456789".ToCharArray());
            if (letters.Length < code.Length && int.TryParse(code[letters.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= number && last < int.MaxValue - Limits.Units)
                (prefix, width, number) = (letters, code.Length - letters.Length, last);
        }
        string next;
        do
            next = prefix + (++number).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
        while (used.Contains(next));
        return next.Length <= Limits.SlugCharacters ? next : Free("u", used);
    }
}
