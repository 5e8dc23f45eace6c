using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots;
using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Testing.Witnesses;

namespace Evaluation.Tests.Log;

/// <summary>What a process that keeps the log puts into blocks, when, and what it signs.</summary>
public sealed class LogKeeperTests : IAsyncLifetime
{
    private readonly MemoryJournal _journal = new();
    private readonly LogKey _key = LogKey.Make();
    private KeptLog _log = null!;

    public Task InitializeAsync()
    {
        _log = KeptLog.Open(_journal, _key);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task The_first_block_has_the_streams_that_were_there_before()
    {
        var entries = Entries.Sequence("unit-old", 3).ToList();
        await _journal.AppendAllAsync(entries);
        Assert.Equal(1, (await _log.TickAsync()).Size);
        Assert.Equal([LogHead.Of(new("unit-old", entries[^1].NextVersion, entries[^1].Hash))], (await _log.BlocksAsync())[0].Heads);
    }

    [Fact]
    public async Task A_change_is_in_a_block_within_seconds_and_without_changes_there_is_none()
    {
        await _log.AddStaffAsync("li");
        await _log.TickAsync();
        for (var second = 0; second < 120; second++)
            await _log.TickAsync(seconds: 1);
        Assert.Single(await _log.BlocksAsync());

        await _log.AddStaffAsync("wang");
        Assert.Equal(2, (await _log.TickAsync(seconds: 1)).Size);
        await _log.AddStaffAsync("zhao");
        Assert.Equal(2, (await _log.TickAsync(seconds: 1)).Size);
        Assert.Equal(3, (await _log.TickAsync(seconds: 10)).Size);
        Assert.Equal([1L, 2, 3], (await _log.BlocksAsync()).SelectMany(block => block.Heads).Where(head => head.Stream == "staff").Select(head => head.Version));
    }

    [Fact]
    public async Task A_moment_of_a_round_gets_a_block_at_once_with_all_streams()
    {
        await _log.TickAsync();
        await _log.OpenRoundAsync("r");
        // Written by another process, so this one has noted nothing.
        await _journal.AppendAllAsync(Entries.Sequence("unit-elsewhere", 2));
        await _log.TickAsync(seconds: 1);

        var block = (await _log.BlocksAsync())[^1];
        Assert.Equal([new LogMoment("r", MomentKind.Opened)], block.Moments);
        Assert.Equal(["round-r", "unit-elsewhere"], block.Heads.Select(head => head.Stream));
        await _log.TickAsync(seconds: 1);
        Assert.Single((await _log.BlocksAsync()).SelectMany(added => added.Moments ?? []));
    }

    [Fact]
    public async Task The_number_of_ballots_changes_no_size_of_what_is_shown()
    {
        await using var busy = new KeptLog(new MemoryJournal(), key: _key);
        foreach (var (log, ballots) in new[] { (_log, 0), (busy, 400) })
        {
            await log.OpenRoundAsync("r");
            await log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Stored("npc", 1, 2));
            await log.Engine.SendAsync(BoxGrain.Ref("r", 0), new OpenBox(Given.Shape, Given.Window with { OpensAt = Given.Now.AddDays(-1), ClosesAt = null }));
            await log.TickAsync();
            for (var second = 0; second < 300; second++)
            {
                for (var ballot = 0; ballot < ballots / 300.0; ballot++)
                    await log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Ballot(1, second % 2 == 0 ? "u1:AA" : "u1:BB"));
                await log.TickAsync(seconds: 1);
            }
        }

        Assert.Equal((await _log.BlocksAsync()).Count, (await busy.BlocksAsync()).Count);
        Assert.True((await _log.BlocksAsync()).Count >= 30);
        // A signature of ECDSA has 70 to 72 bytes, whatever it signs.
        Assert.Equal(Lines(await _log.CheckpointAsync()), Lines(await busy.CheckpointAsync()));
        for (var from = 1; from < 30; from++)
            Assert.Equal((await _log.ProveAsync(from)).Hashes.Select(hash => hash.Length), (await busy.ProveAsync(from)).Hashes.Select(hash => hash.Length));

