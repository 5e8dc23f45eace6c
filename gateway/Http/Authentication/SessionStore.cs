using System.Security.Cryptography;
using System.Text;
using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Stores the tickets of staff sessions on the server. The cookie holds only a ticket's key.</summary>
/// <remarks>
/// Every request reads its ticket from the store, so a removed ticket ends the session on every gateway at once. A document is named after
/// the account and a hash of the key: a copy of the store opens no session. It is saved again from time to time while the session is used:
/// the time of the save is the last use. A session that was not used for the set time is over.
/// </remarks>
public sealed partial class SessionStore(IDocumentStore documents, SessionSettings settings, TimeProvider clock, ILogger<SessionStore> log) : ITicketStore
{
    private const string DeviceItem = "device";
    private const int KeyBytes = 32;
    private const string KeyParameter = "session-key";

    /// <summary>The key of the session that a request was authenticated by; null for any other request.</summary>
    internal static string? KeyOf(AuthenticationProperties? properties) => properties?.GetParameter<string>(KeyParameter);

    /// <summary>The same for a request that signs in. Forms in its answer belong to the new session.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (DeviceNames.Of(httpContext.Request.Headers.UserAgent) is { } device)
            ticket.Properties.Items[DeviceItem] = device;
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

    /// <summary>The same for a request. A stream that looks its ticket up again does not use the session: nobody may be there.</summary>
    public Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        RetrieveAsync(key, isUse: !httpContext.Response.HasStarted);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, isUse: true);

    private async Task<AuthenticationTicket?> RetrieveAsync(string key, bool isUse)
    {
        if (await documents.ReadAsync(Id(key)) is not { } stored || TicketSerializer.Default.Deserialize(stored.Content.ToArray()) is not { } ticket)
            return null;
        var unused = clock.GetUtcNow() - stored.SavedAt;
        if (unused >= settings.Idle)
        {
            await documents.RemoveAsync(Id(key), stored.Version);
            return null;
        }
        if (isUse && unused >= Limits.SessionUseStored)
            await StoreUseAsync(Id(key), stored);
        ticket.Properties.SetParameter(KeyParameter, key);
        return ticket;
    }

    /// <summary>Of two uses at the same time one is stored. A session that has been ended meanwhile does not come back.</summary>
    private async ValueTask StoreUseAsync(DocumentId id, StoredDocument stored)
    {
        try
        {
            await documents.SaveAsync(id, new(stored.Content, stored.SavedBy, stored.KeptUntil, stored.Version));
        }
        catch (DocumentsUnavailableException)
        {
            // The next request stores it.
        }
    }

    /// <summary>The sessions of an account that are not over, the last used first; at most <see cref="Limits.SessionsShown"/>.</summary>
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public async ValueTask<IReadOnlyList<StaffSession>> ListAsync(string account)
    {
        var heads = new List<DocumentHead>();
        await foreach (var head in documents.ListAsync(DocumentKind.Session, $"{account}/"))
            if (clock.GetUtcNow() - head.SavedAt < settings.Idle)
                heads.Add(head);
        var sessions = new List<StaffSession>();
        foreach (var head in heads.OrderByDescending(head => head.SavedAt).Take(Limits.SessionsShown))
        {
            if (await documents.ReadAsync(head.Id) is { } stored && TicketSerializer.Default.Deserialize(stored.Content.ToArray()) is { } ticket)
                sessions.Add(new(head.Id.Key[(account.Length + 1)..], ticket.Properties.IssuedUtc ?? stored.SavedAt, stored.SavedAt, stored.KeptUntil, ticket.Properties.Items.TryGetValue(DeviceItem, out var device) ? device : null));
        }
        return sessions;
    }

    /// <summary>The id of the session that a request was authenticated by; null for any other request.</summary>
    internal static string? IdOf(HttpContext context) => SessionTokens.KeyOf(context) is { } key ? IdOf(key) : null;

    /// <summary>Ends one session of an account. Without such a session it changes nothing.</summary>
    /// <param name="session">The id as listed.</param>
    /// <exception cref="DocumentsUnavailableException">The session may not have ended. The same can be called again.</exception>
    public async ValueTask EndAsync(string account, string session)
    {
        if (session.Length == 2 * SHA256.HashSizeInBytes && session.All(char.IsAsciiHexDigitLower))
            await documents.RemoveAsync(new(DocumentKind.Session, $"{account}/{session}"));
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

    private static DocumentId Id(string key) => new(DocumentKind.Session, $"{key[..key.IndexOf('/', StringComparison.Ordinal)]}/{IdOf(key)}");

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>A session of an account.</summary>
/// <param name="Id">Names the session; it opens nothing.</param>
/// <param name="LastUsedAt">To some minutes.</param>
/// <param name="EndsAt">When it ends at the latest.</param>
/// <param name="Device">Browser and system; null for a client that did not say.</param>
public sealed record StaffSession(string Id, DateTimeOffset BegunAt, DateTimeOffset LastUsedAt, DateTimeOffset? EndsAt, string? Device);
