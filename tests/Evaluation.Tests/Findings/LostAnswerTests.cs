using Evaluation.Embedded.Engine;
using Evaluation.Findings;
using Evaluation.Journal;
using Evaluation.Tests.Workflows.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Findings;

/// <summary>Notices without a gap, although answers are lost, calls are repeated, and the process starts anew.</summary>
public sealed class LostAnswerTests
{
    private static readonly Actor Wang = new("wang", "wang");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Notices_have_no_gap_when_answers_are_lost_and_calls_are_repeated_with_the_same_key(int seed)
    {
        var (journal, clock, random) = (new MemoryJournal(), new FakeTimeProvider(Given.Now), new Random(seed));
        var engine = new MailboxEngine(journal, clock, NullLogger<MailboxEngine>.Instance);
        var lossy = new LossyEngine(engine, random) { FaultPercent = 60 };
        var sent = 0;
        var answered = new List<(string Unit, string Id, int Notice)>();
        for (var call = 0; call < 40; call++)
        {
            if (call % 10 == 9)
            {
                await engine.DisposeAsync();
                engine = new(journal, clock, NullLogger<MailboxEngine>.Instance);
                lossy = new(engine, random) { FaultPercent = 60 };
            }
            var open = new OpenFinding($"u{(call % 3) + 1}", "a blocked door", new(2020, 12, 10), true, clock.GetUtcNow(), Wang, Key: new($"call {call}", "body"));
            var answer = await lossy.SendAsync(FindingGrain.Ref(Given.Round), open);
            for (sent++; answer.IsRefused(out _); sent++)
                answer = await lossy.SendAsync(FindingGrain.Ref(Given.Round), open);
            answered.Add((answer.Answer.Unit, answer.Answer.Id, answer.Answer.Notice!.Value));
        }
        var stored = new List<FindingOpened>();
        await foreach (var entry in journal.ReadAsync(FindingGrain.Ref(Given.Round).Stream, 0))
            stored.AddRange(FindingGrain.Read(entry).Cast<FindingOpened>());
        Assert.Equal(Enumerable.Range(1, 40), stored.Select(opened => opened.Notice!.Value));
        Assert.Equal(answered, stored.Select(opened => (opened.Unit, opened.Id, opened.Notice!.Value)));
        Assert.True(sent > 60, "Hardly an answer was lost.");
        await engine.DisposeAsync();
    }
}
