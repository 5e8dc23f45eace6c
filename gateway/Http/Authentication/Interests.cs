namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Refuses acts on a unit by people with an interest in it.</summary>
public sealed class Interests(StaffDirectory directory)
{
    /// <summary>
    /// <see cref="RefusalCode.ConflictOfInterest"/> if an account of the same person has an interest in the unit; null if none has. Call it
    /// at the act and at its approval, for the account that acts and for the account that approves.
    /// </summary>
    public async ValueTask<Refusal?> RefuseAsync(Actor actor, string round, string unit)
    {
        var accounts = await directory.FindByPersonAsync(actor);
        if (accounts.IsRefused(out var refusal))
            return refusal;
        return accounts.Answer.Any(account => account.HasInterestIn(round, unit))
            ? new(RefusalCode.ConflictOfInterest, $"'{actor.Account}' has an interest in unit '{unit}' and may not act on it.", ("unit", unit), ("account", actor.Account))
            : null;
    }
}
