namespace Evaluation.Staff.Proposals;

/// <summary>
/// Makes the first two administrators of a system that has four eyes from its beginning. Changes nothing once there is an account.
/// </summary>
public sealed record InstallFourEyes(string Name, string KeyHash, string OtherName, string OtherKeyHash, DateTimeOffset At) : StaffCommand;

/// <summary>
/// Proposes a change of accounts to another administrator. Refused as the change itself would be, with
/// <see cref="RefusalCode.WrongState"/> for what does not wait, and with <see cref="RefusalCode.TooManyEntries"/> beyond
/// <see cref="Limits.ProposalsPending"/>.
/// </summary>
/// <param name="Name">The account that it concerns; the first one of several.</param>
/// <param name="BasedOn">The versions of the roles that may be replaced; null for any.</param>
/// <param name="Key">A repeat with the same key proposes nothing. Null for none.</param>
public sealed record ProposeStaff(
    string Name, ProposalContent Content, string Reason, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null, CreationKey? Key = null) : StaffCommand;

/// <summary>
/// Approves a proposal, which carries it out. Refused with <see cref="RefusalCode.SamePerson"/>,
/// <see cref="RefusalCode.NotConfirmed"/>, <see cref="RefusalCode.ProposalDecided"/>, and with <see cref="RefusalCode.ProposalOutdated"/>
/// when the account or the proposer has changed since.
/// </summary>
/// <param name="Codes">The hashes of the second codes, in the order of the accounts; empty where the kind has none.</param>
public sealed record ApproveProposal(string Id, IReadOnlyList<string> Codes, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Rejects a proposal; its proposer withdraws it so. A second time by the same account changes nothing.</summary>
public sealed record RejectProposal(string Id, string Reason, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Takes a new access, as the owner of the account. Refused with <see cref="RefusalCode.SignInRefused"/> unless both codes are right. The
/// key and the password of before end.
/// </summary>
/// <param name="First">The hash of the proposer's code.</param>
/// <param name="Second">The hash of the approver's code.</param>
/// <param name="PasswordHash">Null for none.</param>
public sealed record TakeAccess(string Name, string First, string Second, string KeyHash, string? PasswordHash, DateTimeOffset At) : StaffCommand;

/// <summary>
/// Takes key, password, id at the identity provider and offered access away from an account. A second time changes nothing.
/// </summary>
public sealed record RemoveAccess(string Name, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Announces, from the console, that an administrator is made or gets another key after <see cref="Limits.BreakGlassAfter"/>. Refused with
/// <see cref="RefusalCode.WrongState"/> while another one is announced.
/// </summary>
public sealed record BreakGlass(string Name, string KeyHash, string Reason, DateTimeOffset At) : StaffCommand;

/// <summary>Carries out what was announced, when its time has come. Otherwise it changes nothing.</summary>
public sealed record CompleteBreakGlass(DateTimeOffset At) : StaffCommand;

/// <summary>
/// Cancels what was announced; a second time changes nothing. Refused with <see cref="RefusalCode.NoSuchProposal"/> when nothing was
/// announced or the last one has taken effect, and with <see cref="RefusalCode.WrongState"/> when its time has come.
/// </summary>
public sealed record CancelBreakGlass(DateTimeOffset At, string By) : StaffCommand;
