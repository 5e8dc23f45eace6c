namespace Evaluation.Gateway.Pages.Administrator.Credentials;

/// <summary>
/// How many slips a sheet of A4 has: ten, or eight or six where the texts are long, so that everything stays inside the cutting lines. The
/// measures are those of <c>slips.css</c>; the style sheet cuts a title after three lines and the name of a group after two.
/// </summary>
internal static class SlipLayout
{
    private const int TitleLines = 3, GroupLines = 2;

    /// <summary>Letters in a line, in halves of a Chinese character: across the slip, and beside the QR code.</summary>
    private const double TitleLine = 44, GroupLine = 52, HintLine = 42, WideHintLine = 68, NumberLine = 38;

    /// <summary>Heights in millimetres.</summary>
    private const double TitleHeight = 4.75, GroupHeight = 4.15, HintHeight = 3.1, NumberHeight = 3.9, CodeHeight = 5.7, QrHeight = 30, Gap = 1, Padding = 5.6;

    /// <summary>Rows on a sheet with the height of a slip in each, which the style sheet sets too.</summary>
    private static readonly (int Rows, double Height)[] Sheets = [(5, 55), (4, 69), (3, 92)];

    /// <param name="hasQr">Whether a QR code stands beside the texts.</param>
    /// <param name="numbers">Lines with the number of the slip, the longest of the sheet.</param>
    /// <param name="hints">Small print.</param>
    public static int PerSheet(string title, string group, bool hasQr, string[] numbers, string[] hints)
    {
        var texts = CodeHeight + numbers.Sum(number => NumberHeight * Lines(number, NumberLine)) + hints.Sum(hint => HintHeight * Lines(hint, hasQr ? HintLine : WideHintLine));
        var needed = Padding + TitleHeight * Math.Min(TitleLines, Lines(title, TitleLine)) + GroupHeight * Math.Min(GroupLines, Lines(group, GroupLine)) + Gap
            + Math.Max(hasQr ? QrHeight : 0, texts);
        return 2 * Sheets.FirstOrDefault(sheet => needed <= sheet.Height, Sheets[^1]).Rows;
    }

    private static double Lines(string text, double width) => Math.Max(1, Math.Ceiling(text.Sum(letter => letter < '⺀' ? 1 : 2) / width));
}
