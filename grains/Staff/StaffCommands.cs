using Evaluation.Seam;

namespace Evaluation.Staff;

public abstract record StaffCommand;

/// <summary>Sees to it that an administrator for all rounds of this name has this key: how a fresh system gets its first one, and how a lost key is replaced.</summary>
public sealed record EnsureAdministrator(string Name, string KeyHash, DateTimeOffset At) : StaffCommand, ICommand<StaffRoster>;

public sealed record AddStaff(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash, DateTimeOffset At, string By) : StaffCommand, ICommand<StaffRoster>;

public sealed record ChangeRoles(string Name, IReadOnlyList<RoleGrant> Roles, DateTimeOffset At, string By) : StaffCommand, ICommand<StaffRoster>;

public sealed record ReplaceKey(string Name, string KeyHash, DateTimeOffset At, string By) : StaffCommand, ICommand<StaffRoster>;

public sealed record RemoveStaff(string Name, DateTimeOffset At, string By) : StaffCommand, ICommand<StaffRoster>;

public sealed record ViewStaff : StaffCommand, ICommand<StaffRoster>
{
    public static readonly ViewStaff Now = new();
}
