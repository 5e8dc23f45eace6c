using Evaluation.Gateway.Evidence;
using Evaluation.Gateway.Findings;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Gateway.Supervision;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>Reads what the pages of a unit show to reviewers and administrators.</summary>
internal sealed class ReviewDesk(
    IEngine engine, Interests interests, ClaimUseCases claims, SelfAssessmentReading assessments, SheetUseCases sheets, EvidenceUseCases evidence, SupervisionUseCases supervision,
    FindingUseCases findings, StaffDirectory directory)
{
    public async ValueTask<Outcome<ReviewedUnit>> FindAsync(string round, string unit, StaffAccount caller)
    {
        var found = await UnitWork.FindAsync(engine, round, unit);
        if (found.IsRefused(out var refusal))
            return refusal;
        var filed = await evidence.ListAsync(round, unit, caller);
        if (filed.IsRefused(out refusal))
            return refusal;
        var conflict = await interests.RefuseAsync(caller.Actor, round, unit);
        if (conflict is { Code: not RefusalCode.ConflictOfInterest })
            return conflict;
        var accounts = await directory.ListAsync();
        if (accounts.IsRefused(out refusal))
            return refusal;
        var work = found.Answer;
        return new ReviewedUnit(work.View, work.Rules, work.Unit, filed.Answer, conflict is not null, Access.Has(caller, round, Role.Reviewer), Access.Has(caller, round, Role.Inspector)) { Staff = new(accounts.Answer) };
    }

    /// <summary>The claims with what the unit has filed about them and what inspectors have given, as far as it may be seen.</summary>
    public async ValueTask<Outcome<ShownClaims>> ClaimsAsync(string round, string unit, StaffAccount caller, CancellationToken cancel)
    {
        var found = await FindAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var listed = await claims.ListAsync(round, unit);
        if (listed.IsRefused(out refusal))
            return refusal;
        var filed = await assessments.ReadAsync(round, unit, null, caller);
        if (filed.IsRefused(out refusal) && refusal.Code != RefusalCode.NoSuchSelfAssessment)
            return refusal;
        var inspected = await sheets.ReadAsync(round, unit, caller, cancel);
        return inspected.IsRefused(out refusal) ? refusal : new ShownClaims(found.Answer, listed.Answer, filed.Refusal is null ? filed.Answer : null, inspected.Answer.Criteria);
    }

    /// <summary>The adjustments and stated facts of a unit.</summary>
    public async ValueTask<Outcome<(ReviewedUnit Unit, IReadOnlyList<AdjustmentView> Adjustments, IReadOnlyList<FactView> Facts)>> EntriesAsync(string round, string unit, StaffAccount caller)
    {
        var found = await FindAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out refusal))
            return refusal;
        var reader = EntryReader.Of(read.Answer, caller);
        string[] own = [.. read.Answer.Now.Adjustments.Where(entry => entry.Proposed.Actor.IsSamePersonAs(caller.Actor)).Select(entry => entry.Adjustment.Id)];
        return (found.Answer with { Own = own }, [.. read.Answer.Now.Adjustments.Select(reader.Show)], [.. read.Answer.Now.Facts.Select(fact => reader.Show(fact))]);
    }

    public async ValueTask<Outcome<(ReviewedUnit Unit, IReadOnlyList<FindingView> Findings)>> FindingsAsync(string round, string unit, StaffAccount caller)
    {
        var found = await FindAsync(round, unit, caller);
        if (found.IsRefused(out var refusal))
            return refusal;
        var listed = await findings.ListAsync(round, unit, new(null, null, new(Limits.ItemsPerPageMax, null)), null, caller);
        return listed.IsRefused(out refusal) ? refusal : (found.Answer, listed.Answer.Items);
    }
}

/// <summary>A unit as a reviewer or administrator works on it.</summary>
/// <param name="Rules">The rules of the unit's class.</param>
/// <param name="HasInterest">Whether the person has an interest in the unit and may do nothing.</param>
/// <param name="IsReviewer">Whether the account is a reviewer of the round.</param>
/// <param name="IsInspector">Whether the account is an inspector of the round.</param>
public sealed record ReviewedUnit(RoundView Round, RoundRules Rules, Unit Unit, IReadOnlyList<EvidenceView> Evidence, bool HasInterest, bool IsReviewer, bool IsInspector)
{
    /// <summary>The ids of entries that the person has proposed.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Who uses the accounts that acts name.</summary>
    public StaffNames Staff { get; init; } = StaffNames.None;

    public string Address => $"/reviews/{Round.Id}/{Unit.Code}";

    /// <summary>Whether the account decides as a reviewer now.</summary>
    /// <param name="window">The states of the round in which that is possible.</param>
    public bool MayReview(WorkWindow window) => IsReviewer && !HasInterest && window.States.Contains(Round.State);
}

/// <summary>The claims of a unit.</summary>
/// <param name="Filed">What the unit has filed; null before.</param>
/// <param name="Inspected">What inspectors have given, as far as the reader may see it.</param>
public sealed record ShownClaims(ReviewedUnit Unit, IReadOnlyList<ClaimView> Claims, SelfAssessmentView? Filed, IReadOnlyList<ComparedCriterion> Inspected)
{
    public string Address => Unit.Address + "/claims";
}
