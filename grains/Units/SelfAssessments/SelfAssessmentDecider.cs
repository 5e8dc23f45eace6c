using Evaluation.Assessment;

namespace Evaluation.Units.SelfAssessments;

/// <summary>Decides the commands to a unit's self-assessment.</summary>
public static class SelfAssessmentDecider
{
    internal static Decision<UnitEvent> File(UnitState state, FileSelfAssessment file)
    {
        var book = state.SelfAssessments;
        if (book.IsFiled)
            return book.Newest!.Version == file.Version ? Decision<UnitEvent>.NothingToDo : FiledAlready;
        if (file.Version < (book.Reopened?.Draft ?? 1))
            return Stale(book.Reopened!.Draft);
        if (book.Filed.Count >= Limits.FilingsPerUnit)
            return new Refusal(RefusalCode.TooManyEntries, $"A unit files at most {Limits.FilingsPerUnit} times in a round.", ("filingsMax", Limits.FilingsPerUnit));
        // The sender has checked it, but an item may have been withdrawn since.
        if (file.Content.Items.SelectMany(item => item.Evidence).FirstOrDefault(id => state.Evidence.Filed.All(filed => filed.Id != id)) is { } unknown)
            return new Refusal(RefusalCode.NotFileable, $"The unit has filed no evidence '{unknown}'.", ("evidence", unknown));
        return new SelfAssessmentFiled(file.Version, file.Content, book.ClaimsOf(file.Content), file.At, file.By.Account) { Person = file.By.StoredPerson };
    }

    internal static Decision<UnitEvent> Reopen(SelfAssessmentBook book, ReopenSelfAssessment reopen)
    {
        if (book.Newest is not { } filed)
            return NotFiled;
        if (filed.Version != reopen.Version)
            return Stale(filed.Version);
        return book.Reopened is not null
            ? Decision<UnitEvent>.NothingToDo
            : new SelfAssessmentReopened(reopen.Version, Math.Max(reopen.Draft, reopen.Version + 1), book.OpenClaims(), reopen.Reason, reopen.At, reopen.By.Account) { Person = reopen.By.StoredPerson };
    }

    internal static Decision<UnitEvent> Review(SelfAssessmentBook book, ReviewClaim review)
    {
        if (!book.IsFiled)
            return NotFiled;
        if (book.Find(review.Criterion, review.Period) is not { } known)
            return new Refusal(
                RefusalCode.NoSuchCriterion, $"The self-assessment has no claim for '{review.Criterion}'{(review.Period is { } period ? $" and {period}" : "")}.", ("criterion", review.Criterion));
        var decided = new Claim(review.Criterion, known.Claim.Claimed, review.Accepted.Points, review.Reason, Period: review.Period);
        if (known.Claim == decided)
            return Decision<UnitEvent>.NothingToDo;
        if (review.BasedOn is { } read && read != known.Version)
            return Stale(known.Version);
        if (Refuse(known.Claim, review) is { } refusal)
            return refusal;
        return new ClaimReviewed(decided, known.Version + 1, review.At, review.By.Account) { Person = review.By.StoredPerson };
    }

    /// <summary>Evidence is withdrawn before filing: what was filed may name it.</summary>
    internal static Decision<UnitEvent> Withdraw(UnitState state, WithdrawEvidence withdraw)
    {
        var decision = state.Evidence.Withdraw(withdraw);
        return state.SelfAssessments.IsFiled && decision.EventCount > 0 ? FiledAlready : decision;
    }

    /// <summary>The refusal of an edit of a filed self-assessment, and of filing another version.</summary>
    public static readonly Refusal FiledAlready = NotNow("filed", "The self-assessment is filed. It can be changed after a reviewer has reopened it.");

    /// <summary>The refusal of an act that needs a filed self-assessment. It does not say whether there is a draft.</summary>
    public static readonly Refusal NotFiled = NotNow("draft", "The self-assessment is not filed.");

    private static Refusal? Refuse(Claim claim, ReviewClaim review)
    {
        var (accepted, claimed) = (review.Accepted.Points, claim.Claimed);
        if (claimed is null && accepted > 0)
            return new(RefusalCode.OverClaim, "A claim of \"na\" is accepted as \"na\", or refused with 0 points.", ("pointer", "/accepted"));
        if (claimed is { } number && accepted is null)
            return new(RefusalCode.OverClaim, $"{number} points are claimed, and \"na\" is not: accept from 0 to {number} points.", ("pointer", "/accepted"));
        if (accepted > claimed)
            return new(RefusalCode.OverClaim, $"{claimed} points are claimed; at most these can be accepted.", ("pointer", "/accepted"));
        return accepted != claimed && review.Reason is null
            ? new(RefusalCode.ReasonMissing, "Less is accepted than claimed, which needs a reason.", ("pointer", "/reason"))
            : null;
    }

    private static Refusal NotNow(string state, string detail) => new(RefusalCode.WrongState, detail, ("selfAssessment", state));

    private static Refusal Stale(long version) =>
        new(RefusalCode.StaleEdit, "Another version stands than the one that you have read. Nothing was changed. Read it again.", ("version", version));
}
