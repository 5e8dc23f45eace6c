using Evaluation.Assessment.SelfAssessments;
using Evaluation.Documents;
using Evaluation.Embedded.Engine;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Tests.Simulation;
using Evaluation.Tests.Simulation.Drafting;
using Evaluation.Tests.Units.SelfAssessments;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.SelfAssessments;

/// <summary>A read of a self-assessment while a reviewer reopens it.</summary>
public sealed class OverlappingReadTests
{
    private static readonly SelfAssessmentContent Newer = new([new("results", new(12), "two documents are missing")]);

    private readonly FakeTimeProvider _clock = new(Given.Now);

    [Fact]
    public async Task A_read_that_overlaps_a_reopening_shows_the_draft_that_the_reopening_has_kept()
    {
        var drafts = new SelfAssessmentDrafts(new MemoryDocumentStore(_clock));
        await using var engine = new MailboxEngine(new MemoryJournal(), _clock, NullLogger<MailboxEngine>.Instance);
        var (round, unit) = (DraftingWorld.Rules.Id, UnitGrain.Ref(DraftingWorld.Rules.Id, "u1"));
        Assert.Null((await engine.SendAsync(RoundGrain.Ref(round), new CreateRound(DraftingWorld.Rules, Given.Now, Given.Administrator))).Refusal);
        Assert.Null((await engine.SendAsync(unit, GivenSelfAssessment.File())).Refusal);
        // Saved on another device while version 1 was being filed.
        var second = (await drafts.SaveAsync(round, "u1", Newer, before: null, above: 1, "u1-clerk")).Answer!;

        var reopened = false;
        var reading = new SelfAssessmentReading(
            new InterruptedEngine(engine, int.MaxValue, afterwards: false)
            {
                Before = async request =>
                {
                    if (request is not ViewSelfAssessment || reopened)
                        return;
                    reopened = true;
                    var kept = (await drafts.SaveAsync(round, "u1", Newer, second, above: second.Version, "li")).Answer!;
                    Assert.Null((await engine.SendAsync(unit, GivenSelfAssessment.Reopen(1, kept.Version))).Refusal);
                },
            },
            drafts,
            (_, _) => new(0));
        var standing = await reading.StandingAsync((await UnitWork.FindAsync(engine, round, "u1")).Answer);
        Assert.Equal(second.Version + 1, standing.Answer.Newest!.Version);
        Assert.True(standing.Answer.Newest.Content.IsSameAs(Newer));
    }
}
