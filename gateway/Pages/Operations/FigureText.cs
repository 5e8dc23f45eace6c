using System.Globalization;

namespace Evaluation.Gateway.Pages.Operations;

/// <summary>Figures as text, the same in both languages.</summary>
public static class FigureText
{
    private const int BytesPerUnit = 1_000;

    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Bytes in the largest unit of which there is one.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= BytesPerUnit && unit < ByteUnits.Length - 1; unit++)
            bytes /= BytesPerUnit;
        return $"{bytes.ToString(unit == 0 || bytes >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture)} {ByteUnits[unit]}";
    }

    /// <summary>A rate or a delay: whole from ten on, else with one decimal.</summary>
    public static string Tenths(double number) => number.ToString(number >= 10 || number == Math.Floor(number) ? "#,0" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Seconds as whole milliseconds, or tenths of them.</summary>
    public static string Milliseconds(double seconds) => Tenths(1000 * seconds);

    /// <summary>A share of 0 to 1: whole per cent from ten on.</summary>
    public static string PerCent(double share) => Tenths(Math.Round(100 * share, 1)) + "%";
}
