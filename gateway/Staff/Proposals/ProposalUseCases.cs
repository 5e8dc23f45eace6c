using System.Net;
using System.Security.Cryptography;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;

namespace Evaluation.Gateway.Staff.Proposals;

/// <summary>
/// Changes of accounts that take two administrators. The proposer gets one code for the owner of an account, the approver the other: only
/// the owner, who has both, takes the access, and neither administrator alone learns a working key of it.
/// </summary>
public sealed class ProposalUseCases(IEngine engine, Passwords passwords, AttemptLimiter attempts, SessionStore sessions, TimeProvider clock)
{
    private static readonly Refusal Wrong = new(RefusalCode.SignInRefused, "The account name or one of the two codes is wrong, or the access was taken already.");

    /// <summary>All accounts with all proposals.</summary>
    public ValueTask<Outcome<StaffRoster>> ReadAsync() => engine.SendAsync(StaffGrain.Ref, new ViewStaff());

    /// <summary>One proposal. Refused with <see cref="RefusalCode.NoSuchProposal"/>.</summary>
    public async ValueTask<Outcome<ProposalView>> FindAsync(string id)
    {
        var staff = await ReadAsync();
        if (staff.IsRefused(out var refusal))
            return refusal;
        return staff.Answer.FourEyes.Find(id) is { } proposal
            ? ProposalView.Of(proposal, staff.Answer)
            : new Refusal(RefusalCode.NoSuchProposal, $"There is no proposal '{id}'.", ("proposal", id));
    }

    /// <summary>Proposes a change; the answer has the first codes. A repeat with the same key gets the same.</summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="once">The same with its caller and route.</param>
    /// <param name="basedOn">The versions of the roles that may be replaced; null for any.</param>
    public async ValueTask<Outcome<ProposalMade>> ProposeAsync(NewProposal body, StaffAccount caller, string? header = null, CreationKey? once = null, long[]? basedOn = null)
    {
        var codes = Codes(body.Accounts?.Select(account => account.Name) ?? (body.Kind == ProposalKind.Access ? [body.Account!] : []), header, once);
        var content = new ProposalContent(
            body.Kind, body.Accounts?.Select(account => new ProposedAccount(account.Name, account.Roles, AccessCode.Hash(codes[account.Name]), account.Person)).ToArray(), body.Roles, body.Person,
            body.ProviderId, body.Confirm, body.Kind == ProposalKind.Access ? AccessCode.Hash(codes[body.Account!]) : null);
        var (name, at) = (body.Account ?? body.Accounts?[0].Name ?? body.Confirm?[0] ?? caller.Name, clock.GetUtcNow());
        var proposed = await engine.SendAsync(StaffGrain.Ref, new ProposeStaff(name, content, body.Reason, at, caller.Name, basedOn, once));
        if (proposed.IsRefused(out var refusal))
            return refusal;
        var proposal = proposed.Answer.FourEyes.OfCall(once, caller.Name, at)!;
        return new ProposalMade(ProposalView.Of(proposal, proposed.Answer), [.. codes.Select(code => new AccountCode(code.Key, IsFirst(proposal, code.Key, code.Value) ? code.Value : null))]);
    }

    /// <summary>Approves a proposal and so carries it out; the answer has the second codes.</summary>
    /// <param name="header">The <c>Idempotency-Key</c> as sent; null without one.</param>
    /// <param name="once">The same with its caller and route.</param>
    public async ValueTask<Outcome<ProposalMade>> ApproveAsync(string id, StaffAccount caller, string? header = null, CreationKey? once = null)
    {
        var staff = await ReadAsync();
        if (staff.IsRefused(out var refusal))
            return refusal;
        var codes = Codes(Owners(staff.Answer, id), header, once);
        var approved = await engine.SendAsync(StaffGrain.Ref, new ApproveProposal(id, [.. codes.Values.Select(AccessCode.Hash)], clock.GetUtcNow(), caller.Name));
        if (approved.IsRefused(out refusal))
            return refusal;
        var proposal = approved.Answer.FourEyes.Find(id)!;
        // An id of the provider is a way to sign in: what it opened before ends.
        if (proposal.Kind is ProposalKind.ProviderId)
            await sessions.DiscardAllAsync(proposal.Name);
        var accounts = approved.Answer.Accounts;
        return new ProposalMade(
            ProposalView.Of(proposal, approved.Answer),
            [.. codes.Select(code => new AccountCode(code.Key, accounts.GetValueOrDefault(code.Key)?.Offered?.Second == AccessCode.Hash(code.Value) ? code.Value : null))]);
    }

