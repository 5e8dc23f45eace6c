namespace Evaluation.Gateway.Http.Authentication;

/// <summary>Refuses acts on a unit by people with an interest in it.</summary>
public sealed class Interests(StaffDirectory directory)
{
    /// <summary>
    /// <see cref="RefusalCode.ConflictOfInterest"/> if an account of the same person has an interest in the unit; null if none has. Call it
    /// at the act and at its approval, for the account that acts and for the account that approves.
    /// </summary>
    public ValueTask<Refusal?> RefuseAsync(Actor actor, string round, string unit) => RefuseAsync(actor, round, [unit]);

    /// <summary>The same for several units: the refusal names the first one in which there is an interest.</summary>
    public async ValueTask<Refusal?> RefuseAsync(Actor actor, string round, IReadOnlyCollection<string> units)
    {
        var accounts = await directory.FindByPersonAsync(actor);
        if (accounts.IsRefused(out var refusal))
            return refusal;
        return units.FirstOrDefault(unit => accounts.Answer.Any(account => account.HasInterestIn(round, unit))) is { } unit
            ? new(RefusalCode.ConflictOfInterest, $"'{actor.Account}' has an interest in unit '{unit}' and may not act on it.", ("unit", unit), ("account", actor.Account))
            : null;
    }
}
