namespace Evaluation.Gateway.Pages.Shared.Charts;

/// <summary>A part of a stacked bar.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Share">Of the whole, 0 to 1.</param>
/// <param name="Tone">The end of its class: <c>top</c>, <c>pos</c>, <c>neu</c>, <c>neg</c> or <c>unk</c>.</param>
/// <param name="Count">The number that stands in the part; null for its percentage.</param>
public sealed record ChartPart(string Name, decimal Share, string Tone, int? Count = null);

/// <summary>A point of a line chart.</summary>
/// <param name="Column">Its column, from 0.</param>
/// <param name="Range">The interval of its value; null for none.</param>
/// <param name="IsJoined">Whether a line joins it to the point before it in the list.</param>
public sealed record ChartPoint(int Column, decimal Value, (decimal Low, decimal High)? Range = null, bool IsJoined = true);

/// <summary>A column of a chart with what stands below it.</summary>
/// <param name="Lines">Further lines below its name.</param>
/// <param name="Break">Why what stands before the column cannot be compared with it; null where it can.</param>
public sealed record ChartColumn(string Name, IReadOnlyList<string> Lines, string? Break = null)
{
    public ChartColumn(string name)
        : this(name, [])
    {
    }
}
