using System.Collections.Frozen;
using System.Globalization;

namespace Evaluation.Staff;

/// <summary>Renders changes of staff accounts as audit lines. They contain no key and no hash.</summary>
internal static class StaffAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(StaffEvent));

    public static AuditLine Line(StaffEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Describe(happened), null);

    private static string Describe(StaffEvent happened) => happened switch
    {
        StaffAdded added => $"{added.Name}{(added.Person is null ? "" : $" ({added.Person})")}: {Words(added.Roles)}",
        PersonNamed named => $"{named.Name}: {named.Person ?? named.Name}",
        InterestEntered entered => $"{entered.Name}: unit {entered.Unit}, {entered.Reason}",
        InterestRemoved removed => $"{removed.Name}: unit {removed.Unit}",
        RolesChanged changed => $"{changed.Name}: {Words(changed.Roles)}",
        SignInFailed { LockedUntil: { } until } failed => $"{failed.Name}: locked until {until.ToString("O", CultureInfo.InvariantCulture)}",
        _ => happened.Name,
    };

    private static string Words(IEnumerable<RoleGrant> roles) => string.Join(", ", roles.Select(grant =>
        $"{grant.Role.ToString().ToLowerInvariant()}{(grant.Unit is null ? "" : $" of {grant.Unit}")} in {grant.Round ?? "all rounds"}"));
}
