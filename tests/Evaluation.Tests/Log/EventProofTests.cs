using Evaluation.Ballots;
using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Log;

namespace Evaluation.Tests.Log;

/// <summary>The proof of one ballot, from its hash to a head of the log.</summary>
public sealed class EventProofTests : IAsyncLifetime
{
    private const string Box = "box-r-0";

    private readonly MemoryJournal _journal = new();
    private KeptLog _log = null!;

    public async Task InitializeAsync()
    {
        _log = new(_journal);
        await _log.OpenRoundAsync("r");
        await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Stored("npc", 1, 2, 3, 4, 5));
        await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), new OpenBox(Given.Shape, Given.Window with { OpensAt = Given.Now.AddDays(-1), ClosesAt = null }));
        for (var block = 0; block < 20; block++)
        {
            // Some ballots share an entry, and some blocks have several entries.
            await Task.WhenAll(Enumerable.Range(1, 1 + (block % 5)).Select(voter => _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Ballot(voter, block % 2 == 0 ? "u1:AA" : "u1:BB")).AsTask()));
            await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Ballot(1, block % 2 == 0 ? "u1:AB" : "u1:BA"));
            await _log.TickAsync(seconds: 10);
        }
    }

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task Every_event_of_a_box_leads_to_the_root_of_the_log()
    {
        var (view, proofs) = (await _log.TickAsync(), Proofs);
        await foreach (var entry in _journal.ReadAsync(Box, 0))
            foreach (var (at, happened) in Framing.Events(entry).Index())
            {
                var proof = (await proofs.FindAsync(Box, entry.FirstVersion + at, Given.Now)).Answer;
                Assert.Equal(Convert.ToBase64String(Merkle.Leaf(happened)), proof.Leaf);
                Assert.Equal(view.Root, proof.Root());
            }
    }

    [Fact]
    public async Task A_changed_proof_leads_nowhere()
    {
        var proof = (await Proofs.FindAsync(Box, 20, Given.Now)).Answer;
        var (other, root) = (Convert.ToBase64String(Merkle.Leaf([1])), proof.Root());
        Assert.NotNull(root);
        Assert.Null((proof with { Leaf = other }).Root());
        Assert.Null((proof with { Previous = other }).Root());
        Assert.Null((proof with { Stream = "box-r-1" }).Root());
        Assert.Null((proof with { Entry = proof.Entry with { FirstVersion = proof.Entry.FirstVersion + 1 } }).Root());
        Assert.Null((proof with { Entry = proof.Entry with { InnerFormat = 1 } }).Root());
        Assert.Null((proof with { Following = [.. proof.Following, new(99, 1, 2, other)] }).Root());
        Assert.NotEqual(root, (proof with { Number = proof.Number + 1 }).Root());
        Assert.NotEqual(root, (proof with { BlockPath = [other, .. proof.BlockPath.Skip(1)] }).Root());
    }

    [Fact]
    public async Task An_event_without_a_block_and_one_that_does_not_exist_have_no_proof()
    {
        await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Ballot(2, "u1:AC"));
        var last = (await _journal.ReadAllAsync(Box))[^1].FirstVersion;
        Assert.Equal(RefusalCode.NoCheckpoint, (await Proofs.FindAsync(Box, last, Given.Now)).Refusal?.Code);
        Assert.Equal(RefusalCode.NoCheckpoint, (await Proofs.FindAsync(Box, last + 1, Given.Now)).Refusal?.Code);
        Assert.Equal(RefusalCode.NoCheckpoint, (await Proofs.FindAsync("box-r-7", 0, Given.Now)).Refusal?.Code);
        await _log.TickAsync(seconds: 10);
        Assert.NotNull((await Proofs.FindAsync(Box, last, Given.Now)).Answer.Root());
    }

    private EventProofs Proofs => new(_log.Engine, _journal, new LogProofs(_log.Engine, _journal));
}
