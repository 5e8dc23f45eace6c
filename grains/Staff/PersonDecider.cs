namespace Evaluation.Staff;

/// <summary>The rules of the person who uses an account, and of the account's interests.</summary>
internal static class PersonDecider
{
    public static Decision<StaffEvent> Name(StaffRoster staff, StaffAccount account, NamePerson name)
    {
        if (account.Actor.Person == name.Person)
            return Decision<StaffEvent>.NothingToDo;
        var by = staff.Accounts.TryGetValue(name.By, out var caller) ? caller.Actor : Actor.Of(name.By, null);
        if (by.IsSamePersonAs(account.Actor))
        {
            return new Refusal(
                RefusalCode.SamePerson, $"'{name.By}' and '{account.Name}' are accounts of one person. Another administrator must name the person.", ("by", name.By));
        }
        return new PersonNamed(account.Name, new Actor(account.Name, name.Person).StoredPerson, name.At, name.By);
    }

    public static Decision<StaffEvent> Enter(StaffRoster staff, StaffAccount account, EnterInterest enter)
    {
        var created = staff.Keys.Find(enter.Key, enter.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null)
            return Decision<StaffEvent>.NothingToDo;
        var standing = account.Interests.FirstOrDefault(interest => interest.Unit == enter.Unit);
        if (standing?.Reason == enter.Reason)
            return Decision<StaffEvent>.NothingToDo;
        if (standing is null && account.Interests.Count >= Limits.InterestsPerAccount)
        {
            return new Refusal(
                RefusalCode.TooManyEntries, $"An account has at most {Limits.InterestsPerAccount} interests.", ("interestsPerAccount", Limits.InterestsPerAccount));
        }
        return new InterestEntered(account.Name, enter.Unit, enter.Reason, enter.At, enter.By, enter.Key);
    }

    public static Decision<StaffEvent> Remove(StaffAccount account, RemoveInterest remove) =>
        account.Interests.Any(interest => interest.Unit == remove.Unit)
            ? new InterestRemoved(account.Name, remove.Unit, remove.At, remove.By)
            : Decision<StaffEvent>.NothingToDo;
}
