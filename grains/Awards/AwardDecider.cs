using System.Diagnostics;

namespace Evaluation.Awards;

/// <summary>The rules of awards.</summary>
internal static class AwardDecider
{
    public static Decision<AwardEvent> Decide(AwardBook book, AwardCommand command) => command switch
    {
        GiveAwards give => Give(book, give),
        ProposeSpecialAward propose => Propose(book, propose),
        ApproveSpecialAward approve => Approve(book, approve),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<AwardEvent> Give(AwardBook book, GiveAwards give)
    {
        var created = book.Keys.Find(give.Key, give.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null || book.List?.IsSameAs(give.List) is true)
            return Decision<AwardEvent>.NothingToDo;
        if (book.List is not null && string.IsNullOrWhiteSpace(give.Reason))
            return new Refusal(RefusalCode.ReasonMissing, "Awards of this round have been given. Replacing them needs a reason.");
        return new AwardsGiven(give.List, book.List is null ? null : give.Reason, give.At, give.By.Account, give.By.StoredPerson, give.Key);
    }

    private static Decision<AwardEvent> Propose(AwardBook book, ProposeSpecialAward propose)
    {
        var created = book.Keys.Find(propose.Key, propose.At);
        if (created.IsRefused(out var refusal))
            return refusal;
        if (created.Answer is not null)
            return Decision<AwardEvent>.NothingToDo;
        var known = book.Find(propose.Award.Code);
        if (known is not null && AreSame(known.Proposed ?? known.Standing!, propose.Award))
            return Decision<AwardEvent>.NothingToDo;
        if (known is null && book.Special.Count >= Limits.SpecialAwards)
            return new Refusal(RefusalCode.TooManyEntries, $"A round has at most {Limits.SpecialAwards} single prizes.", ("specialAwards", Limits.SpecialAwards));
        return new SpecialAwardProposed(propose.Award, propose.At, propose.By.Account, propose.By.StoredPerson, propose.Key);
    }

    private static Decision<AwardEvent> Approve(AwardBook book, ApproveSpecialAward approve)
    {
        if (book.Find(approve.Award.Code) is not { } known)
            return NoSuchAward(approve.Award.Code);
        if (known.Proposed is not { } proposed)
            return Decision<AwardEvent>.NothingToDo;
        if (known.Proposer.IsSamePersonAs(approve.By))
            return new Refusal(RefusalCode.SamePerson, $"'{known.Proposer.Account}' proposed this prize. Another person approves it.", ("proposedBy", known.Proposer.Account));
        if (proposed != approve.Award)
            return new Refusal(RefusalCode.StaleEdit, "Another prize has been proposed under this code meanwhile. Read it first.", ("unit", proposed.Unit));
        return new SpecialAwardApproved(proposed.Code, proposed.Unit, approve.At, approve.By.Account, approve.By.StoredPerson);
    }

    internal static Refusal NoSuchAward(string code) => new(RefusalCode.NoSuchAward, $"No single prize '{code}' was proposed.", ("award", code));

    /// <summary>The version is where eligibility was looked up; it does not make another prize.</summary>
    private static bool AreSame(SpecialAward one, SpecialAward other) => one with { Version = 0 } == other with { Version = 0 };
}
