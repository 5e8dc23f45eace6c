using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Tables;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Tables;

/// <summary>New accounts that were read from a table, or its faults.</summary>
/// <param name="Accounts">The accounts with their roles, in the order of the table. Rows of one account are one account.</param>
public sealed record AccountTable(TableContent Content, IReadOnlyList<NewStaff> Accounts, IReadOnlyList<TableFault> Faults)
{
    /// <summary>The names of the columns.</summary>
    public static readonly IReadOnlyList<string> Columns = ["account", "person", "role", "round", "unit"];

    /// <summary>The columns by their names and by what the pages call them in either language.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Headings = Known();

    /// <summary>The rows of the file as a text, from which the same table is read.</summary>
    public string Csv => Gateway.Tables.Csv.Text(Content.Rows.Select(row => row.Cells));

    /// <summary>The role of a cell: its name, or what the pages call it in either language; null for another text.</summary>
    internal static Role? RoleOf(string cell) => Enum.GetValues<Role>()
        .Cast<Role?>()
        .FirstOrDefault(role => Names(role!.Value).Contains(cell, StringComparer.OrdinalIgnoreCase));

    /// <summary>What a role is called in each language, after its name.</summary>
    internal static IEnumerable<string> Names(Role role)
    {
        var name = role.ToString().ToLowerInvariant();
        return [name, Catalogue.Chinese[$"role.{name}"], Catalogue.English[$"role.{name}"]];
    }

    private static Dictionary<string, string> Known()
    {
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns)
            foreach (var heading in (string[])[column, Catalogue.Chinese[$"column.{column}"], Catalogue.English[$"column.{column}"]])
                known.TryAdd(heading, column);
        return known;
    }
}
