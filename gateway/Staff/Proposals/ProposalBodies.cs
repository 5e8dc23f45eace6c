using System.Text.Json;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Staff.Proposals;

/// <summary>The body of a proposal. Its kind says which members it has.</summary>
/// <param name="Account">For <c>roles</c>, <c>access</c>, <c>person</c> and <c>providerId</c>: the account.</param>
/// <param name="Accounts">For <c>add</c>: the new accounts.</param>
/// <param name="Confirm">For <c>confirm</c>: the names of accounts from before.</param>
public sealed record NewProposal(
    ProposalKind Kind,
    string Reason,
    string? Account = null,
    IReadOnlyList<NewStaff>? Accounts = null,
    IReadOnlyList<RoleGrant>? Roles = null,
    string? Person = null,
    string? ProviderId = null,
    IReadOnlyList<string>? Confirm = null)
{
    internal static NewProposal Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("kind", "reason", "account", "accounts", "roles", "person", "providerId", "confirm");
        var kind = fields.Required("kind").Choice<ProposalKind>();
        var reason = fields.Required("reason").Text(Limits.ReasonCharacters, lines: true);
        var ofOne = kind is ProposalKind.Roles or ProposalKind.Access or ProposalKind.Person or ProposalKind.ProviderId;
        var proposal = new NewProposal(
            kind, reason,
            ofOne ? fields.Required("account").Text(Limits.SlugCharacters) : null,
            kind == ProposalKind.Add ? fields.Required("accounts").List(Limits.AccountsPerCall, NewStaff.Of) : null,
            kind == ProposalKind.Roles ? NewRoles.List(fields.Required("roles")) : null,
            kind == ProposalKind.Person ? fields.Required("person").Text(Limits.PersonCharacters).Trim() : null,
            kind == ProposalKind.ProviderId ? fields.Required("providerId").Text(Limits.ProviderIdCharacters).Trim() : null,
            kind == ProposalKind.Confirm ? fields.Required("confirm").List(Limits.AccountsPerCall, at => at.Text(Limits.SlugCharacters)) : null);
        if (proposal.Accounts is { } accounts && (accounts.Count == 0 || accounts.DistinctBy(account => account.Name).Count() < accounts.Count))
            fields.Required("accounts").Fail("must name at least one account, and each account once");
        if (proposal.Confirm is { Count: 0 })
            fields.Required("confirm").Fail("must name at least one account");
        return proposal;
    }
}

/// <summary>The body with which the owner of an account takes a new access.</summary>
/// <param name="First">The code from the administrator who proposed it; the two codes may be in either order.</param>
/// <param name="Second">The code from the administrator who approved it.</param>
/// <param name="Password">A password for the pages; null for none.</param>
public sealed record TakenAccess(string Account, string First, string Second, string? Password = null)
{
    internal static TakenAccess Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("account", "first", "second", "password");
        return new(
            fields.Required("account").Text(Limits.SlugCharacters), fields.Required("first").Text(AccessCode.CharactersMax), fields.Required("second").Text(AccessCode.CharactersMax),
            fields.Nullable("password").TextOrNull(Limits.PasswordCharactersMax));
    }
}

/// <summary>A proposal with the codes that only this answer contains: one for each account whose owner takes an access.</summary>
public sealed record ProposalMade(ProposalView Proposal, IReadOnlyList<AccountCode> Codes);

/// <summary>One of the two codes of an account's owner.</summary>
/// <param name="Code">Null in the answer to a repeat whose key of the call is too short to make the same code again from it.</param>
public sealed record AccountCode(string Account, string? Code);

/// <summary>A proposal as administrators and auditors read it.</summary>
/// <param name="Account">The account that it concerns; the first one of several.</param>
/// <param name="Count">The number of accounts that it concerns.</param>
/// <param name="Person">The person of the proposer.</param>
/// <param name="Accounts">The new accounts, while it is pending.</param>
/// <param name="Roles">The roles that are proposed, while it is pending.</param>
/// <param name="NewPerson">The person that is proposed, while it is pending.</param>
/// <param name="ProviderId">The id that is proposed, while it is pending.</param>
/// <param name="Confirm">The accounts to confirm, while it is pending.</param>
/// <param name="Outdated">Why it cannot be carried out any more; null when it can, and once it is decided.</param>
public sealed record ProposalView(
    string Id, ProposalKind Kind, ProposalState State, string Account, int Count, string Reason, DateTimeOffset At, string By, string Person, IReadOnlyList<NewStaff>? Accounts,
    IReadOnlyList<RoleGrant>? Roles, string? NewPerson, string? ProviderId, IReadOnlyList<string>? Confirm, string? Outdated, ProposalDecision? Decided)
{
    internal static ProposalView Of(Proposal proposal, StaffRoster staff)
    {
        var content = proposal.Content;
        return new(
            proposal.Id, proposal.Kind, proposal.State, proposal.Name, proposal.Count, proposal.Reason, proposal.At, proposal.By, proposal.Proposer.Person,
            content?.Accounts?.Select(account => new NewStaff(account.Name, account.Roles, account.Person)).ToArray(), content?.Roles, content?.Person, content?.ProviderId, content?.Names,
            content is null ? null : proposal.WhyOutdated(staff)?.Detail, proposal.Decided);
    }
}

/// <summary>Whether changes of accounts take two people, for everybody.</summary>
/// <param name="Since">Null while they are off.</param>
/// <param name="Announcements">What the console has announced, oldest first.</param>
public sealed record FourEyesView(bool On, DateTimeOffset? Since, IReadOnlyList<AnnouncementView> Announcements)
{
    internal static FourEyesView Of(FourEyesBook book, bool isStaff) => new(
        book.IsOn, book.OnSince, [.. book.Glass.Select(glass => new AnnouncementView(
            glass.Id, glass.At, glass.EffectiveAt, glass.State, glass.DecidedAt, isStaff ? glass.Name : null, isStaff ? glass.Reason : null, isStaff ? glass.DecidedBy : null))]);
}

/// <summary>An administrator who is made, or gets another key, by the console.</summary>
/// <param name="DecidedAt">When it took effect or was cancelled.</param>
/// <param name="Account">For administrators and auditors; otherwise null.</param>
/// <param name="Reason">For administrators and auditors; otherwise null.</param>
/// <param name="CancelledBy">For administrators and auditors; otherwise null.</param>
public sealed record AnnouncementView(
    string Id, DateTimeOffset At, DateTimeOffset EffectiveAt, GlassState State, DateTimeOffset? DecidedAt, string? Account, string? Reason, string? CancelledBy);
