using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>Who uses the accounts that acts name: the person, where one is named; else the account itself.</summary>
public sealed class StaffNames(IReadOnlyDictionary<string, StaffAccount> accounts)
{
    public static readonly StaffNames None = new(new Dictionary<string, StaffAccount>());

    /// <summary>Empty for no account.</summary>
    public string Of(string? account) => account is null ? "" : accounts.TryGetValue(account, out var known) ? known.Actor.Person : account;
}
