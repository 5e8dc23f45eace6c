using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>The title and the columns of an exported table. Its rows are streamed separately.</summary>
/// <param name="Title">The title; also the worksheet's name if the rows name none.</param>
public sealed record ExportTable(LocalText Title, IReadOnlyList<Column> Columns);

/// <summary>A column of an exported table.</summary>
/// <param name="Name">In camelCase, unique in the table. Parts of a name are joined by dots: <c>criterion.duty.score</c>.</param>
/// <param name="Label">In both languages.</param>
public sealed record Column(string Name, LocalText Label)
{
    public Column(string name, string zh, string en)
        : this(name, new LocalText(zh, en))
    {
    }

    /// <summary>The heading: without another one, in both languages, Chinese first. Unique in the table.</summary>
    public string Header { get => field ?? $"{Label.Zh} {Label.En}"; init; }
}

/// <summary>A row: one cell for every column of its table.</summary>
/// <param name="Sheet">
/// The worksheet of the row, for formats that have worksheets; null for the default. Rows of one worksheet are adjacent and share this
/// object.
/// </param>
public readonly record struct ExportRow(IReadOnlyList<Cell> Cells, LocalText? Sheet = null);
