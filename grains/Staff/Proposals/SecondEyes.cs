using Evaluation.Runtime;

namespace Evaluation.Staff.Proposals;

/// <summary>Whether four eyes are on, and what the console has announced.</summary>
public sealed record ViewFourEyes : IQuery<StaffRoster, FourEyesBook>
{
    public Outcome<FourEyesBook> Answer(StaffRoster state) => state.FourEyes with { Proposals = [], Unconfirmed = [] };
}

/// <summary>
/// Asks whether an account may be the second person for an act. Refused with <see cref="RefusalCode.NotConfirmed"/> and
/// <see cref="RefusalCode.NotIndependent"/>; never while four eyes are off.
/// </summary>
/// <param name="Approver">The account that approves.</param>
/// <param name="Firsts">Who proposed, filed or signed first.</param>
/// <param name="Since">When the round was created.</param>
public sealed record ViewSecondEyes(string Approver, IReadOnlyList<Actor> Firsts, DateTimeOffset Since) : IQuery<StaffRoster, Nothing>
{
    public Outcome<Nothing> Answer(StaffRoster state) => SecondEyes.Refuse(state, this) is { } refusal ? refusal : Nothing.Value;
}

/// <summary>Who counts as a second person.</summary>
internal static class SecondEyes
{
    public static Refusal? Refuse(StaffRoster staff, ViewSecondEyes asked)
    {
        if (!staff.FourEyes.IsOn)
            return null;
        if (RefuseUnconfirmed(staff.FourEyes, asked.Approver) is { } unconfirmed)
            return unconfirmed;
        var approver = staff.ActorOf(asked.Approver);
        // Under the person's name of then and of now.
        return asked.Firsts.Concat(asked.Firsts.Select(first => staff.ActorOf(first.Account))).Select(first => RefuseGiven(staff, approver, first, asked.Since) ?? RefuseGiven(staff, first, approver, asked.Since)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>
    /// Either way: who makes an account and proposes with it, and approves with the own one, is one person as well.
    /// </summary>
    private static Refusal? RefuseGiven(StaffRoster staff, Actor to, Actor from, DateTimeOffset since)
    {
        var givers = staff.Accounts.GetValueOrDefault(to.Account)?.GivenBy ?? [];
        return givers.Any(giver => giver.At >= since && Actor.Of(giver.By, giver.Person).IsSamePersonAs(from))
            ? new(
                RefusalCode.NotIndependent,
                $"'{from.Account}' made the account '{to.Account}', gave it a role or a new access, or bound it to a person after the round was created. Neither approves what the other has done; a third person does.",
                ("account", to.Account), ("by", from.Account))
            : null;
    }

    public static Refusal? RefuseUnconfirmed(FourEyesBook book, string approver) => book.Unconfirmed.Contains(approver)
        ? new(
            RefusalCode.NotConfirmed,
            $"The account '{approver}' is from before four eyes were on and does not count as a second person yet. Two administrators confirm it on the page of proposals.", ("account", approver))
        : null;
}
