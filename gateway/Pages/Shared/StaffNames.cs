using Evaluation.Gateway.Pages.Texts;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>Who uses the accounts that acts name: the person, where one is named; else the account itself.</summary>
public sealed class StaffNames(IReadOnlyDictionary<string, StaffAccount> accounts)
{
    /// <summary>The act whose detail is the account and its new user.</summary>
    private const string PersonNamed = "person-named";

    public static readonly StaffNames None = new(new Dictionary<string, StaffAccount>());

    /// <summary>
    /// For acts of the past. An account whose user was named later than it was made stands alone: another person may have used it then.
    /// </summary>
    public static StaffNames OfPast(StaffRoster roster) =>
        new(roster.Accounts.RemoveRange(roster.Audit.Where(line => line.Act == PersonNamed).Select(line => line.Detail!.Split(':')[0])));

    /// <summary>The user of an account, with the account where it has another name: one person may use several.</summary>
    public string Said(Catalogue texts, string account) => accounts.TryGetValue(account, out var known) ? Said(texts, known.Actor) : account;

    /// <inheritdoc cref="Said(Catalogue, string)"/>
    public static string Said(Catalogue texts, Actor actor) => actor.Person == actor.Account ? actor.Account : texts.Say("audit.user", actor.Person, actor.Account);

    /// <summary>Empty for no account.</summary>
    public string Of(string? account) => account is null ? "" : accounts.TryGetValue(account, out var known) ? known.Actor.Person : account;
}
