using Evaluation.Assessment.SelfAssessments;
using Evaluation.Evidence;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using static Evaluation.Tests.Units.SelfAssessments.GivenSelfAssessment;

namespace Evaluation.Tests.Units.SelfAssessments;

public sealed class SelfAssessmentTests
{
    [Fact]
    public void Filing_puts_open_claims_into_the_ledger() =>
        Assert.Equal([("results", 14m, false), ("safety", null, false)], Ledger(Filed()).Select(claim => (claim.Criterion, claim.Claimed, claim.IsDecided)));

    [Fact]
    public void A_decision_replaces_the_claim()
    {
        var unit = Filed();
        unit.Do(Review("results", 13, "the document does not count"));
        unit.Do(Review("safety", null));
        Assert.Equal([("results", 14m, 13m, true), ("safety", null, null, true)], Ledger(unit).Select(claim => (claim.Criterion, claim.Claimed, claim.Accepted, claim.IsDecided)));
    }

    [Fact]
    public void A_claim_of_not_applicable_is_accepted_or_rejected_with_0_points()
    {
        var unit = Filed();
        Assert.Equal(RefusalCode.OverClaim, unit.Refused(Review("safety", 1, "the duty exists")).Code);
        Assert.Equal(RefusalCode.ReasonMissing, unit.Refused(Review("safety", 0)).Code);
        unit.Do(Review("safety", 0, "the duty exists"));
        Assert.Equal((null, 0m, true), Ledger(unit).Where(claim => claim.Criterion == "safety").Select(claim => (claim.Claimed, claim.Accepted, claim.IsDecided)).Single());
        unit.Do(Review("safety", null));
        Assert.Equal((null, null, true), Ledger(unit).Where(claim => claim.Criterion == "safety").Select(claim => (claim.Claimed, claim.Accepted, claim.IsDecided)).Single());
    }

    [Theory]
    [InlineData(15, "x", RefusalCode.OverClaim)]
    [InlineData(13, null, RefusalCode.ReasonMissing)]
    [InlineData(null, "x", RefusalCode.OverClaim)]
    public void A_decision_accepts_at_most_what_is_claimed_and_less_only_with_a_reason(int? accepted, string? reason, RefusalCode code)
    {
        var unit = Filed();
        Assert.Equal(code, unit.Refused(Review("results", accepted, reason)).Code);
        Assert.Single(unit.History);
    }

    [Fact]
    public void The_same_decision_again_changes_nothing_and_another_one_needs_the_version_that_stands()
    {
        var unit = Filed();
        unit.Do(Review("results", 13, "why", basedOn: 1));
        unit.Do(Review("results", 13, "why", basedOn: 1));
        Assert.Equal(2, unit.History.Count);
        var stale = unit.Refused(Review("results", 12, "why", basedOn: 1));
        Assert.Equal(RefusalCode.StaleEdit, stale.Code);
        Assert.Equal(3, unit.Do(Review("results", 12, "why", basedOn: 2)).Find("results")!.Version);
    }

    [Fact]
    public void While_a_self_assessment_is_reopened_no_claim_is_decided()
    {
        var unit = Filed();
        unit.Do(Review("results", 14));
        unit.Do(Review("safety", null));
        unit.Do(Reopen());
        Assert.All(Ledger(unit), claim => Assert.False(claim.IsDecided));
        Assert.Equal(RefusalCode.WrongState, unit.Refused(Review("results", 13, "why")).Code);
    }

    [Fact]
    public void Items_that_do_not_change_keep_their_decisions_when_they_are_filed_again()
    {
        var unit = Filed();
        unit.Do(Review("results", 13, "why"));
        unit.Do(Review("safety", 0, "the duty exists"));
        unit.Do(Reopen());
        unit.Do(File(3, Content with { Items = [Content.Items[0], Content.Items[1] with { Reason = "the duty went to another unit" }] }));
        Assert.Equal([("results", 13m, true), ("safety", null, false)], Ledger(unit).Select(claim => (claim.Criterion, claim.Accepted, claim.IsDecided)));
    }

    [Fact]
    public void An_item_that_is_changed_and_changed_back_is_decided_anew()
    {
        var unit = Filed();
        unit.Do(Review("results", 13, "why"));
        unit.Do(Reopen());
        unit.Do(File(2, Content with { Items = [Content.Items[0] with { Claimed = new(12) }, Content.Items[1]] }));
        unit.Do(Reopen(2, 3));
        var standing = unit.Do(File(3));
        Assert.False(Ledger(unit)[0].IsDecided);
        Assert.Equal(4, standing.Find("results")!.Version);
    }

