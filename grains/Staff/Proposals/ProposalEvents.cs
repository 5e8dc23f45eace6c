namespace Evaluation.Staff.Proposals;

/// <summary>A change of accounts was proposed.</summary>
/// <param name="Person">The person of the proposer; null for the account's own name.</param>
/// <param name="Key">Recognises a repeat of the call; null without one.</param>
public sealed record StaffProposed(
    string Id, ProposalContent Content, string Reason, string Name, DateTimeOffset At, string By, string? Person = null, CreationKey? Key = null) : StaffEvent(Name, At, By);

/// <summary>A proposal was approved. The events of its effect follow in the same entry and name it.</summary>
/// <param name="Person">The person of the approver; null for the account's own name.</param>
public sealed record ProposalApproved(string Id, string Name, DateTimeOffset At, string By, string? Person = null) : StaffEvent(Name, At, By);

/// <summary>A proposal was rejected, or withdrawn by its proposer.</summary>
public sealed record ProposalRejected(string Id, string Reason, string Name, DateTimeOffset At, string By, string? Person = null) : StaffEvent(Name, At, By);

/// <summary>Four eyes are on from here, for good.</summary>
/// <param name="Seconds">The accounts that count as second people. Every other account needs a confirmation.</param>
/// <param name="Proposal">Null at installation.</param>
public sealed record FourEyesTurnedOn(IReadOnlyList<string> Seconds, string Name, DateTimeOffset At, string By, string? Proposal = null) : StaffEvent(Name, At, By);

/// <summary>Two administrators have confirmed accounts from before.</summary>
public sealed record AccountsConfirmed(IReadOnlyList<string> Names, string Proposal, string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>A new access waits for the owner of the account.</summary>
public sealed record AccessOffered(OfferedAccess Access, string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>The owner of the account has taken a new access with both codes.</summary>
/// <param name="PasswordHash">Null for none.</param>
public sealed record AccessTaken(string Proposal, string KeyHash, string Name, DateTimeOffset At, string By, string? PasswordHash = null) : StaffEvent(Name, At, By);

/// <summary>Key, password, id at the identity provider and offered access were taken away from an account.</summary>
public sealed record AccessRemoved(string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>An administrator is made, or gets another key, at a later time, because the console asked for it.</summary>
/// <param name="Id">Such as <c>b-1</c>.</param>
/// <param name="EffectiveAt">When it takes effect unless an administrator cancels it.</param>
public sealed record GlassBroken(string Id, string KeyHash, string Reason, DateTimeOffset EffectiveAt, string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>What the console asked for has taken effect. The events of its effect follow in the same entry and name it.</summary>
public sealed record GlassTookEffect(string Id, string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);

/// <summary>An administrator has cancelled what the console asked for.</summary>
public sealed record GlassCancelled(string Id, string Name, DateTimeOffset At, string By) : StaffEvent(Name, At, By);
