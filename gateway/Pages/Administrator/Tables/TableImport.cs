using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Gateway.Pages.Administrator.Tables;

/// <summary>The changes that a table would make to a definition, for the preview.</summary>
/// <param name="Rows">The rows of the table, each with its change, then the rows that would be removed.</param>
/// <param name="Faults">The faults of the table itself, or of the definition that it would make.</param>
/// <param name="Rules">The new rules; null when there is any fault.</param>
public sealed record TableImport(IReadOnlyList<string> Columns, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<Fault> Faults, RoundRules? Rules)
{
    /// <summary>The new definition, as the use cases take it.</summary>
    public RulesReading Definition => new(Rules, Faults) { Units = Rules?.Units ?? [] };

    /// <summary>Reads a table over the stored rules.</summary>
    /// <param name="csv">Null for a file that is not a table.</param>
    public static TableImport Read(DefinitionTable table, RoundRules stored, string? csv)
    {
        if (csv is null)
            return new(table.Columns(stored), [], [new("", "the file is not a workbook that can be read")], null);
        var lines = Csv.Read(csv);
        var columns = table.Columns(stored);
        var head = lines.Count == 0 ? [] : lines[0];
        Fault[] misfits =
        [
            .. lines.Count == 0 ? (Fault[])[new("", "the table is empty")] : [],
            .. head.Where(name => !columns.Contains(name)).Select(name => new Fault("", $"there is no column \"{name}\"; the columns are {string.Join(", ", columns)}")),
            .. head.Length > 0 && !head.Contains(columns[0]) ? (Fault[])[new("", $"the column \"{columns[0]}\" is missing")] : [],
            .. head.GroupBy(name => name).Where(name => name.Count() > 1).Select(name => new Fault("", $"the column \"{name.Key}\" is there twice")),
        ];
        if (misfits.Length > 0)
            return new(columns, [], misfits, null);

        var cells = lines.Skip(1).Select(line => (IReadOnlyDictionary<string, string>)head.Index().ToDictionary(name => name.Item, name => name.Index < line.Length ? line[name.Index] : "")).ToArray();
        var definition = JsonNode.Parse(RulesJson.Write(stored))!.AsObject();
        table.Apply(definition, cells);
        var reading = RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
        var shown = columns.Where(head.Contains).ToArray();
        return new(shown, [.. Compare(table, stored, shown, cells)], reading.Faults, reading.Rules);
    }

    /// <summary>The faults of one row of the table, counted from zero.</summary>
    public IEnumerable<Fault> At(DefinitionTable table, int row) =>
        Faults.Where(fault => fault.Pointer == $"{table.Pointer}/{row}" || fault.Pointer.StartsWith($"{table.Pointer}/{row}/", StringComparison.Ordinal));

    private static IEnumerable<ImportedRow> Compare(DefinitionTable table, RoundRules stored, string[] shown, IReadOnlyDictionary<string, string>[] cells)
    {
        var columns = table.Columns(stored);
        var standing = table.Rows(stored).Select(row => shown.Select(name => row[columns.ToList().IndexOf(name)].Trim()).ToArray()).ToDictionary(row => row[0]);
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