    [Fact]
    public void Versions_count_up_and_every_filed_version_stays_readable()
    {
        var unit = Filed();
        unit.Do(Reopen(1, 4));
        Assert.Equal(RefusalCode.StaleEdit, unit.Refused(File(1)).Code);
        Assert.Equal(RefusalCode.StaleEdit, unit.Refused(File(3)).Code);
        unit.Do(File(6, SelfAssessmentContent.Empty));
        Assert.Equal([1L, 6L], unit.Do(new ViewSelfAssessment(1)).Versions);
        Assert.True(unit.Do(new ViewSelfAssessment(1)).Asked!.Content.IsSameAs(Content));
        Assert.Null(unit.Do(new ViewSelfAssessment(4)).Asked);
    }

    [Fact]
    public void A_reopened_draft_is_newer_than_what_was_filed()
    {
        var unit = Filed();
        Assert.Equal(2, unit.Do(Reopen(1, draft: 1)).Reopened!.Draft);
    }

    [Fact]
    public void A_late_repeat_neither_files_nor_reopens_again()
    {
        var unit = Filed();
        unit.Do(Reopen());
        Assert.Equal(RefusalCode.StaleEdit, unit.Refused(File()).Code);
        unit.Do(File(2));
        Assert.Equal(RefusalCode.StaleEdit, unit.Refused(Reopen()).Code);
        Assert.Equal(RefusalCode.WrongState, unit.Refused(File(3)).Code);
    }

    [Fact]
    public void Evidence_that_was_not_filed_cannot_be_named_in_a_filing() =>
        Assert.Equal(RefusalCode.NotFileable, new AloneUnit().Refused(File(1, new([new("results", new(15), Evidence: ["ev-1"])]))).Code);

    [Fact]
    public void Evidence_is_withdrawn_before_filing_only()
    {
        var unit = new AloneUnit();
        unit.Do(new FileEvidence(new(new string('a', 64), 1, "application/pdf", "title", EvidenceKind.Volume, "results", new(2020, 3, 1)), Given.Now, "u1-clerk"));
        unit.Do(File());
        var withdraw = new WithdrawEvidence("ev-1", "wrong year", Given.Now, "u1-clerk");
        Assert.Equal(RefusalCode.WrongState, unit.Refused(withdraw).Code);
        unit.Do(Reopen());
        unit.Do(withdraw);
        Assert.Equal(RefusalCode.NotFileable, unit.Refused(File(2, new([new("results", new(15), Evidence: ["ev-1"])]))).Code);
    }

    [Fact]
    public void Filings_of_a_unit_are_limited()
    {
        var unit = new AloneUnit();
        for (var version = 1; version < 2 * Limits.FilingsPerUnit; version += 2)
        {
            unit.Do(File(version));
            unit.Do(Reopen(version, version + 1));
        }
        Assert.Equal(RefusalCode.TooManyEntries, unit.Refused(File(1_000)).Code);
    }

    [Fact]
    public void A_closed_ledger_refuses_filing_reopening_and_decisions()
    {
        var unit = Filed();
        unit.Do(Review("results", 14));
        unit.Do(new CloseLedger(1, Given.Now, "li"));
        Assert.Equal(RefusalCode.WrongState, unit.Refused(Review("results", 13, "why")).Code);
        Assert.Equal(RefusalCode.WrongState, unit.Refused(Reopen()).Code);
        unit.Do(Review("results", 14));
        Assert.Equal(3, unit.History.Count);
    }

    [Fact]
    public void Acts_are_lines_of_the_audit()
    {
        var unit = Filed();
        unit.Do(Review("safety", 0, "the duty exists"));
        unit.Do(Reopen());
        Assert.Equal(
            [
                ("self-assessment-filed", "version 1, 14 points", null), ("claim-reviewed", "criterion safety, claimed na, accepted 0", "the duty exists"),
                ("self-assessment-reopened", "version 1", "a page is missing"),
            ],
            unit.Do(new ViewUnitAudit()).Lines.Select(line => (line.Act, line.Detail, line.Reason)));
    }

    private static IReadOnlyList<Evaluation.Assessment.Claim> Ledger(AloneUnit unit) => unit.Do(new ViewLedger()).Claims;
}
