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
public sealed class PasswordAttempts(IDocumentStore documents, TimeProvider clock)
{
    private const int NonceBytes = 8;

    /// <summary>
    /// Counts an attempt before its password is compared, so that attempts at the same time are all counted.
    /// </summary>
    /// <returns>
    /// The end of the lock that begins if this attempt fails; null if others are left. Refused with <see cref="RefusalCode.AccountLocked"/>
    /// or <see cref="RefusalCode.Busy"/>.
    /// </returns>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The password must not be compared.</exception>
    public async ValueTask<Outcome<DateTimeOffset?>> CountAsync(string name, IPAddress? from)
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
                return count + 1 == Limits.SignInFailures ? until : (DateTimeOffset?)null;
        }
        return Refusal.Busy;
    }

    /// <summary>Forgets the attempts from an address, after a right password.</summary>
    public async ValueTask ForgetAsync(string name, IPAddress? from) => await documents.RemoveAsync(Id(name, from));

    /// <summary>Forgets the attempts from all addresses.</summary>
    /// <exception cref="DocumentsUnavailableException">Some may not be forgotten. The same can be called again.</exception>
    public async ValueTask ForgetAllAsync(string name) => await documents.RemoveAllAsync(DocumentKind.Attempts, Prefix(name));

    /// <summary>The addresses for which the account is locked, in no particular order.</summary>
    public async ValueTask<IReadOnlyList<string>> LockedAddressesAsync(string name)
    {
        List<string> addresses = [];
        await foreach (var head in documents.ListAsync(DocumentKind.Attempts, Prefix(name)))
        {
            if (await documents.ReadAsync(head.Id) is { } stored && stored.Content.Span[0] >= Limits.SignInFailures)
                addresses.Add(head.Id.Key[Prefix(name).Length..]);
        }
        return addresses;
    }

    private static Refusal Locked(DateTimeOffset until, DateTimeOffset now) => new(
        RefusalCode.AccountLocked,
        "There were too many wrong passwords for this account from this address. An administrator can unlock it; the account's API key still works.",
        ("until", until), ("retryAfter", Math.Max(1, (int)Math.Ceiling((until - now).TotalSeconds))));

    private static DocumentId Id(string name, IPAddress? from) => new(DocumentKind.Attempts, $"{Prefix(name)}{NetworkAddress.Of(from)}");

    /// <summary>A text that cannot be a name is hashed: its sender chooses its length and characters.</summary>
    private static string Prefix(string name) => $"{(Slug.IsValid(name) ? name : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))))}/";
}
