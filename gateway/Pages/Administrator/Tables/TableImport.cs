using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>The changes that a table would make to a definition, for the preview.</summary>
/// <param name="Content">The rows of the file.</param>
/// <param name="Columns">The columns that the file has.</param>
/// <param name="Rows">The rows of the table, each with its change, then the rows that would be removed.</param>
/// <param name="FileFaults">The faults of the file. If there are any, the definition is not read.</param>
/// <param name="Faults">The faults of the definition that the table would make.</param>
/// <param name="Rules">The new rules; null when there is any fault.</param>
public sealed record TableImport(
    TableContent Content, IReadOnlyList<string> Columns, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<TableFault> FileFaults, IReadOnlyList<Fault> Faults, RoundRules? Rules)
{
    /// <summary>The new definition, as the use cases take it.</summary>
    public RulesReading Definition => new(Rules, Faults) { Units = Rules?.Units ?? [] };

    /// <summary>The rows of the file as a text, from which <see cref="Read"/> reads the same table.</summary>
    public string Csv => Gateway.Tables.Csv.Text(Content.Rows.Select(row => row.Cells));

    /// <summary>Reads the rows of a file over the stored rules.</summary>
    public static TableImport Read(DefinitionTable table, RoundRules stored, TableContent content)
    {
        var (columns, cells, faults) = Cells(table, stored, content);
        if (faults.Count > 0)
            return new(content, columns, [], faults, [], null);
        var definition = JsonNode.Parse(RulesJson.Write(stored))!.AsObject();
        table.Apply(definition, cells);
        var reading = RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
        return new(content, columns, [.. Compare(table, stored, columns, cells)], [], reading.Faults, reading.Rules);
    }

    /// <summary>Puts the rows of a file into a definition that is still being typed. Faults of the file change nothing.</summary>
    public static IReadOnlyList<TableFault> Put(JsonObject definition, DefinitionTable table, RoundRules stored, TableContent content)
    {
        var (_, cells, faults) = Cells(table, stored, content);
        if (faults.Count == 0)
            table.Apply(definition, cells);
        return faults;
    }

    private static (string[] Columns, IReadOnlyDictionary<string, string>[] Cells, IReadOnlyList<TableFault> Faults) Cells(DefinitionTable table, RoundRules stored, TableContent content)
    {
        var faults = content.Faults.ToList();
        if (content.Rows.Count == 0 && faults.Count == 0)
            faults.Add(new(new(), "the table is empty"));
        if (content.Rows.Count == 0)
            return ([], [], Listed());
        var heading = TableHeading.Read(content, table, stored, faults);
        if (faults.Count > content.Faults.Count)
            return ([], [], Listed());

        string[] columns = [.. table.Columns(stored).Where(heading.Columns.Contains)];
        var cells = content.Rows.Skip(1).Select(row => heading.Assign(row, content.Sheet, faults)).ToArray();
        Pass(table, stored, content, cells, faults);
        return (columns, cells, Listed());

        IReadOnlyList<TableFault> Listed() => [.. faults.Take(Limits.FaultsListed)];
    }

    /// <summary>Whether the definition has a fault in what one row says.</summary>
    /// <param name="row">From 0, without the heading.</param>
    public bool IsFaulty(DefinitionTable table, RoundRules stored, int row) => Faults.Any(fault => RowOf(table, stored, fault.Pointer).Row == row);

    /// <summary>
    /// The place in the file from which a part of the definition was read, with the name of the column; null for other parts.
    /// </summary>
    public TablePlace? Place(DefinitionTable table, RoundRules stored, string pointer) =>
        RowOf(table, stored, pointer) is ({ } row, var column) ? new(Content.Sheet, Content.Rows[row + 1].Number, column) : null;

    private (int? Row, string? Column) RowOf(DefinitionTable table, RoundRules stored, string pointer)
    {
        if (!pointer.StartsWith(table.Pointer + "/", StringComparison.Ordinal))
            return default;
        var inside = pointer[(table.Pointer.Length + 1)..];
        var end = inside.IndexOf('/', StringComparison.Ordinal);
        if (!int.TryParse(end < 0 ? inside : inside[..end], out var item) || table.RowOf(stored, item, Content) is not { } row || row < 0 || row + 1 >= Content.Rows.Count)
            return default;
        return (row, end < 0 ? null : table.Column(inside[end..]));
    }

    /// <summary>Adds the faults of rows that would be passed over.</summary>
    private static void Pass(DefinitionTable table, RoundRules stored, TableContent content, IReadOnlyDictionary<string, string>[] cells, List<TableFault> faults)
    {
        var (key, keys) = (table.Columns(stored)[0], new HashSet<string>());
        foreach (var (index, row) in cells.Index())
        {
            if (table.Fault(stored, row[key], keys) is { } message)
                faults.Add(new(new(content.Sheet, content.Rows[index + 1].Number), message));
            keys.Add(row[key]);
        }
    }

    private static IEnumerable<ImportedRow> Compare(DefinitionTable table, RoundRules stored, string[] shown, IReadOnlyDictionary<string, string>[] cells)
    {
        var columns = table.Columns(stored).ToList();
        var standing = table.Rows(stored).Select(row => shown.Select(name => row[columns.IndexOf(name)].Trim()).ToArray()).ToDictionary(row => row[0]);
        foreach (var row in cells.Select(row => shown.Select(name => row[name]).ToArray()))
        {
            var isKnown = standing.Remove(row[0], out var before);
            yield return new(row, !isKnown ? "new" : row.SequenceEqual(before!) ? "same" : "changed");
        }
        foreach (var row in standing.Values)
            yield return new(row, table.Name == "weights" ? "same" : "gone");
    }
}

/// <param name="Change"><c>new</c>, <c>changed</c>, <c>same</c> or <c>gone</c>.</param>
public sealed record ImportedRow(IReadOnlyList<string> Cells, string Change);
