using System.Globalization;

namespace Evaluation.Complaints;

/// <summary>The id of a complaint: its year, and its number in this year with at least four digits, from 1 without a gap.</summary>
public static class ComplaintId
{
    private const int YearDigits = 4;

    public static string Format(string year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:D4}");

    /// <summary>The year of an id, which names the grain.</summary>
    public static bool TryParse(string id, out string year, out int number)
    {
        (year, number) = ("", 0);
        if (id.Length <= YearDigits || !IsYear(id[..YearDigits]) || !int.TryParse(id.AsSpan(YearDigits + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        year = id[..YearDigits];
        return number > 0 && Format(year, number) == id;
    }

    /// <summary>Whether a text can name the grain of a year.</summary>
    public static bool IsYear(string text) => text.Length == YearDigits && text.All(char.IsAsciiDigit);
}
