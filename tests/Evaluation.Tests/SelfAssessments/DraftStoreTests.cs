using Evaluation.Assessment.SelfAssessments;
using Evaluation.Documents;
using Evaluation.Gateway.SelfAssessments;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.SelfAssessments;

/// <summary>The versions of drafts: they count up for ever.</summary>
public sealed class DraftStoreTests
{
    private readonly MemoryDocumentStore _documents = new(new FakeTimeProvider());

    [Fact]
    public async Task Each_save_has_the_next_version()
    {
        var drafts = new SelfAssessmentDrafts(_documents);
        var first = (await drafts.SaveAsync("r", "u1", Content(1), null, above: 0, "clerk")).Answer;
        var second = (await drafts.SaveAsync("r", "u1", Content(2), first, above: 1, "clerk")).Answer;
        Assert.Equal((1, 2), (first!.Version, second!.Version));
        Assert.Equal(2, (await drafts.FindAsync("r", "u1")).Answer!.Content.Items[0].Claimed!.Value.Points);
        Assert.Null((await drafts.FindAsync("r", "u2")).Answer);
    }

    [Fact]
    public async Task A_save_over_a_draft_that_was_replaced_stores_nothing()
    {
        var drafts = new SelfAssessmentDrafts(_documents);
        var first = (await drafts.SaveAsync("r", "u1", Content(1), null, above: 0, "clerk")).Answer;
        await drafts.SaveAsync("r", "u1", Content(2), first, above: 1, "clerk");
        Assert.Null((await drafts.SaveAsync("r", "u1", Content(3), first, above: 1, "clerk")).Answer);
        Assert.Equal(2, (await drafts.FindAsync("r", "u1")).Answer!.Version);
    }

    [Fact]
    public async Task A_version_is_never_used_again_when_the_draft_was_dropped()
    {
        var drafts = new SelfAssessmentDrafts(_documents);
        await drafts.SaveAsync("r", "u1", Content(1), null, above: 0, "clerk");
        await _documents.RemoveAllAsync(DocumentKind.Assessment, "self-assessment/r/");
        Assert.True((await drafts.SaveAsync("r", "u1", Content(2), null, above: 0, "clerk")).Answer!.Version > 1);
    }

    [Fact]
    public async Task A_store_that_was_restored_from_an_older_copy_does_not_repeat_filed_versions()
    {
        var drafts = new SelfAssessmentDrafts(_documents);
        var old = (await drafts.SaveAsync("r", "u1", Content(1), null, above: 0, "clerk")).Answer;
        var next = (await drafts.SaveAsync("r", "u1", Content(2), old, above: 7, "clerk")).Answer!;
        Assert.Equal(8, next.Version);
        Assert.Equal(9, (await drafts.SaveAsync("r", "u1", Content(3), next, above: 8, "clerk")).Answer!.Version);
    }

    [Fact]
    public async Task A_draft_that_does_not_fit_the_store_is_refused()
    {
        var drafts = new SelfAssessmentDrafts(_documents);
        var tooLarge = new SelfAssessmentContent(Report: new string('x', Limits.DocumentBytes));
        Assert.Equal(RefusalCode.BodyTooLarge, (await drafts.SaveAsync("r", "u1", tooLarge, null, above: 0, "clerk")).Refusal!.Code);
    }

    private static SelfAssessmentContent Content(int points) => new([new("culture", new(points))]);
}
