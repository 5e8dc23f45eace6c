using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Staff;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Tables;

/// <summary>The table to fill in: its heading, and a row for each unit of a round for which no account files yet.</summary>
internal static class AccountTemplate
{
    public static async ValueTask<IEnumerable<string[]>> RowsAsync(RoundDirectory rounds, string? round, StaffRoster staff, PageRequest request)
    {
        List<string[]> rows = [[.. AccountTable.Columns.Select(column => request.Texts[$"column.{column}"])]];
        if (round is null)
            return rows;
        var units = await rounds.UnitsAsync(round);
        // A name that several units have would be refused: such a unit is given by its code.
        var unique = units.GroupBy(unit => request.In(unit.Label)).Where(named => named.Count() == 1).Select(named => named.Key).ToHashSet();
        foreach (var unit in units)
        {
            var hasAccount = staff.Accounts.Values.Any(account => account.Roles.Any(grant => grant.Covers(Role.Unit, round) && grant.Unit == unit.Code));
            if (!hasAccount)
                rows.Add([Free(unit.Code, staff), "", request.Texts["role.unit"], round, request.In(unit.Label) is { Length: > 0 } name && unique.Contains(name) ? name : unit.Code]);
        }
        return rows;
    }

    /// <summary>
    /// The unit's code, or the first of <c>code-2</c>, <c>code-3</c>, … that no account has. A code that no account may have stands behind
    /// <c>unit</c>.
    /// </summary>
    private static string Free(string code, StaffRoster staff)
    {
        if (AccountName.Fault(code) is not null)
            code = Cut(code[0] == '-' ? "unit" + code : "unit-" + code, Limits.SlugCharacters);
        var name = code;
        for (var number = 2; staff.Accounts.ContainsKey(name); number++)
        {
            var suffix = $"-{number}";
            name = Cut(code, Limits.SlugCharacters - suffix.Length) + suffix;
        }
        return name;
    }

    private static string Cut(string text, int most) => text[..Math.Min(text.Length, most)];
}
