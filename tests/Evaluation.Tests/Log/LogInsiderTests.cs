using Evaluation.Ballots;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Testing.Witnesses;
using Evaluation.Tests.Http.Mutations;
using Evaluation.Tests.Verification;

namespace Evaluation.Tests.Log;

/// <summary>
/// A person with the database and the program's code, who also computes every chain again, against the blocks of the log; and one who
/// rewrites the log as well, against a head that a witness holds.
/// </summary>
public sealed class LogInsiderTests : IAsyncLifetime
{
    private readonly MemoryJournal _journal = new();
    private readonly List<KnownHead> _witness = [];
    private KeptLog _log = null!;

    public async Task InitializeAsync()
    {
        _log = KeptLog.Open(_journal);
        await _log.OpenRoundAsync("r");
        await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Stored("npc", 1, 2));
        await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), new OpenBox(Given.Shape, Given.Window with { OpensAt = Given.Now.AddDays(-1), ClosesAt = null }));
        for (var block = 0; block < 5; block++)
        {
            await _log.AddStaffAsync($"name-{block}");
            Assert.Null((await _log.Engine.SendAsync(BoxGrain.Ref("r", 0), Given.Ballot(1, block % 2 == 0 ? "u1:AA" : "u1:BB"))).Refusal);
            var head = await _log.TickAsync(seconds: 10);
            _witness.Add(new("the witness", head.Origin, head.Size, head.Root));
        }
        // After the last block.
        await _log.AddStaffAsync("late");
    }

    public async Task DisposeAsync() => await _log.DisposeAsync();

    [Fact]
    public async Task The_record_of_the_program_agrees_with_its_log_and_with_the_witness()
    {
        var said = await FindAsync(_ => { });
        Assert.Contains("log: 5 blocks on 3 streams: all streams agree.", said, StringComparison.Ordinal);
        Assert.Contains("heads: 5 (heads of the witness: 5) agree with the log.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("log at version", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_kept_head_nothing_is_said_to_agree_with_heads()
    {
        const string None = "heads: no kept head was found: this says nothing about ";
        var copy = await Insider.CopyAsync(_journal);
        var (_, alone) = await copy.VerifyAsync();
        Assert.Contains(None + "an older copy of everything; run verify --heads FILE", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("agree with the log", alone, StringComparison.Ordinal);
        Assert.Contains(None + "blocks after the newest head of the witness", (await copy.VerifyAsync(heads: _witness)).Said, StringComparison.Ordinal);

        var (_, kept) = await copy.VerifyAsync(heads: [KnownHead.Of(_log.Kept.Head!), .. _witness]);
        Assert.Contains("heads: 6 (the newest signed head; heads of the witness: 5) agree with the log.", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("no kept head", kept, StringComparison.Ordinal);
        copy.Cut("log");
        var (_, cut) = await copy.VerifyAsync(heads: [KnownHead.Of(_log.Kept.Head!)]);
        Assert.Contains("heads: 1 (the newest signed head) were compared, and the log CONTRADICTS them.", cut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_without_a_kept_head_warns_where_the_log_has_blocks()
    {
        using var log = new CountingLog();
        await using (var restored = new KeptLog(await CopyAsync()))
            await HeadCheck.RunAsync(restored.Engine, restored.Journal, restored.Kept, log);
        Assert.Contains("The log has 5 blocks, but no kept head was found", Assert.Single(log.Entries), StringComparison.Ordinal);

        await HeadCheck.RunAsync(_log.Engine, _journal, _log.Kept, log);
        await using (var fresh = KeptLog.Open(new MemoryJournal()))
            await HeadCheck.RunAsync(fresh.Engine, fresh.Journal, fresh.Kept, log);
        Assert.Single(log.Entries);
    }

    [Fact]
    public Task A_deleted_stream_is_missing() => FindsAsync(insider => insider.Delete("staff"), "staff: missing: blocks of the log have it, up to version 5");

    [Fact]
    public Task A_cut_stream_is_shorter() => FindsAsync(insider => insider.Cut("staff", 2), "staff at version 4: shorter than implied: a block of the log has its version 5");

    [Fact]
    public Task A_cut_behind_the_last_block_is_not_known_to_the_log() => FindsNotAsync(insider => insider.Cut("staff"), "a block of the log has");

    [Fact]
    public Task A_rewritten_and_rechained_stream_differs() => FindsAsync(
        insider => insider.Rewrite("staff", line => line.Replace("name-2", "name-x", StringComparison.Ordinal)), "staff at version 3: differs: a block of the log has another chain value here: it was rewritten");

    [Fact]
    public Task Another_choice_in_a_ballot_differs() => FindsAsync(
        insider => insider.RewriteBox("box-r-0", happened => happened is BallotCast cast ? new BallotCast(cast.Credential, cast.Minute, [.. cast.Slips[..^1], (byte)(cast.Slips[^1] ^ 1)], cast.Id) : happened),
        "box-r-0 at version", "it was rewritten");

    [Fact]
    public Task A_stream_whose_entries_were_merged_differs() => FindsAsync(insider => insider.Merge("staff"), "staff at version 1: differs: a block of the log has it at this version, but no entry ends here");

    [Fact]
    public Task A_changed_field_of_an_entry_breaks_its_chain() => FindsAsync(
        insider => insider.Change("staff", 2, entry => entry with { Format = 1 }), "staff at version 2: broken");

    [Fact]
    public Task An_exchanged_snapshot_breaks_the_stream() => FindsAsync(
        insider =>
        {
            insider.SaveSnapshot("box-r-0");
            insider.SnapshotFrom("staff", "box-r-0");
        },
        "staff at version", "snapshot");

    [Fact]
    public Task The_log_cut_to_an_older_block_is_shorter_than_what_the_witness_holds() =>
        FindsAsync(insider => insider.Cut("log", 2), "log at version 3: shorter than implied: the witness covers 5 blocks of origin 1, and there are 3");

    [Fact]
    public async Task An_older_backup_of_everything_is_found_by_the_witness_alone()
    {
        var backup = await Insider.CopyAsync(_journal);
        var newer = await _log.TickAsync(seconds: 10);
        var (code, said) = await backup.VerifyAsync(heads: [.. _witness, new("the witness", 1, newer.Size, newer.Root)]);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("log at version 5: shorter than implied: the witness covers 6 blocks", said, StringComparison.Ordinal);
        Assert.DoesNotContain("a block of the log has", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_was_rewritten_as_well_contradicts_the_witness_and_nothing_else()
    {
        var insider = await RewriteAllAsync();
        Assert.DoesNotContain("log at version", (await insider.VerifyAsync()).Said, StringComparison.Ordinal);
        var (code, said) = await insider.VerifyAsync(heads: _witness);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("log at version 0: differs: its first 1 blocks of origin 1 are not those that the witness covers", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_deleted_log_is_missing_for_the_witness() => FindsAsync(insider => insider.Delete("log"), "log: missing: the witness is of origin 1, which is not there");

    [Fact]
    public Task A_changed_block_differs() => FindsAsync(
        insider => insider.Rewrite("log", line => line.Contains("\"number\":2", StringComparison.Ordinal) ? line.Replace("\"version\":3", "\"version\":2", StringComparison.Ordinal) : line),
        "log at version 3: differs: the block names another block before it", "the witness");

    [Fact]
    public async Task A_journal_behind_the_kept_head_is_not_served_until_a_new_origin_names_it()
    {
        var backup = await CopyAsync();
        await _log.TickAsync(seconds: 10);
        Assert.Equal(6, _log.Kept.Head?.Size);
        await using var restored = new KeptLog(backup, _log.Kept);
        var refused = await Assert.ThrowsAsync<LogBehindException>(() => HeadCheck.RunAsync(restored.Engine, backup, restored.Kept));
        Assert.Contains("The stream 'log' ends at version 5, at block 5 of origin 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("new-origin --reason", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogBehindException>(() => restored.TickAsync());

        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Settings, await NewOrigin.RunAsync(["--reason", " "], backup, restored.Kept, said, restored.Clock));
        Assert.Equal(ExitCodes.Clean, await NewOrigin.RunAsync(["--reason", "the disk was lost"], backup, restored.Kept, said, restored.Clock));

        await using var next = new KeptLog(backup, _log.Kept);
        await HeadCheck.RunAsync(next.Engine, backup, next.Kept);
        var view = await next.TickAsync(seconds: 10);
        var first = (await next.BlocksAsync())[5];
        Assert.Equal((2, $"vote.example/log 6 {_log.Kept.Head!.Root}".Split(' ')[0], "the disk was lost"), (view.Origin, first.Origin!.Last!.Split(' ')[0], first.Origin.Reason));
        Assert.Contains("staff", first.Heads.Select(head => head.Stream));
        Assert.StartsWith("vote.example/log/2\n", await next.CheckpointAsync(), StringComparison.Ordinal);

        var (_, verified) = await (await Insider.CopyAsync(backup)).VerifyAsync(heads: [.. _witness, new("the witness", 1, 6, "lost"), KnownHead.Of(next.Kept.Head!)]);
        Assert.Contains("blocks after number 4 are lost, as the next origin says", verified, StringComparison.Ordinal);
        Assert.DoesNotContain("log at version", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_with_other_blocks_than_the_kept_head_is_not_served()
    {
        var insider = await RewriteAllAsync();
        var forged = await insider.ToJournalAsync();
        await using var served = new KeptLog(forged, _log.Kept);
        await Assert.ThrowsAsync<LogBehindException>(() => HeadCheck.RunAsync(served.Engine, forged, served.Kept));
    }

    [Fact]
    public async Task A_stream_that_was_cut_while_the_server_stood_still_is_warned_of_at_the_start()
    {
        var insider = await Insider.CopyAsync(_journal);
        insider.Cut("staff", 3);
        await using var served = new KeptLog(await insider.ToJournalAsync(), _log.Kept);
        await served.TickAsync(seconds: 10);
        Assert.Contains("The stream 'staff' contradicts the log, which has its version 5", Assert.Single(served.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standby_that_lost_the_end_of_the_journal_gets_no_signature_from_a_process_that_goes_on()
    {
        var standby = await CopyAsync();
        var after = await _log.TickAsync(seconds: 10);
        await using var promoted = new KeptLog(standby, _log.Kept, _log.Clock);
        await Assert.ThrowsAsync<LogBehindException>(() => promoted.TickAsync());
        Assert.Equal(RefusalCode.NoCheckpoint, (await promoted.Engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).Refusal?.Code);
        // It makes other blocks, up to the size that was signed and beyond: they are a fork.
        for (var block = 0; block < 3; block++)
        {
            await promoted.AddStaffAsync($"other-{block}");
            await Assert.ThrowsAsync<LogBehindException>(() => promoted.TickAsync(seconds: 10));
        }
        var (code, said) = await (await Insider.CopyAsync(standby)).VerifyAsync(heads: [.. _witness, new("the witness", 1, after.Size, after.Root)]);
        Assert.Equal(ExitCodes.RecordDiffers, code);
        Assert.Contains("its first 6 blocks of origin 1 are not those that the witness covers", said, StringComparison.Ordinal);
    }

    private async Task<MemoryJournal> CopyAsync() => await (await Insider.CopyAsync(_journal)).ToJournalAsync();

    /// <summary>
    /// Another ballot, every chain after it, and a log from its first block that fits: everything that needs no head outside.
    /// </summary>
    private async Task<Insider> RewriteAllAsync()
    {
        var insider = await Insider.CopyAsync(_journal);
        insider.Rewrite("staff", line => line.Replace("name-2", "name-x", StringComparison.Ordinal));
        insider.Delete("log");
        var forged = await insider.ToJournalAsync();
        await using (var forger = new KeptLog(forged))
            for (var block = 0; block < 6; block++)
                await forger.TickAsync(seconds: 10);
        return await Insider.CopyAsync(forged);
    }

    private async Task<string> FindAsync(Action<Insider> act)
    {
        var insider = await Insider.CopyAsync(_journal);
        act(insider);
        return (await insider.VerifyAsync(heads: _witness)).Said;
    }

    private async Task FindsAsync(Action<Insider> act, params string[] expected)
    {
        var said = await FindAsync(act);
        Assert.All(expected, words => Assert.Contains(words, said, StringComparison.Ordinal));
    }

    private async Task FindsNotAsync(Action<Insider> act, string words) => Assert.DoesNotContain(words, await FindAsync(act), StringComparison.Ordinal);
}
