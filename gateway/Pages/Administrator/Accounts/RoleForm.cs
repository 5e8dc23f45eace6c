using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>Reads roles from the rows of a form: role, round, unit. Rows without a role are ignored.</summary>
internal static class RoleForm
{
    public static Outcome<IReadOnlyList<RoleGrant>> Read(IFormCollection form)
    {
        var grants = new List<RoleGrant>();
        for (var i = 0; form.TryGetValue($"role-{i}", out var word) && i < Limits.GrantsPerAccount; i++)
        {
            if (string.IsNullOrEmpty(word))
                continue;
            if (!Enum.TryParse<Role>(word, ignoreCase: true, out var role) || !Enum.IsDefined(role))
                return new Refusal(RefusalCode.BadRequest, "There is no such role.");
            var (round, unit) = (Text(form, $"round-{i}"), Text(form, $"unit-{i}"));
            if (role == Role.Unit != unit is not null)
                return new Refusal(RefusalCode.BadRequest, "The role of a unit takes the unit's code, and only that role does.");
            var grant = new RoleGrant(role, round, unit);
            if (!grants.Contains(grant))
                grants.Add(grant);
        }
        return grants;
    }

    private static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