    /// <summary>Rejects a proposal, or withdraws the own one.</summary>
    public async ValueTask<Outcome<ProposalView>> RejectAsync(string id, string reason, StaffAccount caller)
    {
        var rejected = await engine.SendAsync(StaffGrain.Ref, new RejectProposal(id, reason, clock.GetUtcNow(), caller.Name));
        return rejected.IsRefused(out var refusal) ? refusal : ProposalView.Of(rejected.Answer.FourEyes.Find(id)!, rejected.Answer);
    }

    /// <summary>
    /// Takes an offered access with both codes, in either order. Key and password of before and all sessions end. Refused with
    /// <see cref="RefusalCode.SignInRefused"/>, which does not say what is wrong, and with <see cref="RefusalCode.WeakPassword"/>.
    /// </summary>
    /// <param name="from">The address of the caller, for the limit of attempts.</param>
    /// <returns>The new key.</returns>
    public async ValueTask<Outcome<StaffKey>> TakeAsync(TakenAccess body, IPAddress? from)
    {
        if (attempts.IsExhausted(SecretKind.Password, from, out var exhausted))
            return exhausted;
        var staff = await ReadAsync();
        if (staff.IsRefused(out var refusal))
            return refusal;
        var (first, second) = (AccessCode.Hash(body.First), AccessCode.Hash(body.Second));
        if (staff.Answer.Accounts.GetValueOrDefault(body.Account)?.Offered is not { } offered || !((offered.First, offered.Second) == (first, second) || (offered.First, offered.Second) == (second, first)))
            return attempts.Refuse(SecretKind.Password, from, Wrong);
        string? password = null;
        if (body.Password is not null)
        {
            var hash = await passwords.HashAsync(body.Account, body.Password);
            if (hash.IsRefused(out refusal))
                return refusal;
            password = hash.Answer;
        }
        var key = ApiKey.Format(RandomNumberGenerator.GetBytes(ApiKey.RandomBytes));
        var taken = await engine.SendAsync(StaffGrain.Ref, new TakeAccess(body.Account, offered.First, offered.Second, ApiKey.Hash(key), password, clock.GetUtcNow()));
        if (taken.IsRefused(out refusal))
            return refusal.Code == RefusalCode.SignInRefused ? attempts.Refuse(SecretKind.Password, from, Wrong) : refusal;
        await sessions.DiscardAllAsync(body.Account);
        var account = taken.Answer.Accounts[body.Account];
        return new StaffKey(account.Name, account.Actor.Person, account.Roles, key);
    }

    /// <summary>Takes key, password and offered access away, and ends all sessions. It never waits.</summary>
    public async ValueTask<Outcome<StaffAccount>> RemoveAccessAsync(string name, StaffAccount caller)
    {
        var removed = await engine.SendAsync(StaffGrain.Ref, new RemoveAccess(name, clock.GetUtcNow(), caller.Name));
        if (removed.IsRefused(out var refusal))
            return refusal;
        await sessions.DiscardAllAsync(name);
        return removed.Answer.Accounts[name];
    }

    /// <summary>Cancels what the console has announced.</summary>
    public async ValueTask<Outcome<FourEyesBook>> CancelAnnouncementAsync(StaffAccount caller) =>
        (await engine.SendAsync(StaffGrain.Ref, new CancelBreakGlass(clock.GetUtcNow(), caller.Name))).Select(staff => staff.FourEyes);

    /// <summary>The accounts whose owners get a code: of a pending proposal from its content, of an approved one from the accounts.</summary>
    private static string[] Owners(StaffRoster staff, string id) => staff.FourEyes.Find(id)?.Content switch
    {
        { Kind: ProposalKind.Access } => [staff.FourEyes.Find(id)!.Name],
        { Accounts: { } accounts } => [.. accounts.Select(account => account.Name)],
        null => [.. staff.Accounts.Values.Where(account => account.Offered?.Proposal == id).Select(account => account.Name)],
        _ => [],
    };

    private static bool IsFirst(Proposal proposal, string account, string code) =>
        proposal.Content is { } content && (content.Code ?? content.Accounts?.FirstOrDefault(added => added.Name == account)?.Code) == AccessCode.Hash(code);

    private static Dictionary<string, string> Codes(IEnumerable<string> accounts, string? header, CreationKey? once) =>
        accounts.ToDictionary(name => name, name => AccessCode.Format(DerivedSecret.Of(header, once, AccessCode.RandomBytes, $"evaluation access code {name}")));
}
