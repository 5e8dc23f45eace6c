using Evaluation.Documents;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff.Sessions;

/// <summary>
/// Lists and ends the sessions of an account, for its owner and for administrators. Refused with <see cref="RefusalCode.NotAllowed"/> for
/// others, and with <see cref="RefusalCode.NoSuchStaff"/>.
/// </summary>
public sealed class SessionUseCases(IEngine engine, SessionStore store, StaffUseCases staff, TimeProvider clock)
{
    /// <exception cref="DocumentsUnavailableException">The store did not answer.</exception>
    public async ValueTask<Outcome<StaffSession[]>> ListAsync(string name, StaffAccount caller)
    {
        if (StaffUseCases.RefuseInterests(name, caller) is { } refusal)
            return refusal;
        var account = await staff.FindAsync(name);
        return account.IsRefused(out refusal) ? refusal : (await store.ListAsync(name)).ToArray();
    }

    /// <summary>Ends one session, or all. The audit names who did it, before it is done.</summary>
    /// <param name="session">The id as listed; null for all sessions of the account.</param>
    /// <exception cref="DocumentsUnavailableException">Some sessions may not have ended. The same can be called again.</exception>
    public async ValueTask<Outcome<Nothing>> EndAsync(string name, string? session, StaffAccount caller)
    {
        if (StaffUseCases.RefuseInterests(name, caller) is { } refusal)
            return refusal;
        // Nothing but an id of a session comes into the audit; one that is over already changes nothing.
        if (session is not null && (await store.ListAsync(name)).All(known => known.Id != session))
            return (await staff.FindAsync(name)).Select(_ => Nothing.Value);
        var recorded = await engine.SendAsync(StaffGrain.Ref, new EndSessions(name, session, clock.GetUtcNow(), caller.Name));
        if (recorded.IsRefused(out refusal))
            return refusal;
        await (session is null ? store.EndAllAsync(name) : store.EndAsync(name, session));
        return Nothing.Value;
    }
}
