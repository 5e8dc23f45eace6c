using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Keys;
using Evaluation.Cluster.Log;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Log;
using Evaluation.Gateway.Verification;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Testing.Witnesses;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Evaluation.Cluster.Tests.Insider;

/// <summary>Where the newest signed head of a cluster is kept, and what two activations of the log can sign.</summary>
public sealed class KeptHeadTests : IAsyncLifetime
{
    private static readonly KeptHead First = new(1, "vote.example/log", 4, "first"), Second = new(1, "vote.example/log", 7, "second"), Later = new(2, "vote.example/log/2", 1, "later");

    private Database _database = null!;
    private PostgresKeyStore _keys = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync();
        _keys = KeyDatabases.Open(_database.ConnectionString);
        await _keys.PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        await _keys.DisposeAsync();
        await _database.DisposeAsync();
    }

    [PostgresFact]
    public async Task The_head_is_kept_beside_the_keys_and_not_beside_the_journal()
    {
        Assert.Null(await Heads().ReadAsync());
        await Heads().KeepAsync(First);
        await _database.ExecuteAsync("drop table operation_records");
        Assert.Equal(First, await Heads().ReadAsync());
    }

    [PostgresFact]
    public async Task The_head_of_an_earlier_build_is_read_until_a_newer_one_is_kept()
    {
        await _database.ExecuteAsync("""insert into operation_records(kind, record) values('log-head', '{"origin":1,"name":"vote.example/log","size":4,"root":"first"}')""");
        Assert.Equal(First, await Heads().ReadAsync());
        await Heads().KeepAsync(Second);
        Assert.Equal(Second, await Heads().ReadAsync());
        // An earlier build that still runs during the upgrade signs on.
        await _database.ExecuteAsync("""update operation_records set record = '{"origin":1,"name":"vote.example/log","size":9,"root":"third"}' where kind = 'log-head'""");
        Assert.Equal(9, (await Heads().ReadAsync())!.Size);
    }

    [PostgresFact]
    public async Task An_older_head_never_replaces_a_newer_one()
    {
        await Heads().KeepAsync(Second);
        await Heads().KeepAsync(First);
        Assert.Equal(Second, await Heads().ReadAsync());
        await Heads().KeepAsync(Later);
        await Heads().KeepAsync(Second);
        Assert.Equal(Later, await Heads().ReadAsync());
    }

    [PostgresFact]
    public async Task A_process_remembers_the_head_that_a_restored_database_of_keys_has_lost()
    {
        var heads = Heads();
        await heads.KeepAsync(Second);
        await using var source = NpgsqlDataSource.Create(KeyDatabases.For(_database.ConnectionString));
        await using (var remove = source.CreateCommand("delete from log_heads"))
            await remove.ExecuteNonQueryAsync();
        Assert.Equal(Second, await heads.ReadAsync());
        Assert.Null(await Heads().ReadAsync());
    }

    [PostgresFact]
    public async Task A_silo_without_the_key_of_the_log_warns_and_refuses_where_heads_were_signed_before()
    {
        using var key = LogKey.Make();
        var log = new CollectingLog();
        await SigningCheck.RunAsync(null, Heads(), log);
        Assert.Contains("EVALUATION_LOG_KEY is not set", Assert.Single(log.Lines), StringComparison.Ordinal);
        await Heads().KeepAsync(First);
        var refused = await Assert.ThrowsAsync<SettingException>(() => SigningCheck.RunAsync(null, Heads(), log));
        Assert.Contains("EVALUATION_LOG_KEY is missing, but heads of the log were signed before, the last one at block 4", refused.Message, StringComparison.Ordinal);
        await SigningCheck.RunAsync(key, Heads(), log);
        Assert.Single(log.Lines);
    }

    [PostgresFact]
    public async Task Of_two_activations_that_make_the_same_block_one_signs_it_and_the_other_signs_nothing()
    {
        using var key = LogKey.Make();
        await using var onOneSide = new PostgresJournal(_database.Source);
        await using var one = new KeptLog(onOneSide, Heads(), key: key);
        await using var other = new KeptLog(_database.Journal, Heads(), one.Clock, key);
        List<KnownHead> signed = [];
        await one.OpenRoundAsync("before");
        await SignAsync(one);
        await SignAsync(other);

        // Neither hears of the other: each has the log with the same blocks in memory, and has something to put into the next one.
        for (var turn = 0; turn < 3; turn++)
        {
            var (first, second) = turn % 2 == 0 ? (one, other) : (other, one);
            await first.OpenRoundAsync($"first-{turn}");
            await second.OpenRoundAsync($"second-{turn}");
            var size = await SignAsync(first);
            await Assert.ThrowsAsync<JournalUnavailableException>(() => second.TickAsync());
            Assert.Equal(RefusalCode.NoCheckpoint, (await second.Engine.SendAsync(LogGrain.Ref, new ViewCheckpoint())).Refusal?.Code);
            Assert.Equal(size, (await Heads().ReadAsync())!.Size);
            // Then it reads the journal again, and its block is the next one.
            Assert.Equal(size + 1, await SignAsync(second));
            // A block is due for both: the one that has not read this one is fenced first.
            await Assert.ThrowsAsync<JournalUnavailableException>(() => first.TickAsync(seconds: 10));
            Assert.Equal(size + 2, await SignAsync(first));
            await Assert.ThrowsAsync<JournalUnavailableException>(() => second.TickAsync());
            Assert.Equal(size + 2, await SignAsync(second));
        }
        var blocks = await one.BlocksAsync();
        Assert.Equal(Enumerable.Range(0, blocks.Count).Select(number => (long)number), blocks.Select(block => block.Number));
        Assert.Equal(signed.Select(head => head.Size).Max(), blocks.Count);
        using var said = new StringWriter();
        using var evidence = new PostgresEvidenceStore(_database.Source);
        await WholeCheck.RunAsync(_database.Journal, evidence, said, _keys, signed);
        Assert.Contains("all streams agree", said.ToString(), StringComparison.Ordinal);
        Assert.Contains($"heads of the witness: {signed.Count}) agree with the log", said.ToString(), StringComparison.Ordinal);

        async Task<long> SignAsync(KeptLog log)
        {
            await log.TickAsync();
            var lines = (await log.CheckpointAsync()).Split('\n');
            signed.Add(new("the witness", LogName.NumberOf(lines[0]), long.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture), lines[2]));
            return signed[^1].Size;
        }
    }

    private HeadTable Heads() => _keys.HeadsOf(_database.Source);

    private sealed class CollectingLog : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? failure, Func<TState, Exception?, string> format) =>
            Lines.Add(format(state, failure));
    }
}
