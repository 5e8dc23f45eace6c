using Evaluation.Gateway.Pages.Administrator.Tables;
using Evaluation.Gateway.Staff;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts.Tables;

/// <summary>Reads new accounts from the rows of a table. A row gives one role; several rows of an account give several.</summary>
/// <param name="rounds">The rounds, which a row names by id or title.</param>
/// <param name="known">Whether an account of this name exists.</param>
internal sealed class AccountTableReader(RoundDirectory rounds, Func<string, bool> known)
{
    private readonly List<TableFault> _faults = [];
    private readonly Dictionary<string, (string Person, List<RoleGrant> Roles)> _accounts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public async ValueTask<AccountTable> ReadAsync(TableContent content)
    {
        _faults.AddRange(content.Faults);
        if (content.Rows.Count <= 1 && _faults.Count == 0)
            _faults.Add(new(new(), "the table is empty"));
        if (_faults.Count > 0)
            return Table(content);
        var heading = TableHeading.Read(content, AccountTable.Columns, AccountTable.Headings, _faults);
        if (_faults.Count > 0)
            return Table(content);
        foreach (var row in content.Rows.Skip(1))
            await AddAsync(row, heading.Assign(row, content.Sheet, _faults), content.Sheet, heading);
        return Table(content);
    }

    private async ValueTask AddAsync(TableRow row, IReadOnlyDictionary<string, string> cells, string? sheet, TableHeading heading)
    {
        var before = _faults.Count;
        var (name, person) = (Cell("account"), Cell("person"));
        if (AccountName.Fault(name) is not null)
            Fail("account", $"{PlainText.Quoted(name)} is no name of an account: 1 to 64 of a-z, 0-9 and -, the first one not -; p-1, p-2 and so on are numbers of proposals");
        else if (known(name))
            Fail("account", $"the account {PlainText.Quoted(name)} already exists");
        if (person.Length > 0 && PlainText.Fault(person, Limits.PersonCharacters, lines: false) is { } unreadable)
            Fail("person", unreadable);
        var given = AccountTable.RoleOf(Cell("role"));
        if (given is null)
            Fail("role", $"{PlainText.Quoted(Cell("role"))} is no role; write one of {string.Join(", ", Enum.GetValues<Role>().Select(role => string.Join("/", AccountTable.Names(role).Skip(1))))}");
        var round = rounds.Find(Cell("round"), message => Fail("round", message));
        var unit = given is null || _faults.Count > before ? null : await UnitAsync(given.Value, round);
        if (_faults.Count > before)
            return;
        if (_accounts.TryAdd(name, (person, [])))
            _order.Add(name);
        var account = _accounts[name];
        if (account.Person.Length == 0)
            _accounts[name] = account = (person, account.Roles);
        else if (person.Length > 0 && person != account.Person)
            Fail("person", $"the account {PlainText.Quoted(name)} has two persons: {PlainText.Quoted(account.Person)} and {PlainText.Quoted(person)}");
        var grant = new RoleGrant(given!.Value, round, unit);
        if (!account.Roles.Contains(grant))
            account.Roles.Add(grant);
        if (account.Roles.Count > Limits.GrantsPerAccount)
            Fail("account", $"the account {PlainText.Quoted(name)} has more than {Limits.GrantsPerAccount} roles");

        string Cell(string column) => cells.GetValueOrDefault(column, "");

        void Fail(string column, string message) => _faults.Add(new(new(sheet, row.Number, heading.LetterOf(column)), message));

        async ValueTask<string?> UnitAsync(Role role, string? within)
        {
            var text = Cell("unit");
            if (role == Role.Unit != text.Length > 0)
                Fail("unit", role == Role.Unit ? "is blank: the role of a unit needs a unit" : "has a value: only the role of a unit has a unit");
            else if (text.Length > 0 && within is not null)
                return await rounds.FindUnitAsync(within, text, message => Fail("unit", message));
            else if (text.Length > 0 && !Slug.IsValid(text))
                Fail("unit", $"{PlainText.Quoted(text)} is no code: in all rounds a unit is given by its code");
            return text.Length > 0 ? text : null;
        }
    }

    private AccountTable Table(TableContent content) => new(
        content,
        _faults.Count > 0 ? [] : [.. _order.Select(name => new NewStaff(name, _accounts[name].Roles, _accounts[name].Person is { Length: > 0 } person ? person : null))],
        [.. _faults.Take(Limits.FaultsListed)]);
}
