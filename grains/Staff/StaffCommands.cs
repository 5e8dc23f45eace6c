using Evaluation.Runtime;

namespace Evaluation.Staff;

/// <summary>A command to the staff's accounts. Answered with all accounts.</summary>
public abstract record StaffCommand : ICommand<StaffRoster, StaffRoster>
{
    public StaffRoster Answer(StaffRoster state) => state;
}

/// <summary>Sees to it that an administrator for all rounds of this name has this key: how a fresh system gets its first one, and how a lost key is replaced.</summary>
public sealed record EnsureAdministrator(string Name, string KeyHash, DateTimeOffset At) : StaffCommand;

public sealed record AddStaff(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By) : StaffCommand;

public sealed record ChangeRoles(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By) : StaffCommand;

public sealed record ReplaceKey(string Name, string KeyHash, DateTimeOffset At, string By) : StaffCommand;

/// <summary>Gives an account another password, kept as a salted hash.</summary>
public sealed record ReplacePassword(string Name, string PasswordHash, DateTimeOffset At, string By) : StaffCommand;

/// <summary>
/// Says what came of comparing what somebody typed with what the account has. Refused with <see cref="RefusalCode.SignInRefused"/>, and the failure is kept; after
/// <see cref="Limits.SignInFailures"/> in a row with <see cref="RefusalCode.AccountLocked"/>, whatever was typed. A key is never locked: it cannot be guessed.
/// </summary>
/// <param name="Compared">The hash that it was compared with: the account's password's or its key's.</param>
/// <param name="IsRight">Whether it fits.</param>
public sealed record RecordSignIn(string Name, string? Compared, bool IsRight, DateTimeOffset At) : StaffCommand;

public sealed record RemoveStaff(string Name, DateTimeOffset At, string By) : StaffCommand;
