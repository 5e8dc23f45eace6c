using System.Collections.Frozen;
using static Evaluation.Kernel.AuditDetail;

namespace Evaluation.Staff;

/// <summary>Renders changes of staff accounts as audit lines. They contain no key and no hash.</summary>
internal static class StaffAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(StaffEvent));

    public static AuditLine Line(StaffEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Of(Describe(happened)), null);

    private static FormattableString Describe(StaffEvent happened) => happened switch
    {
        StaffAdded added => $"{added.Name}{If(added.Person is not null, $" ({added.Person})")}: {Words(added.Roles)}",
        PersonNamed named => $"{named.Name}: {named.Person ?? named.Name}",
        InterestEntered entered => $"{entered.Name}: unit {entered.Unit}, {entered.Reason}",
        InterestRemoved removed => $"{removed.Name}: unit {removed.Unit}",
        RolesChanged changed => $"{changed.Name}: {Words(changed.Roles)}",
        ProviderIdSet set => $"{set.Name}: {set.ProviderId}",
        SignInFailed { LockedUntil: { } until } failed => $"{failed.Name}: locked until {until}",
        _ => $"{happened.Name}",
    };

    private static IEnumerable<FormattableString> Words(IEnumerable<RoleGrant> roles) => roles.Select(Word);

    private static FormattableString Word(RoleGrant grant) => grant.Round switch
    {
        null => $"{grant.Role}{Unit(grant)} in all rounds",
        var round => $"{grant.Role}{Unit(grant)} in {round}",
    };

    private static FormattableString? Unit(RoleGrant grant) => If(grant.Unit is not null, $" of {grant.Unit}");
}
