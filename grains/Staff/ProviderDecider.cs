namespace Evaluation.Staff;

/// <summary>The rules of the id by which the city's identity provider names the user of an account.</summary>
internal static class ProviderDecider
{
    public static Decision<StaffEvent> Set(StaffRoster staff, StaffAccount account, SetProviderId set)
    {
        if (set.ProviderId == account.ProviderId)
            return Decision<StaffEvent>.NothingToDo;
        if (set.ProviderId is not { } id)
            return new ProviderIdRemoved(account.Name, set.At, set.By);
        return RefuseTaken(staff, account, id) is { } taken ? taken : new ProviderIdSet(account.Name, id, set.At, set.By);
    }

    /// <summary>The refusal of an id that another account has; null when none has it.</summary>
    public static Refusal? RefuseTaken(StaffRoster staff, StaffAccount account, string id) =>
        staff.Accounts.Values.FirstOrDefault(other => other.ProviderId == id && other.Name != account.Name) is { } taken
            ? new(RefusalCode.ProviderIdTaken, $"The account '{taken.Name}' has this id of the identity provider.", ("account", taken.Name))
            : null;

    public static Decision<StaffEvent> Record(StaffAccount account, RecordProviderSignIn record) => record.ProviderId == account.ProviderId
        ? new SignedInByProvider(account.Name, record.At, account.Name)
        : new Refusal(RefusalCode.SignInRefused, "The account does not have this id of the identity provider any more.");
}
