using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>
/// Assigns the cells of a row to the columns of a table. A column is recognised by its name and by what the pages call it in either
/// language. Columns without a heading may only be blank.
/// </summary>
internal sealed class TableHeading
{
    /// <summary>Texts with which pages head the columns of these tables.</summary>
    private static readonly (string Key, string Column)[] PageHeadings =
    [
        ("column.code", "code"), ("rule.code", "code"), ("column.zh", "zh"), ("rule.zh", "zh"), ("column.en", "en"), ("rule.en", "en"), ("column.class", "class"),
        ("column.report", "report"), ("vote.report", "report"), ("column.roll", "roll"), ("column.precedence", "precedence"), ("column.parent", "parent"), ("units.parent", "parent"),
        ("rule.titleZh", "zh"), ("rule.titleEn", "en"), ("reviews.class", "class"),
    ];

    private readonly string?[] _columns;
    private readonly TableRow _row;

    private TableHeading(TableRow row, string?[] columns) => (_row, _columns) = (row, columns);

    /// <summary>The columns that the table has, in its order.</summary>
    public IEnumerable<string> Columns => _columns.OfType<string>();

    /// <summary>The letters of a column in the file; null for a column that the table does not have.</summary>
    public string? LetterOf(string column) => Array.IndexOf(_columns, column) is var index and >= 0 ? ColumnName.Of(index) : null;

    /// <summary>Reads the first row of a file. Unknown, repeated and missing columns are faults.</summary>
    public static TableHeading Read(TableContent content, DefinitionTable table, RoundRules rules, List<TableFault> faults) =>
        Read(content, table.Columns(rules), Known(table, rules), faults);

    /// <param name="content">The file. It has a row.</param>
    /// <param name="columns">The columns of the table. The first one must be there.</param>
    /// <param name="known">The columns by the headings under which they are recognised.</param>
    /// <param name="faults">Gets the faults.</param>
    public static TableHeading Read(TableContent content, IReadOnlyList<string> columns, IReadOnlyDictionary<string, string> known, List<TableFault> faults)
    {
        var row = content.Rows[0];
        var read = row.Cells.Select(cell => known.GetValueOrDefault(cell)).ToArray();
        foreach (var (index, cell) in row.Cells.Index())
        {
            if (cell.Length > 0 && read[index] is null)
                Fail($"there is no column {PlainText.Quoted(cell)}; the columns are {string.Join(", ", columns)}", index);
            else if (read[index] is { } column && Array.IndexOf(read, column) < index)
                Fail($"the column {PlainText.Quoted(column)} is there twice", index);
        }
        if (!read.Contains(columns[0]))
            Fail($"the column {PlainText.Quoted(columns[0])} is missing", null);
        return new(row, read);

        void Fail(string message, int? index) => faults.Add(new(new(content.Sheet, row.Number, index is { } column ? ColumnName.Of(column) : null), message));
    }

    /// <summary>The cells of a row by column. A cell with a text but without a heading is a fault.</summary>
    public IReadOnlyDictionary<string, string> Assign(TableRow row, string? sheet, List<TableFault> faults)
    {
        var cells = new Dictionary<string, string>();
        for (var index = 0; index < Math.Max(_columns.Length, row.Cells.Count); index++)
        {
            if (index < _columns.Length && _columns[index] is { } column)
                cells[column] = row[index];
            else if (row[index].Length > 0)
                faults.Add(new(new(sheet, row.Number, ColumnName.Of(index)), sheet is null && index >= _row.Cells.Count
                    ? $"the row has {row.Cells.Count} cells and the heading {_row.Cells.Count}; put a text that contains the separator in quotation marks"
                    : "has a value, but its column has no heading"));
        }
        return cells;
    }

    /// <summary>What a page calls the columns of a table. Each heading is recognised when the table comes back.</summary>
    public static IReadOnlyList<string> Shown(Catalogue texts, DefinitionTable table, RoundRules rules)
    {
        var known = Known(table, rules);
        return
        [
            .. table.Columns(rules).Select(column => table.Headings(rules).Where(heading => heading.Column == column).Select(heading => heading.Heading)
                .Prepend(texts.Find("column." + column)).OfType<string>().FirstOrDefault(heading => known.GetValueOrDefault(heading.Trim()) == column) ?? column),
        ];
    }

    private static Dictionary<string, string> Known(DefinitionTable table, RoundRules rules)
    {
        var columns = table.Columns(rules);
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
            known.TryAdd(column, column);
        foreach (var (key, column) in PageHeadings.Where(heading => columns.Contains(heading.Column)))
            foreach (var texts in (Catalogue[])[Catalogue.Chinese, Catalogue.English])
                known.TryAdd(texts[key], column);
        foreach (var (heading, column) in table.Headings(rules))
            known.TryAdd(heading.Trim(), column);
        return known;
    }
}
