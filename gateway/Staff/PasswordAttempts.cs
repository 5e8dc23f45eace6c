using System.Net;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;

namespace Evaluation.Gateway.Staff;

/// <summary>
/// Counts wrong passwords by account name and address, on all gateways together. A name that no account has is counted in the same way, so
/// that a lock does not show which accounts exist. Guesses from one address lock nobody out at another.
/// </summary>
public sealed partial class PasswordAttempts(IDocumentStore documents, TimeProvider clock, ILogger<PasswordAttempts> log)
{
    private const int NonceBytes = 8;

    /// <summary>
    /// Counts an attempt before its password is compared, so that attempts at the same time are all counted.
    /// </summary>
    /// <returns>Refused with <see cref="RefusalCode.AccountLocked"/> or <see cref="RefusalCode.Busy"/>.</returns>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The password must not be compared.</exception>
    public async ValueTask<Outcome<Attempt>> CountAsync(string name, IPAddress? from)
    {
        for (var attempt = 0; attempt < Limits.TurnAttempts; attempt++)
        {
            var now = clock.GetUtcNow();
            var stored = await documents.ReadAsync(Id(name, from));
            var count = stored?.Content.Span[0] ?? 0;
            if (count >= Limits.SignInFailures)
                return Locked(stored!.KeptUntil ?? now + Limits.LockedFor, now);
            var until = now + Limits.LockedFor;
            // Other bytes each time: two equal saves at the same time would count as one.
            byte[] content = [(byte)(count + 1), .. RandomNumberGenerator.GetBytes(NonceBytes)];
            var saved = await documents.SaveAsync(Id(name, from), new(content, "", until, stored?.Version ?? 0));
            if (saved.IsSaved)
                return new Attempt(count + 1 == Limits.SignInFailures ? until : null);
        }
        return Refusal.Busy;
    }

    /// <summary>The refusal of an address for which the account is locked; null if it has attempts left. Counts nothing.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public async ValueTask<Refusal?> LockAsync(string name, IPAddress? from)
    {
        var now = clock.GetUtcNow();
        return await documents.ReadAsync(Id(name, from)) is { } stored && IsLock(stored) ? Locked(stored.KeptUntil ?? now + Limits.LockedFor, now) : null;
    }

    /// <summary>Forgets the attempts from an address, after a right password.</summary>
    public async ValueTask ForgetAsync(string name, IPAddress? from) => await documents.RemoveAsync(Id(name, from));

    /// <summary>Forgets the attempts from all addresses.</summary>
    /// <exception cref="DocumentsUnavailableException">Some may not be forgotten. The same can be called again.</exception>
    public async ValueTask ForgetAllAsync(string name) => await documents.RemoveAllAsync(DocumentKind.Attempts, Prefix(name));

    /// <summary>The same, but a failure is only logged, and the attempts stay until they expire.</summary>
    public async ValueTask DiscardAllAsync(string name)
    {
        try
        {
            await ForgetAllAsync(name);
        }
        catch (DocumentsUnavailableException failure)
        {
            LogDiscardFailed(log, name, failure.Message);
        }
    }

    /// <summary>
    /// Addresses for which the account is locked, at most <see cref="Limits.LockedAddressesShown"/>. Of the addresses with attempts at most
    /// <see cref="Limits.AttemptsListed"/> are looked at.
    /// </summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public async ValueTask<LockedAddresses> LockedAddressesAsync(string name)
    {
        List<string> addresses = [];
        var (listed, read) = (0, 0);
        await foreach (var head in documents.ListAsync(DocumentKind.Attempts, Prefix(name)))
        {
            if (listed++ == Limits.AttemptsListed)
                return new(addresses, HasMore: true);
            // Each attempt is a save: an earlier version cannot be a lock, and need not be read.
            if (head.Version < Limits.SignInFailures)
                continue;
            if (read++ == Limits.LockedAddressesShown)
                return new(addresses, HasMore: true);
            if (await documents.ReadAsync(head.Id) is { } stored && IsLock(stored))
                addresses.Add(head.Id.Key[Prefix(name).Length..]);
        }
        return new(addresses, HasMore: false);
    }

    private static bool IsLock(StoredDocument stored) => stored.Content.Span[0] >= Limits.SignInFailures;

    private static Refusal Locked(DateTimeOffset until, DateTimeOffset now) => new(
        RefusalCode.AccountLocked,
        "There were too many wrong passwords for this account from this address. An administrator can unlock it; the account's API key still works.",
        ("until", until), ("retryAfter", Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds))));

    private static DocumentId Id(string name, IPAddress? from) => new(DocumentKind.Attempts, $"{Prefix(name)}{NetworkAddress.Of(from)}");

    /// <summary>A text that cannot be a name is hashed: its sender chooses its length and characters.</summary>
    private static string Prefix(string name) => $"{(Slug.IsValid(name) ? name : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))))}/";

    [LoggerMessage(LogLevel.Warning, "Wrong passwords for {Account} could not be forgotten; they expire: {Reason}")]
    private static partial void LogDiscardFailed(ILogger log, string account, string reason);
}

/// <summary>A counted attempt.</summary>
/// <param name="LockedUntil">The end of the lock that begins if this attempt fails; null if others are left.</param>
public sealed record Attempt(DateTimeOffset? LockedUntil);

/// <summary>Addresses for which an account is locked.</summary>
/// <param name="Addresses">In no particular order.</param>
/// <param name="HasMore">Whether there may be others.</param>
public sealed record LockedAddresses(IReadOnlyList<string> Addresses, bool HasMore);
