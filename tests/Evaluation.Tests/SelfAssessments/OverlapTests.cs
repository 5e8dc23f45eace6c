using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Rules;
using Evaluation.Tests.Assessment.SelfAssessments;
using Evaluation.Tests.Units.SelfAssessments;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Tests.SelfAssessments;

/// <summary>What the unit reads when saves, filings and reopenings overlap, or a process stops between the store and the journal.</summary>
public sealed class OverlapTests
{
    private static readonly SelfAssessmentContent Other = new([new("results", new(12), "two documents are missing")]);

    private readonly AloneUnit _unit = new();

    [Fact]
    public void A_filing_that_was_not_recorded_leaves_the_draft() =>
        Assert.Equal((1, false), (Standing(Draft(1)).Newest!.Version, Standing(Draft(1)).Newest!.IsFiled));

    [Fact]
    public void A_draft_that_was_saved_while_an_older_one_was_filed_is_kept()
    {
        _unit.Do(GivenSelfAssessment.File());
        var standing = Standing(Draft(2, Other));
        Assert.Equal((1, true, 2), (standing.Newest!.Version, standing.Newest.IsFiled, standing.Newer!.Version));
        Assert.Equal(2, standing.Highest);
    }

    [Fact]
    public void A_reopening_that_was_not_recorded_leaves_the_filing_and_no_newer_draft()
    {
        _unit.Do(GivenSelfAssessment.File());
        var standing = Standing(Draft(2));
        Assert.Equal((1, true), (standing.Newest!.Version, standing.Newest.IsFiled));
        Assert.Null(standing.Newer);
    }

    [Fact]
    public void After_a_reopening_the_unit_goes_on_with_the_newer_draft()
    {
        _unit.Do(GivenSelfAssessment.File());
        _unit.Do(GivenSelfAssessment.Reopen(1, draft: 3));
        var standing = Standing(Draft(3, Other));
        Assert.Equal(3, standing.Newest!.Version);
        Assert.True(standing.Newest.Content.IsSameAs(Other));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void After_a_reopening_without_its_draft_the_unit_goes_on_with_what_was_filed(int? stored)
    {
        _unit.Do(GivenSelfAssessment.File());
        _unit.Do(GivenSelfAssessment.Reopen(1, draft: 3));
        var standing = Standing(stored is { } version ? Draft(version, Other) : null);
        Assert.Equal((3, false), (standing.Newest!.Version, standing.Newest.IsFiled));
        Assert.True(standing.Newest.Content.IsSameAs(GivenSelfAssessment.Content));
    }

    private StandingSelfAssessment Standing(SelfAssessmentDraft? draft) =>
        new(new(null!, CivilisedRound.Rules, new Unit("u1", new(), "bureau")), _unit.Do(new ViewSelfAssessment()), draft);

    private static SelfAssessmentDraft Draft(long version, SelfAssessmentContent? content = null) =>
        new(version, version, content ?? GivenSelfAssessment.Content, Given.Now, "u1-clerk");
}
