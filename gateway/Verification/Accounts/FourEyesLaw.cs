using Evaluation.Gateway.Hosting;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Verification.Accounts;

/// <summary>
/// What the staff stream must show once four eyes are on: everything that an account was given has a proposal by one administrator and an
/// approval by another person, or an announcement of the console a day before.
/// </summary>
internal sealed class FourEyesLaw
{
    private readonly Dictionary<string, ProposalContent> _proposed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Proposal, string Account, Type Effect)> _used = [];

    /// <summary>The fault of an event; null when there is none.</summary>
    /// <param name="before">The staff before the event.</param>
    /// <param name="mayManage">Whether who acted was an administrator for all rounds at that time.</param>
    public string? Fault(StaffRoster before, StaffEvent happened, bool mayManage)
    {
        var book = before.FourEyes;
        switch (happened)
        {
            case StaffProposed proposed:
                _proposed[proposed.Id] = proposed.Content;
                return !mayManage ? Unable(happened) : book.Find(proposed.Id) is not null ? $"the proposal {proposed.Id} is there a second time" : null;
            case ProposalApproved approved:
                return !mayManage ? Unable(happened) : FaultOf(before, approved);
            case ProposalRejected rejected:
                return !mayManage ? Unable(happened) : book.Find(rejected.Id) is { State: ProposalState.Pending } ? null : $"the proposal {rejected.Id} was rejected and is not pending";
            case GlassBroken broken:
                return broken.By != StartReport.System ? $"'{broken.By}' announced an administrator, which only the console does"
                    : broken.EffectiveAt < broken.At + Limits.BreakGlassAfter ? $"the announced administrator '{broken.Name}' takes effect too early" : null;
            case GlassTookEffect effect:
                return book.Announced is { } announced && (announced.Id, announced.Name) == (effect.Id, effect.Name) && announced.EffectiveAt <= effect.At
                    ? null
                    : $"'{effect.Name}' became an administrator without an announcement a day before";
            case GlassCancelled:
                return mayManage ? null : Unable(happened);
            case AccessTaken taken:
                return taken.By == taken.Name && before.Accounts.GetValueOrDefault(taken.Name)?.Offered?.Proposal == taken.Proposal ? null : $"'{taken.By}' took an access of '{taken.Name}' that was not offered";
            case AccessRemoved:
                return mayManage ? null : Unable(happened);
            default:
                return GiftFault(before, happened);
        }
    }

    private static string? FaultOf(StaffRoster before, ProposalApproved approved)
    {
        if (before.FourEyes.Find(approved.Id) is not { State: ProposalState.Pending } proposal)
            return $"the proposal {approved.Id} was approved and is not pending";
        return proposal.Proposer.IsSamePersonAs(Actor.Of(approved.By, approved.Person)) || before.ActorOf(proposal.By).IsSamePersonAs(before.ActorOf(approved.By)) ? $"'{approved.By}' approved the own proposal {approved.Id}"
            : before.FourEyes.Unconfirmed.Contains(approved.By) ? $"'{approved.By}' approved the proposal {approved.Id} and was not confirmed as a second person"
            : null;
    }

    private string? GiftFault(StaffRoster before, StaffEvent happened)
    {
        var (isGift, proposal) = happened switch
        {
            StaffAdded added => (true, added.Proposal),
            RolesChanged changed => (!before.Accounts.TryGetValue(changed.Name, out var account) || !RoleGrant.IsNarrower(changed.Roles, account.Roles), changed.Proposal),
            KeyReplaced replaced => (replaced.By != replaced.Name, replaced.Proposal),
            PasswordReplaced replaced => (replaced.By != replaced.Name, null),
            PersonNamed named => (true, named.Proposal),
            ProviderIdSet set => (true, set.Proposal),
            AccessOffered offered => (true, offered.Access.Proposal),
            AccountsConfirmed confirmed => (true, confirmed.Proposal),
            FourEyesTurnedOn on => (on.By != StartReport.System || before.Version != 2, on.Proposal),
            _ => (false, null),
        };
        if (proposal is null)
            return isGift && (before.FourEyes.IsOn || happened is FourEyesTurnedOn) ? $"'{happened.By}' gave the account '{happened.Name}' something without a second person" : null;
        if (before.FourEyes.Glass.FirstOrDefault(glass => glass.Id == proposal) is { State: GlassState.Effective } glass)
            return glass.Name == happened.Name && _used.Add((proposal, happened.Name, happened.GetType())) ? null : $"the announcement {proposal} is not one of '{happened.Name}'";
        var isApproved = before.FourEyes.Find(proposal) is { State: ProposalState.Approved } known && known.By == happened.By;
        return isApproved && _proposed.TryGetValue(proposal, out var content) && IsEffect(content, happened) && _used.Add((proposal, happened.Name, happened.GetType()))
            ? null
            : $"the account '{happened.Name}' was given something that the proposal {proposal} does not say or that was not approved";
    }

    private static bool IsEffect(ProposalContent content, StaffEvent happened) => (content.Kind, happened) switch
    {
        (ProposalKind.Add, StaffAdded added) => content.Accounts!.FirstOrDefault(account => account.Name == added.Name) is { } proposed
            && added.KeyHash.Length == 0 && added.Roles.SequenceEqual(proposed.Roles) && added.Offered?.First == proposed.Code && (added.Person ?? added.Name) == (proposed.Person ?? added.Name),
        (ProposalKind.Roles, RolesChanged changed) => changed.Roles.SequenceEqual(content.Roles!),
        (ProposalKind.Access, AccessOffered offered) => offered.Access.First == content.Code,
        (ProposalKind.Person, PersonNamed named) => (named.Person ?? named.Name) == content.Person,
        (ProposalKind.ProviderId, ProviderIdSet set) => set.ProviderId == content.ProviderId,
        (ProposalKind.FourEyes, FourEyesTurnedOn) => true,
        (ProposalKind.Confirm, AccountsConfirmed confirmed) => confirmed.Names.All(content.Names!.Contains),
        _ => false,
    };

    private static string Unable(StaffEvent happened) => $"'{happened.By}' decided on changes of accounts and was no administrator for all rounds at that time";
}
