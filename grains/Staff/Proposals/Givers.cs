using System.Collections.Immutable;

namespace Evaluation.Staff.Proposals;

/// <summary>Keeps for each account who has made it or given it something, from the first event of the staff on.</summary>
internal static class Givers
{
    /// <param name="before">The staff before the event.</param>
    /// <param name="accounts">The accounts after it.</param>
    public static ImmutableSortedDictionary<string, StaffAccount> After(StaffRoster before, StaffEvent happened, ImmutableSortedDictionary<string, StaffAccount> accounts)
    {
        if (happened.By is StaffGrain.System || happened.By == happened.Name || !IsGift(before, happened) || !accounts.TryGetValue(happened.Name, out var account))
            return accounts;
        var giver = new Giver(happened.By, happened.At, before.ActorOf(happened.By).StoredPerson);
        return accounts.SetItem(account.Name, account with { GivenBy = [.. (account.GivenBy ?? []).Where(known => known.By != giver.By), giver] });
    }

    /// <summary>An event of an approved proposal is by its proposer.</summary>
    private static bool IsGift(StaffRoster before, StaffEvent happened) => happened switch
    {
        StaffAdded or KeyReplaced or PasswordReplaced or PersonNamed or ProviderIdSet or AccessOffered => true,
        RolesChanged changed => !RoleGrant.IsNarrower(changed.Roles, before.Accounts[changed.Name].Roles),
        _ => false,
    };
}
