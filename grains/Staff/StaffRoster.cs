using System.Collections.Immutable;

namespace Evaluation.Staff;

/// <summary>Accounts with their roles and the hashes of their keys.</summary>
public sealed record StaffRoster
{
    public ImmutableSortedDictionary<string, StaffAccount> Accounts { get; init; } = ImmutableSortedDictionary.Create<string, StaffAccount>(StringComparer.Ordinal);

    /// <summary>Grows with every event, so that a copy elsewhere knows when it is old.</summary>
    public long Version { get; init; }

    public ImmutableList<AuditLine> Audit { get; init; } = [];

    public StaffRoster Evolve(StaffEvent happened) => this with
    {
        Version = Version + 1,
        Audit = Audit.Add(StaffAudit.Line(happened)),
        Accounts = happened switch
        {
            StaffAdded added => Accounts.Add(added.Name, new(added.Name, added.Roles, added.KeyHash)),
            RolesChanged changed => Accounts.SetItem(changed.Name, Accounts[changed.Name] with { Roles = changed.Roles }),
            KeyReplaced replaced => Accounts.SetItem(replaced.Name, Accounts[replaced.Name] with { KeyHash = replaced.KeyHash }),
            StaffRemoved removed => Accounts.Remove(removed.Name),
            _ => throw new System.Diagnostics.UnreachableException(happened.GetType().Name),
        },
    };
}

/// <param name="KeyHash">SHA-256 of the API key, in lower-case hexadecimal.</param>
public sealed record StaffAccount(string Name, IReadOnlyList<RoleGrant> Roles, string KeyHash);
