using Evaluation.Gateway.Pages.Administrator.Accounts.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Administrator.Accounts;

/// <summary>The units of typed roles, each given by its code or its name.</summary>
internal static class RoleUnits
{
    /// <summary>The roles with the codes of their units. Refused when a round has no such unit.</summary>
    public static async ValueTask<Outcome<RoleGrant[]>> FindAsync(RoundDirectory rounds, IReadOnlyList<RoleGrant> typed)
    {
        var (roles, faults) = (new List<RoleGrant>(), new List<Fault>());
        foreach (var grant in typed)
        {
            if (grant is { Round: { } round, Unit: { } unit } && rounds.Rounds.Any(known => known.Id == round))
                roles.Add(grant with { Unit = await rounds.FindUnitAsync(round, unit, message => faults.Add(new("", message))) });
            else if (grant.Unit is { } code && !Slug.IsValid(code))
                faults.Add(new("", $"{PlainText.Quoted(code)} is no code: in all rounds a unit is given by its code"));
            else
                roles.Add(grant);
        }
        return faults.Count > 0
            ? new Refusal(RefusalCode.BadRequest, "A unit was not found.", ("faults", faults))
            : roles.Distinct().ToArray();
    }
}
