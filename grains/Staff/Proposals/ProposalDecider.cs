using System.Diagnostics;

namespace Evaluation.Staff.Proposals;

/// <summary>The rules of proposals: which changes need a second person, who may approve them, and what an approval does.</summary>
internal static class ProposalDecider
{
    private static readonly Refusal Needed = new(
        RefusalCode.NeedsApproval, "Four eyes are on: this change waits for another administrator. Propose it with POST /api/staff-proposals. Nothing was changed.");

    /// <summary>The refusal of a direct change that takes two people; null when it may be made directly.</summary>
    public static Refusal? RefuseDirect(StaffRoster staff, StaffCommand command)
    {
        if (!staff.FourEyes.IsOn)
            return null;
        var isAllowed = command switch
        {
            AddStaff or AddAccounts or NamePerson => false,
            ChangeRoles change => staff.Accounts.GetValueOrDefault(change.Name) is not { } account || RoleGrant.IsNarrower(change.Roles, account.Roles),
            // The owner changes what the owner signs in with.
            ReplaceKey replace => replace.By == replace.Name,
            ReplacePassword replace => replace.By == replace.Name,
            SetProviderId set => set.ProviderId is null,
            _ => true,
        };
        return isAllowed ? null : Needed;
    }

    public static Decision<StaffEvent> Propose(StaffRoster staff, ProposeStaff propose)
    {
        var created = staff.Keys.Find(propose.Key, propose.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null)
            return Decision<StaffEvent>.NothingToDo;
        var book = staff.FourEyes;
        var account = staff.Accounts.GetValueOrDefault(propose.Name);
        if (book.IsOn == (propose.Content.Kind == ProposalKind.FourEyes))
        {
            return book.IsOn
                ? new Refusal(RefusalCode.WrongState, "Four eyes are on already, for good.", ("state", "on"))
                : new Refusal(RefusalCode.WrongState, "Four eyes are off: nothing waits. Make the change directly.", ("state", "off"));
        }
        if (Refuse(staff, propose.Name, propose.Content, account, Of(staff, propose.By)) is { } faulty)
            return faulty;
        if (account is not null && propose.Content.Kind == ProposalKind.Roles && Stale.Refuse(propose.BasedOn, account.RolesVersion, $"The list of the roles of '{account.Name}'") is { } stale)
            return stale;
        if (book.Proposals.Count(proposal => proposal.State == ProposalState.Pending) >= Limits.ProposalsPending)
            return new Refusal(RefusalCode.TooManyEntries, $"At most {Limits.ProposalsPending} proposals wait at a time. Decide on some of them first.", ("proposalsPending", Limits.ProposalsPending));
        var content = IsOfOneAccount(propose.Content.Kind) ? propose.Content with { RolesVersion = account!.RolesVersion } : propose.Content;
        return new StaffProposed(book.NextProposal, content, propose.Reason, propose.Name, propose.At, propose.By, Of(staff, propose.By).StoredPerson, propose.Key);
    }

    public static Decision<StaffEvent> Approve(StaffRoster staff, ApproveProposal approve)
    {
        if (staff.FourEyes.Find(approve.Id) is not { } proposal)
            return NoSuch(approve.Id);
        if (proposal.State == ProposalState.Approved && proposal.Decided!.By == approve.By)
            return Decision<StaffEvent>.NothingToDo;
        if (proposal.State != ProposalState.Pending)
            return Decided(proposal);
        if (RefuseApprover(staff, proposal, approve.By) is { } refusal)
            return refusal;
        if (RefuseOutdated(staff, proposal) is { } outdated)
            return outdated;
        if (approve.Codes.Count != proposal.Content!.Codes)
            return new Refusal(RefusalCode.BadRequest, $"Proposal '{proposal.Id}' takes {proposal.Content.Codes} codes.", ("codes", proposal.Content.Codes));
        var approver = Of(staff, approve.By);
        var approved = new ProposalApproved(proposal.Id, proposal.Name, approve.At, approve.By, approver.StoredPerson);
        return Decision<StaffEvent>.Of([approved, .. Effect(staff, proposal, approve)]);
    }

    public static Decision<StaffEvent> Reject(StaffRoster staff, RejectProposal reject)
    {
        if (staff.FourEyes.Find(reject.Id) is not { } proposal)
            return NoSuch(reject.Id);
        if (proposal.State == ProposalState.Rejected && proposal.Decided!.By == reject.By)
            return Decision<StaffEvent>.NothingToDo;
        return proposal.State == ProposalState.Pending
            ? new ProposalRejected(proposal.Id, reject.Reason, proposal.Name, reject.At, reject.By, Of(staff, reject.By).StoredPerson)
            : Decided(proposal);
    }

    /// <summary>The reason for which this account may not approve the proposal; null when it may.</summary>
    public static Refusal? RefuseApprover(StaffRoster staff, Proposal proposal, string approver)
    {
        if (staff.Accounts.GetValueOrDefault(approver) is not { } account || !StaffGrain.IsAdministrator(account.Roles))
            return new(RefusalCode.NotAllowed, $"'{approver}' administers not all rounds (any more).", ("account", approver));
        if (account.Actor.IsSamePersonAs(proposal.Proposer) || account.Actor.IsSamePersonAs(Of(staff, proposal.By)))
            return new(RefusalCode.SamePerson, $"'{proposal.By}' proposed this. Another person who is an administrator approves it.", ("proposedBy", proposal.By));
        return SecondEyes.RefuseUnconfirmed(staff.FourEyes, approver);
    }