        static IEnumerable<int> Lines(string note) => note.Split('\n').Take(6).Select(line => line.Length);
    }

    [Fact]
    public async Task A_head_is_signed_as_a_checkpoint_that_anybody_can_verify()
    {
        await _log.AddStaffAsync("li");
        var view = await _log.TickAsync();
        var note = await _log.CheckpointAsync();
        var (text, signature) = (note[..(note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)], note[(note.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..]);

        string[] lines = text.Split('\n');
        Assert.Equal(["vote.example/log", "1", view.Root], lines[..3]);
        Assert.Matches("^block [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", lines[3]);
        Assert.Equal("signed" + lines[3]["block".Length..], lines[4]);
        Assert.Equal(["idle", ""], lines[5..]);
        var bytes = Convert.FromBase64String(signature["— vote.example/log ".Length..].TrimEnd('\n'));
        var line = _key.VerifierKey("vote.example/log").Split('+', 3);
        var spki = Convert.FromBase64String(line[2])[1..];
        Assert.Equal(line[1], Convert.ToHexStringLower(SHA256.HashData(spki)[..4]));
        Assert.Equal(line[1], Convert.ToHexStringLower(bytes[..4]));
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(text), bytes[4..], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.False(key.VerifyData(Encoding.UTF8.GetBytes(text + " "), bytes[4..], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task A_checkpoint_is_signed_again_every_minute()
    {
        await _log.AddStaffAsync("li");
        await _log.TickAsync();
        var first = await _log.CheckpointAsync();
        await _log.TickAsync(seconds: 59);
        Assert.Equal(first, await _log.CheckpointAsync());
        await _log.TickAsync(seconds: 1);
        Assert.NotEqual(first, await _log.CheckpointAsync());
        Assert.Equal(first.Split('\n')[..4], (await _log.CheckpointAsync()).Split('\n')[..4]);
    }

    [Fact]
    public async Task A_head_that_cannot_be_kept_is_not_shown()
    {
        await _log.AddStaffAsync("li");
        _log.Kept.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => _log.TickAsync());
        Assert.Equal(RefusalCode.NoCheckpoint, (await _log.Engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).Refusal?.Code);
        _log.Kept.Fails = false;
        await _log.TickAsync(seconds: 1);
        Assert.Equal(1, _log.Kept.Head?.Size);
        Assert.StartsWith("vote.example/log\n1\n", await _log.CheckpointAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_make_one_chain_of_blocks()
    {
        await using var other = new KeptLog(_journal, _log.Kept, _log.Clock, _key);
        await _log.OpenRoundAsync("r");
        for (var second = 0; second < 60; second++)
        {
            foreach (var process in (KeptLog[])[_log, other])
            {
                try
                {
                    await process.TickAsync();
                }
                // The activation that lost is fenced and reads the journal again.
                catch (JournalUnavailableException)
                {
                    continue;
                }
            }
            _log.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var blocks = await _log.BlocksAsync();
        Assert.Equal(Enumerable.Range(0, blocks.Count).Select(number => (long)number), blocks.Select(block => block.Number));
        Assert.InRange(blocks.Count, 6, 8);
        Assert.Equal(blocks.Skip(1).Select(block => block.Previous), blocks.SkipLast(1).Select(block => Convert.ToBase64String(block.Leaf)));
    }

    [Fact]
    public async Task Proofs_between_all_sizes_hold_also_over_complete_groups()
    {
        await _log.OpenRoundAsync("r");
        List<LogView> heads = [];
        for (var block = 0; block < Limits.BlocksPerGroup + 20; block++)
            heads.Add(await _log.TickAsync(seconds: 10));
        foreach (var (from, to) in new[] { (1, 2), (3, 255), (100, 256), (100, 257), (255, 270), (256, 270), (1, 276), (276, 276) })
        {
            var proof = await _log.ProveAsync(from, to);
            Assert.True(MerkleProof.IsConsistent(
                from, to, Convert.FromBase64String(heads[from - 1].Root), Convert.FromBase64String(heads[to - 1].Root), [.. proof.Hashes.Select(Convert.FromBase64String)]), $"{from} {to}");
        }
        Assert.Equal(RefusalCode.BadRequest, (await new LogProofs(_log.Engine, _journal).ProveAsync(5, 4)).Refusal?.Code);
        Assert.Equal(RefusalCode.BadRequest, (await new LogProofs(_log.Engine, _journal).ProveAsync(1, 100_000)).Refusal?.Code);
    }
}
