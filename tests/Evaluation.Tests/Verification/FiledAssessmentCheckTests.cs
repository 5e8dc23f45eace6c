using Evaluation.Assessment;
using Evaluation.Gateway.Verification.Units;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using static Evaluation.Tests.Units.SelfAssessments.GivenSelfAssessment;

namespace Evaluation.Tests.Verification;

/// <summary>Events of a self-assessment that an insider has written.</summary>
public sealed class FiledAssessmentCheckTests
{
    private static readonly RoundRules Rules = new()
    {
        Criteria = [new("results", new(), CriterionSource.Assessed, 15), new("safety", new(), CriterionSource.Assessed, 5)],
    };

    private static readonly Claim[] Open = [new("results", 14, IsOpen: true), new("safety", null, IsOpen: true)];

    /// <summary>An event after a filing of version 1 and a decision on "results", and what is wrong with it; null for nothing.</summary>
    public static readonly TheoryData<UnitEvent, string?> AfterADecision = new()
    {
        { new ClaimReviewed(new("safety", null), 2, Given.Now, "li"), null },
        { new ClaimReviewed(new("safety", null, 0, "the duty exists"), 2, Given.Now, "li"), null },
        { new ClaimReviewed(new("safety", null, 1, "x"), 2, Given.Now, "li"), "accepts more" },
        { new ClaimReviewed(new("safety", null, 0), 2, Given.Now, "li"), "without a reason" },
        { new ClaimReviewed(new("results", 14, 13), 3, Given.Now, "li"), "without a reason" },
        { new ClaimReviewed(new("results", 14, 15, "x"), 3, Given.Now, "li"), "accepts more" },
        { new ClaimReviewed(new("results", 15, 15), 3, Given.Now, "li"), "14 are claimed" },
        { new ClaimReviewed(new("results", 14, 14), 2, Given.Now, "li"), "version 2 of the claim for results follows version 2" },
        { new ClaimReviewed(new("other", 14, 14), 1, Given.Now, "li"), "is not filed" },
        { new SelfAssessmentFiled(2, Content, Open, Given.Now, "u1-clerk"), "while version 1 stands" },
        { new SelfAssessmentReopened(1, 2, Open, "x", Given.Now, "li"), null },
        { new SelfAssessmentReopened(2, 3, Open, "x", Given.Now, "li"), "is not filed" },
        { new SelfAssessmentReopened(1, 1, Open, "x", Given.Now, "li"), "is not newer" },
        { new SelfAssessmentReopened(1, 2, [], "x", Given.Now, "li"), "not those that were filed" },
    };

    /// <summary>A filing after a reopening with draft 2.</summary>
    public static readonly TheoryData<SelfAssessmentFiled, string?> AfterAReopening = new()
    {
        { new(2, Content, [new("results", 14, 14), Open[1]], Given.Now, "u1-clerk"), null },
        { new(2, Content, Open, Given.Now, "u1-clerk"), "do not follow" },
        { new(2, Content, [new("results", 14, 14), new("safety", null)], Given.Now, "u1-clerk"), "do not follow" },
        { new(1, Content, [new("results", 14, 14), Open[1]], Given.Now, "u1-clerk"), "after version 1" },
        { new(2, Content with { DeclaredTotal = 15 }, [new("results", 14, 14), Open[1]], Given.Now, "u1-clerk"), "items add up to 14, declared 15" },
    };

    [Theory]
    [MemberData(nameof(AfterADecision))]
    public void An_event_must_follow_from_what_was_filed_and_decided(UnitEvent happened, string? fault) => Check(Decided(), happened, fault);

    [Theory]
    [MemberData(nameof(AfterAReopening))]
    public void A_filing_keeps_the_decisions_on_unchanged_items_only(SelfAssessmentFiled filed, string? fault)
    {
        var unit = Decided();
        unit.Do(Reopen());
        Check(unit, filed, fault);
    }

    [Fact]
    public void A_decision_needs_a_filed_claim() =>
        Check(new AloneUnit(), new ClaimReviewed(new("results", 14, 14), 1, Given.Now, "li"), "is not filed");

    private static AloneUnit Decided()
    {
        var unit = Filed();
        unit.Do(Review("results", 14));
        return unit;
    }

    private static void Check(AloneUnit unit, UnitEvent happened, string? fault)
    {
        var found = FiledAssessmentCheck.Fault(Rules, unit.State, happened);
        if (fault is null)
            Assert.Null(found);
        else
            Assert.Contains(fault, found, StringComparison.Ordinal);
    }
}
