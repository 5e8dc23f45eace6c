using System.Collections.Frozen;
using Evaluation.Staff.Proposals;
using static Evaluation.Kernel.AuditDetail;

namespace Evaluation.Staff;

/// <summary>Renders changes of staff accounts as audit lines. They contain no key and no hash.</summary>
internal static class StaffAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(StaffEvent));

    public static AuditLine Line(StaffEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], Of(Describe(happened)), Reason(happened));

    private static FormattableString Describe(StaffEvent happened) => happened switch
    {
        StaffAdded added => $"{added.Name}{If(added.Person is not null, $" ({added.Person})")}: {Words(added.Roles)}",
        PersonNamed named => $"{named.Name}: {named.Person ?? named.Name}",
        InterestEntered entered => $"{entered.Name}: unit {entered.Unit}, {entered.Reason}",
        InterestRemoved removed => $"{removed.Name}: unit {removed.Unit}",
        RolesChanged changed => $"{changed.Name}: {Words(changed.Roles)}",
        ProviderIdSet set => $"{set.Name}: {set.ProviderId}",
        SignInFailed { LockedUntil: { } until } failed => $"{failed.Name}: locked until {until}",
        StaffProposed proposed => $"{proposed.Id}: {proposed.Content.Kind}, {Names(proposed)}{Proposed(proposed.Content)}",
        ProposalApproved approved => $"{approved.Id}",
        ProposalRejected rejected => $"{rejected.Id}",
        FourEyesTurnedOn on => $"{on.Seconds}",
        AccountsConfirmed confirmed => $"{confirmed.Names}",
        GlassBroken broken => $"{broken.Name}: effective at {broken.EffectiveAt}",
        _ => $"{happened.Name}",
    };

    private static string? Reason(StaffEvent happened) => happened switch
    {
        StaffProposed proposed => proposed.Reason,
        ProposalRejected rejected => rejected.Reason,
        GlassBroken broken => broken.Reason,
        _ => null,
    };

    private static string[] Names(StaffProposed proposed) =>
        [.. proposed.Content.Accounts?.Select(account => account.Name) ?? proposed.Content.Names ?? [proposed.Name]];

    private static FormattableString? Proposed(ProposalContent content) => content switch
    {
        { Roles: { } roles } => $": {Words(roles)}",
        { Accounts: [var account] } => $": {Words(account.Roles)}",
        { Person: { } person } => $": {person}",
        { ProviderId: { } id } => $": {id}",
        _ => null,
    };

    private static IEnumerable<FormattableString> Words(IEnumerable<RoleGrant> roles) => roles.Select(Word);

    private static FormattableString Word(RoleGrant grant) => grant.Round switch
    {
        null => $"{grant.Role}{Unit(grant)} in all rounds",
        var round => $"{grant.Role}{Unit(grant)} in {round}",
    };

    private static FormattableString? Unit(RoleGrant grant) => If(grant.Unit is not null, $" of {grant.Unit}");
}
