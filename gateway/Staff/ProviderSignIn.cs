using Evaluation.Gateway.Http.Authentication;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Staff;

/// <summary>
/// Finds the account of a person whom the city's identity provider has signed in. No account is made for an unknown person.
/// </summary>
public sealed class ProviderSignIn(IEngine engine, StaffDirectory staff, TimeProvider clock)
{
    /// <summary>
    /// The account that has the id, with its sign-in recorded. Refused with <see cref="RefusalCode.NoSuchStaff"/> for an unknown id.
    /// </summary>
    /// <param name="id">The person's id at the provider, which is proven.</param>
    public async ValueTask<Outcome<StaffAccount>> FindAsync(string id)
    {
        var found = await staff.FindByProviderIdAsync(id);
        if (found.IsRefused(out var refusal))
            return refusal;
        if (found.Answer is not { } account)
            return Unknown;
        var recorded = await engine.SendAsync(StaffGrain.Ref, new RecordProviderSignIn(account.Name, id, clock.GetUtcNow()));
        // The account was removed, or its id was changed, during the sign-in.
        if (recorded.IsRefused(out refusal))
            return refusal.Code is RefusalCode.SignInRefused ? Unknown : refusal;
        return recorded.Answer.Accounts[account.Name];
    }

    private static readonly Refusal Unknown = new(RefusalCode.NoSuchStaff, "No account has this id of the identity provider.");
}
