using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>The roles of an account in a form, with the roles that the form was made from.</summary>
/// <param name="Rows">The rows as typed.</param>
/// <param name="BasedOn">The version of the roles that the form was made from; null for a form that names none.</param>
/// <param name="Seen">The roles of that version, each as <see cref="Word"/> writes it.</param>
public sealed record RoleForm(IReadOnlyList<RoleRow> Rows, long? BasedOn, IReadOnlyList<string> Seen)
{
    /// <summary>The hidden fields with <see cref="Seen"/>.</summary>
    public const string SeenField = "seen";

    private const int BlankRows = 2;

    public static RoleForm Of(StaffAccount account) => new(
        [.. account.Roles.Select(grant => new RoleRow(grant.Role.ToString(), grant.Round ?? "", grant.Unit ?? "")), .. Enumerable.Repeat(RoleRow.Blank, BlankRows)],
        account.RolesVersion,
        [.. account.Roles.Select(Word)]);

    public static RoleForm Read(IFormCollection form)
    {
        var rows = new List<RoleRow>();
        for (var i = 0; form.TryGetValue($"role-{i}", out var role) && i < Limits.GrantsPerAccount; i++)
            rows.Add(new(role.ToString(), form[$"round-{i}"].ToString().Trim(), form[$"unit-{i}"].ToString().Trim()));
        return new(rows, form.BasedOn() is [var basedOn] ? basedOn : null, [.. form[SeenField].OfType<string>()]);
    }

    /// <summary>The roles that the form asks for. Rows without a role are ignored.</summary>
    public Outcome<IReadOnlyList<RoleGrant>> ToRoles()
    {
        var grants = new List<RoleGrant>();
        foreach (var row in Rows.Where(row => row.Role.Length > 0))
        {
            if (!Enum.TryParse<Role>(row.Role, ignoreCase: true, out var role) || !Enum.IsDefined(role))
                return new Refusal(RefusalCode.BadRequest, "There is no such role.");
            if (role == Role.Unit != row.Unit.Length > 0)
                return new Refusal(RefusalCode.BadRequest, "The role of a unit takes the unit's code, and only that role does.");
            var grant = new RoleGrant(role, Text(row.Round), Text(row.Unit));
            if (!grants.Contains(grant))
                grants.Add(grant);
        }
        return grants;
    }

    /// <summary>The roles when the form was opened, the stored ones, and those of the form.</summary>
    public StaleChange ChangeTo(StaffAccount stored, Catalogue texts) => new(
        texts["account.roles"],
        string.Join("; ", Seen.Select(word => Say(word.Split('/'), texts))),
        string.Join("; ", stored.Roles.Select(grant => Say(Word(grant).Split('/'), texts))),
        string.Join("; ", Rows.Where(row => row.Role.Length > 0).Select(row => Say([row.Role, row.Round, row.Unit], texts))));

    /// <summary>A role as <c>Auditor/round/unit</c>.</summary>
    private static string Word(RoleGrant grant) => $"{grant.Role}/{grant.Round}/{grant.Unit}";

    private static string Say(string[] parts, Catalogue texts) => parts is [var role, var round, var unit]
        ? $"{texts.Find("role." + role.ToLowerInvariant()) ?? role} · {(round.Length == 0 ? texts["role.allRounds"] : round)}{(unit.Length == 0 ? "" : $" · {unit}")}"
        : string.Join(" · ", parts);

    private static string? Text(string text) => text.Length > 0 ? text : null;
}

/// <summary>A row of the form, as typed. A blank role grants nothing, a blank round means all rounds.</summary>
public sealed record RoleRow(string Role, string Round, string Unit)
{
    public static readonly RoleRow Blank = new("", "", "");
}
