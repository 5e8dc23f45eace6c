using Evaluation.Runtime;

namespace Evaluation.Ballots.Keys;

/// <summary>Stores the keys of rounds, outside the journal and outside every backup.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>A key is stored completely or not at all, and durable before <see cref="CreateAsync"/> returns. It is never replaced.</item>
/// <item>Of two processes that create the key of a round at once, one stores it, and both get the stored one.</item>
/// <item>A destroyed key cannot be read again, not from the store's medium either, as far as its medium allows.</item>
/// </list>
/// Every call throws a <see cref="KeyUnavailableException"/> when the store does not answer.
/// </remarks>
public interface IKeyStore
{
    /// <summary>The key of a round; null when the store has none.</summary>
    ValueTask<RoundKey?> FindAsync(string round, CancellationToken cancel = default);

    /// <summary>Stores the key of a round if the store has none, and returns the stored one.</summary>
    ValueTask<RoundKey> CreateAsync(string round, RoundKey key, CancellationToken cancel = default);

    /// <summary>
    /// Destroys the key of a round, whatever its state: also a damaged one, and one that this process cannot read. Destroying what is not
    /// there changes nothing. A failed call may be repeated.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DestroyAsync(string round, CancellationToken cancel = default);

    /// <summary>The rounds whose keys are stored, in ordinal order of their ids.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancel = default);

    /// <summary>Returns when keys can be read and stored.</summary>
    ValueTask CheckAsync(CancellationToken cancel = default);
}

/// <summary>Reads the keys that rounds name.</summary>
public static class NamedKeys
{
    extension(IKeyStore store)
    {
        /// <summary>The key of a round with a commitment.</summary>
        /// <exception cref="KeyUnavailableException">The key is missing or another one, or the store did not answer.</exception>
        public async ValueTask<RoundKey> GetAsync(string round, string commitment, CancellationToken cancel = default) =>
            (await store.FindAsync(round, cancel) ?? throw Missing(round, commitment)).Matching(commitment, round);
    }

    internal static KeyUnavailableException Missing(string round, string commitment) => new(
        KeyFault.Missing, $"The store of keys has no key of round '{round}'; the round names one with the SHA-256 {commitment}. Unless it was destroyed on purpose, restore it from its two shares; see the handbook.");
}
