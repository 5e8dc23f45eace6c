using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>The head of an exported table; its rows follow by themselves, however many there are.</summary>
/// <param name="Title">What the table holds; the name of its sheet where the rows name none.</param>
public sealed record ExportTable(LocalText Title, IReadOnlyList<Column> Columns);

/// <summary>A column of an exported table.</summary>
/// <param name="Name">In camelCase, unique in the table; parts of a name are joined by dots: <c>criterion.duty.score</c>.</param>
/// <param name="Label">In both languages.</param>
public sealed record Column(string Name, LocalText Label)
{
    public Column(string name, string zh, string en)
        : this(name, new LocalText(zh, en))
    {
    }

    /// <summary>What stands above the column: both languages, Chinese first; unique in the table.</summary>
    public string Header => $"{Label.Zh} {Label.En}";
}

/// <summary>A row: one cell for every column of its table.</summary>
/// <param name="Sheet">The sheet that it stands on where a format has sheets; rows of one sheet come together, and share the object. Null for the table's own.</param>
public readonly record struct ExportRow(IReadOnlyList<Cell> Cells, LocalText? Sheet = null);
