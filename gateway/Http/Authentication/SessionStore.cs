using System.Security.Cryptography;
using System.Text;
using Evaluation.Documents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Stores the tickets of staff sessions on the server. The cookie holds only a ticket's key.</summary>
/// <remarks>
/// Every request reads its ticket from the store, so a removed ticket ends the session on every gateway at once. A document is named after
/// the account and a hash of the key: a copy of the store opens no session.
/// </remarks>
public sealed partial class SessionStore(IDocumentStore documents, ILogger<SessionStore> log) : ITicketStore
{
    private const int KeyBytes = 32;
    private const string KeyParameter = "session-key";

    /// <summary>The key of the session that a request was authenticated by; null for any other request.</summary>
    internal static string? KeyOf(AuthenticationProperties? properties) => properties?.GetParameter<string>(KeyParameter);

    /// <summary>The same for a request that signs in. Forms in its answer belong to the new session.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var key = await StoreAsync(ticket);
        SessionTokens.Remember(httpContext, key);
        return key;
    }

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var account = ticket.Principal.Identity?.Name ?? throw new ArgumentException("A ticket needs the name of an account.", nameof(ticket));
        var key = $"{account}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))}";
        await documents.SaveAsync(Id(key), new(TicketSerializer.Default.Serialize(ticket), account, ticket.Properties.ExpiresUtc));
        return key;
    }

    /// <exception cref="NotSupportedException">
    /// Always: every sign-in stores a new ticket, and no session is extended. A cookie that was copied before a sign-in must not become
    /// part of it.
    /// </exception>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => throw new NotSupportedException("A ticket is never replaced.");

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await documents.ReadAsync(Id(key)) is not { } stored || TicketSerializer.Default.Deserialize(stored.Content.ToArray()) is not { } ticket)
            return null;
        ticket.Properties.SetParameter(KeyParameter, key);
        return ticket;
    }

    public async Task RemoveAsync(string key) => await documents.RemoveAsync(Id(key));

    /// <summary>Ends all sessions of an account.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer. The same can be called again.</exception>
    public async ValueTask EndAllAsync(string account) => await documents.RemoveAllAsync(DocumentKind.Session, $"{account}/");

    /// <summary>
    /// Removes the tickets of an account whose key or password has changed, or which was removed. <see cref="SessionHandler"/> already
    /// rejects these tickets. If the store does not answer, a warning is logged and the tickets stay until they expire.
    /// </summary>
    public async ValueTask DiscardAllAsync(string account)
    {
        try
        {
            await EndAllAsync(account);
        }
        catch (DocumentsUnavailableException failure)
        {
            LogDiscardFailed(log, account, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Worthless session tickets of {Account} could not be removed; they expire: {Reason}")]
    private static partial void LogDiscardFailed(ILogger log, string account, string reason);

    private static DocumentId Id(string key) =>
        new(DocumentKind.Session, $"{key[..key.IndexOf('/', StringComparison.Ordinal)]}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}");
}
