using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Workflows;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Workflows;

/// <summary>What the journal holds of a batch: nothing from which the order of the issued file follows.</summary>
public sealed class BatchStorageTests
{
    private const int Count = 3_000;

    [Fact]
    public async Task A_call_is_stored_as_one_event_for_each_box_in_ascending_order_and_never_in_the_order_of_the_file()
    {
        var (journal, keys) = (new MemoryJournal(), new MemoryKeyStore());
        await using var engine = new MailboxEngine(journal, TimeProvider.System, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(keys));
        var rules = Given.Rules with { Groups = [.. Given.Rules.Groups.Select(group => group with { Roll = Count })] };
        await engine.SendAsync(RoundGrain.Ref(Given.Round), new CreateRound(rules, Given.Opening, Given.Administrator));
        var issue = new CredentialIssue(engine, TimeProvider.System, new Random(1).NextBytes, keys);
        var round = (await issue.ReserveAsync(Given.Round, "b", "npc", Count, null, Given.Administrator)).Answer;
        var made = (await issue.MakeAsync(round, "b", "npc", Count, null)).Answer;
        await issue.SettleAsync(Given.Round, "b", Count);

        var file = Enumerable.Range(0, Count).Select(made.Hash).ToList();
        var stored = new List<CredentialHash>();
        for (var box = 0; box < rules.BallotBoxes; box++)
        {
            var events = new List<BoxEvent>();
            await foreach (var entry in journal.ReadAsync(BoxGrain.Ref(Given.Round, box).Stream, 0))
            {
                Assert.DoesNotContain(made[0], Encoding.Latin1.GetString(entry.Unframed().Payload.Span), StringComparison.Ordinal);
                events.AddRange(BoxGrain.Read(entry));
            }
            var hashes = Assert.Single(events.OfType<BatchStored>()).Hashes;
            Assert.Equal(hashes.OrderBy(hash => hash.Value), hashes);
            Assert.NotEqual(file.Where(hashes.Contains), hashes);
            Assert.IsType<BatchSettled>(Assert.Single(events, happened => happened is not (BatchStored or BoxKeyed)));
            stored.AddRange(hashes);
        }
        Assert.Equal(file.OrderBy(hash => hash.Value), stored.OrderBy(hash => hash.Value));
    }
}
