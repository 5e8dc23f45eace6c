using System.Text.Json.Serialization;

namespace Evaluation.Staff.Proposals;

/// <summary>What a proposal asks for.</summary>
[JsonConverter(typeof(CamelCaseEnum<ProposalKind>))]
public enum ProposalKind
{
    /// <summary>New accounts: one, or those of a table.</summary>
    Add,

    /// <summary>Other roles of an account.</summary>
    Roles,

    /// <summary>A new access to an account whose key and password are lost.</summary>
    Access,

    /// <summary>Another person who uses an account.</summary>
    Person,

    /// <summary>Another id of the account's user at the identity provider.</summary>
    ProviderId,

    /// <summary>To turn four eyes on, for good.</summary>
    FourEyes,

    /// <summary>That accounts from before count as second people.</summary>
    Confirm,
}

/// <summary>Where a proposal stands.</summary>
[JsonConverter(typeof(CamelCaseEnum<ProposalState>))]
public enum ProposalState
{
    Pending,
    Approved,
    Rejected,
}

/// <summary>What a proposal asks for, with the members of its kind.</summary>
/// <param name="Accounts">For <see cref="ProposalKind.Add"/>: the accounts, each with the hash of its first code.</param>
/// <param name="Roles">For <see cref="ProposalKind.Roles"/>: all roles.</param>
/// <param name="Person">For <see cref="ProposalKind.Person"/>.</param>
/// <param name="ProviderId">For <see cref="ProposalKind.ProviderId"/>.</param>
/// <param name="Names">For <see cref="ProposalKind.Confirm"/>: the accounts.</param>
/// <param name="Code">For <see cref="ProposalKind.Access"/>: the hash of the first code.</param>
/// <param name="RolesVersion">
/// The version of the roles of the account when it was proposed. An account that has changed since needs another proposal.
/// </param>
public sealed record ProposalContent(
    ProposalKind Kind,
    IReadOnlyList<ProposedAccount>? Accounts = null,
    IReadOnlyList<RoleGrant>? Roles = null,
    string? Person = null,
    string? ProviderId = null,
    IReadOnlyList<string>? Names = null,
    string? Code = null,
    long? RolesVersion = null)
{
    /// <summary>The number of accounts whose owners take an access with two codes.</summary>
    [JsonIgnore]
    public int Codes => Accounts?.Count ?? (Kind == ProposalKind.Access ? 1 : 0);

    /// <summary>The number of accounts that it concerns.</summary>
    [JsonIgnore]
    public int Count => Accounts?.Count ?? Names?.Count ?? 1;
}

/// <summary>An account of <see cref="ProposalKind.Add"/>.</summary>
/// <param name="Code">The hash of the first code, which the proposer hands to the account's owner.</param>
/// <param name="Person">The person who uses the account; null for the account's own name.</param>
public sealed record ProposedAccount(string Name, IReadOnlyList<RoleGrant> Roles, string Code, string? Person = null);

/// <summary>A change of accounts that waits for a second person, or has been decided.</summary>
/// <param name="Id">Such as <c>p-1</c>.</param>
/// <param name="Name">The account that it concerns; the first one of several.</param>
/// <param name="Count">The number of accounts that it concerns.</param>
/// <param name="Content">Null once it is decided: the events have it.</param>
/// <param name="By">The account that proposed it.</param>
/// <param name="Person">The person of that account; null for the account's own name.</param>
/// <param name="Repeat">Recognises a repeat of the call; null without one.</param>
/// <param name="Decided">Who decided when, and the reason of a rejection; null while it is pending.</param>
public sealed record Proposal(
    string Id,
    ProposalKind Kind,
    string Name,
    int Count,
    ProposalContent? Content,
    string Reason,
    DateTimeOffset At,
    string By,
    string? Person = null,
    string? Repeat = null,
    ProposalState State = ProposalState.Pending,
    ProposalDecision? Decided = null)
{
    [JsonIgnore]
    public Actor Proposer => Actor.Of(By, Person);

    /// <summary>Why it cannot be carried out any more; null when it can, and once it is decided.</summary>
    public Refusal? WhyOutdated(StaffRoster staff) => Content is null ? null : ProposalDecider.RefuseOutdated(staff, this);

    /// <summary>Why this account may not approve it; null when it may.</summary>
    public Refusal? WhyNotBy(StaffRoster staff, string approver) => ProposalDecider.RefuseApprover(staff, this, approver);
}

/// <summary>Who decided on a proposal.</summary>
public sealed record ProposalDecision(DateTimeOffset At, string By, string? Person = null, string? Reason = null);

/// <summary>A new access that waits until its owner takes it with both codes. The proposer knows one, the approver the other.</summary>
/// <param name="First">The hash of the proposer's code.</param>
/// <param name="Second">The hash of the approver's code.</param>
/// <param name="OfferedAt">When it was offered: the instant of the event that offers it, which does not repeat it; null only there.</param>
public sealed record OfferedAccess(
    string Proposal, string First, string Second, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OfferedAt = null)
{
    /// <summary>The instant from which on the codes are worth nothing.</summary>
    [JsonIgnore]
    public DateTimeOffset? EndsAt => OfferedAt + Limits.OfferedAccessLasts;
}

/// <summary>A person who has made an account, given it a role or a new access, or bound it to a person.</summary>
/// <param name="By">The account of this person.</param>
/// <param name="At">The last time.</param>
/// <param name="Person">Null for the account's own name.</param>
public sealed record Giver(string By, DateTimeOffset At, string? Person = null);