    /// <summary>The reason for which the proposal cannot be carried out any more; null when it can.</summary>
    public static Refusal? RefuseOutdated(StaffRoster staff, Proposal proposal)
    {
        var (content, account) = (proposal.Content!, staff.Accounts.GetValueOrDefault(proposal.Name));
        if (staff.Accounts.GetValueOrDefault(proposal.By) is not { } proposer || !StaffGrain.IsAdministrator(proposer.Roles))
            return Outdated(proposal, $"'{proposal.By}', who proposed it, administers not all rounds any more");
        if (content.RolesVersion is { } version && account?.RolesVersion != version)
            return Outdated(proposal, account is null ? $"the account '{proposal.Name}' was removed" : $"the account '{proposal.Name}' was changed since");
        if (staff.FourEyes.IsOn && content.Kind == ProposalKind.FourEyes)
            return Outdated(proposal, "four eyes are on already");
        return Refuse(staff, proposal.Name, content, account, proposer.Actor) is { } refusal ? Outdated(proposal, refusal.Detail.TrimEnd('.')) : null;
    }

    private static Refusal? Refuse(StaffRoster staff, string name, ProposalContent content, StaffAccount? account, Actor proposer)
    {
        if (IsOfOneAccount(content.Kind) && account is null)
            return new(RefusalCode.NoSuchStaff, $"There is no account '{name}'.", ("account", name));
        return content.Kind switch
        {
            ProposalKind.Add when content.Accounts!.FirstOrDefault(added => StaffGrain.IsReserved(added.Name)) is { } reserved => StaffGrain.Reserved(reserved.Name),
            ProposalKind.Add when content.Accounts!.Where(added => staff.Accounts.ContainsKey(added.Name)).Select(added => added.Name).ToArray() is { Length: > 0 } known =>
                new(RefusalCode.StaffExists, $"These accounts already exist: {string.Join(", ", known)}."),
            ProposalKind.Person when proposer.IsSamePersonAs(account!.Actor) => new(
                RefusalCode.SamePerson, $"'{proposer.Account}' and '{name}' are accounts of one person. Another administrator proposes the person.", ("by", proposer.Account)),
            ProposalKind.ProviderId => ProviderDecider.RefuseTaken(staff, account!, content.ProviderId!),
            ProposalKind.Roles when StaffGrain.IsLast(staff, account!) && !StaffGrain.IsAdministrator(content.Roles!) => StaffGrain.LastAdministrator,
            ProposalKind.Confirm when content.Names!.Where(confirmed => !staff.FourEyes.Unconfirmed.Contains(confirmed)).ToArray() is { Length: > 0 } others => new(
                RefusalCode.NoSuchStaff, $"These accounts wait for no confirmation: {string.Join(", ", others)}.", ("account", others[0])),
            _ => null,
        };
    }

    private static IEnumerable<StaffEvent> Effect(StaffRoster staff, Proposal proposal, ApproveProposal approve)
    {
        var (content, at, by) = (proposal.Content!, approve.At, proposal.By);
        return content.Kind switch
        {
            ProposalKind.Add => content.Accounts!.Zip(approve.Codes, (account, code) => (StaffEvent)new StaffAdded(
                account.Name, account.Roles, "", at, by, new Actor(account.Name, account.Person ?? account.Name).StoredPerson, Proposal: proposal.Id, Offered: new(proposal.Id, account.Code, code))),
            ProposalKind.Roles => [new RolesChanged(proposal.Name, content.Roles!, at, by, proposal.Id)],
            ProposalKind.Access => [new AccessOffered(new(proposal.Id, content.Code!, approve.Codes[0]), proposal.Name, at, by)],
            ProposalKind.Person => [new PersonNamed(proposal.Name, new Actor(proposal.Name, content.Person!).StoredPerson, at, by, proposal.Id)],
            ProposalKind.ProviderId => [new ProviderIdSet(proposal.Name, content.ProviderId!, at, by, proposal.Id)],
            ProposalKind.FourEyes => [new FourEyesTurnedOn([proposal.By, approve.By], proposal.Name, at, by, proposal.Id)],
            ProposalKind.Confirm => [new AccountsConfirmed([.. content.Names!.Where(staff.Accounts.ContainsKey)], proposal.Id, proposal.Name, at, by)],
            _ => throw new UnreachableException(content.Kind.ToString()),
        };
    }

    private static bool IsOfOneAccount(ProposalKind kind) => kind is ProposalKind.Roles or ProposalKind.Access or ProposalKind.Person or ProposalKind.ProviderId;

    private static Actor Of(StaffRoster staff, string account) => staff.ActorOf(account);

    private static Refusal NoSuch(string id) => new(RefusalCode.NoSuchProposal, $"There is no proposal '{id}'.", ("proposal", id));

    private static Refusal Decided(Proposal proposal) => new(
        RefusalCode.ProposalDecided, $"'{proposal.Decided!.By}' has {proposal.State.ToString().ToLowerInvariant()} proposal '{proposal.Id}' already.",
        ("state", proposal.State.ToString().ToLowerInvariant()), ("by", proposal.Decided.By));

    private static Refusal Outdated(Proposal proposal, string why) => new(
        RefusalCode.ProposalOutdated, $"Proposal '{proposal.Id}' cannot be carried out any more: {why}. Reject it, and propose again what is still needed.", ("proposal", proposal.Id));
}
