using System.Collections.Frozen;
using System.Collections.Immutable;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Finds staff accounts by key or by name. Every call uses the newest roster.</summary>
public sealed class StaffDirectory(IEngine engine)
{
    private volatile Index _index = new(-1, FrozenDictionary<string, StaffAccount>.Empty, FrozenDictionary<string, StaffAccount>.Empty, ImmutableSortedDictionary<string, StaffAccount>.Empty);

    /// <summary>The account with this key, or null.</summary>
    public async ValueTask<Outcome<StaffAccount?>> FindAsync(string key)
    {
        var index = await IndexAsync();
        return index.IsRefused(out var refusal) ? refusal : index.Answer.ByKeyHash.GetValueOrDefault(ApiKey.Hash(key));
    }

    /// <summary>The account with this name, or null.</summary>
    public async ValueTask<Outcome<StaffAccount?>> FindByNameAsync(string name)
    {
        var index = await IndexAsync();
        return index.IsRefused(out var refusal) ? refusal : index.Answer.ByName.GetValueOrDefault(name);
    }

    /// <summary>The account with this id at the identity provider, or null.</summary>
    public async ValueTask<Outcome<StaffAccount?>> FindByProviderIdAsync(string id)
    {
        var index = await IndexAsync();
        return index.IsRefused(out var refusal) ? refusal : index.Answer.ByProviderId.GetValueOrDefault(id);
    }

    /// <summary>The accounts of the person who uses this account, and the account itself.</summary>
    public async ValueTask<Outcome<IReadOnlyList<StaffAccount>>> FindByPersonAsync(Actor actor)
    {
        var index = await IndexAsync();
        return index.IsRefused(out var refusal) ? refusal : index.Answer.ByName.Values.Where(account => account.Actor.IsSamePersonAs(actor)).ToArray();
    }

    /// <summary>All accounts by their names.</summary>
    public async ValueTask<Outcome<IReadOnlyDictionary<string, StaffAccount>>> ListAsync() => (await IndexAsync()).Select(index => (IReadOnlyDictionary<string, StaffAccount>)index.ByName);

    private async ValueTask<Outcome<Index>> IndexAsync()
    {
        var roster = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (roster.IsRefused(out var refusal))
            return refusal;
        var index = _index;
        if (index.Version != roster.Answer.Version)
            _index = index = Index.Of(roster.Answer);
        return index;
    }

    private sealed record Index(
        long Version, FrozenDictionary<string, StaffAccount> ByKeyHash, FrozenDictionary<string, StaffAccount> ByProviderId, ImmutableSortedDictionary<string, StaffAccount> ByName)
    {
        /// <summary>
        /// An operator can configure an administrator key that another account already uses. Then the key identifies the administrator.
        /// </summary>
        public static Index Of(StaffRoster roster) => new(
            roster.Version,
            roster.Accounts.Values.OrderByDescending(account => Access.Has(account, null, Role.Administrator)).DistinctBy(account => account.KeyHash).ToFrozenDictionary(account => account.KeyHash),
            roster.Accounts.Values.Where(account => account.ProviderId is not null).ToFrozenDictionary(account => account.ProviderId!, StringComparer.Ordinal),
            roster.Accounts);
    }
}
