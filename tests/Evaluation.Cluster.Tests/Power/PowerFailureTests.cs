using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Cluster.Evidence;
using Evaluation.Cluster.Journal;
using Evaluation.Cluster.Tests.Postgres;
using Evaluation.Cluster.Tests.Survival;
using Evaluation.Gateway.Log;
using Evaluation.Journal;
using Evaluation.Testing.Power;
using Npgsql;

namespace Evaluation.Cluster.Tests.Power;

/// <summary>
/// A cluster and its PostgreSQL, both traced: at the moment when an acknowledgement leaves the gateway, everything that it promises is in
/// bytes that PostgreSQL has flushed. PostgreSQL is started on these bytes alone, and must find it. The disk itself is believed: what it
/// has acknowledged it keeps.
/// </summary>
[Collection(Processes.Name)]
public sealed class PowerFailureTests : IDisposable
{
    private const string Name = "postgres";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-power-");
    private readonly List<Promise> _promises = [];

    private string AnswersFile => Path.Combine(_folder.FullName, "answers");

    private string ChangesFile => Path.Combine(_folder.FullName, "changes");

    public void Dispose() => _folder.Delete(recursive: true);

    [StracePostgresFact]
    public async Task Nothing_that_was_acknowledged_is_lost_with_what_PostgreSQL_has_not_flushed()
    {
        var (disk, unflushed) = await ActAsync();
        List<Promise> made = [];
        var moments = 0;
        using var changes = SystemCalls.Read(ChangesFile).GetEnumerator();
        var isMore = changes.MoveNext();
        foreach (var answer in SystemCalls.Read(AnswersFile).Where(step => !step.IsEnd && step.IsSending))
        {
            var sent = Encoding.Latin1.GetString(answer.Data);
            var now = _promises.Except(made).Where(promise => promise.IsIn(sent)).ToList();
            if (now.Count == 0)
                continue;
            for (; isMore && changes.Current.At < answer.At; isMore = changes.MoveNext())
            {
                disk.Take(changes.Current);
                if (changes.Current.Name != "fdatasync")
                    unflushed.Take(changes.Current);
            }
            made.AddRange(now);
            foreach (var loss in (Loss[])[Loss.All, Loss.Some])
            {
                using var left = await StartOnAsync(disk, loss, new(moments));
                foreach (var promise in made)
                    Assert.True(await promise.IsKeptAsync(left), $"{promise.Text} was acknowledged, and is lost with what was not flushed ({loss}).");
            }
            // Without the flushes of the write-ahead log the first promise is lost: they are what keeps it.
            if (moments++ == 0)
            {
                using var left = await StartOnAsync(unflushed, Loss.All, new(0));
                Assert.False(await now[0].IsKeptAsync(left), $"{now[0].Text} stands without a flush of the write-ahead log.");
            }
        }
        Assert.Equal(_promises.Select(promise => promise.Text).Order(), made.Select(promise => promise.Text).Order());
        Assert.True(disk.Flushes > moments, $"{disk.Flushes} flushes, {moments} acknowledgements");
        // What is left after the last acknowledgement is whole.
        using var last = await StartOnAsync(disk, Loss.All, new(0));
        var (code, said) = await Operations.Verification.RunAsync(last.ConnectionString(Name));
        Assert.True(code == 0, said);
    }

    /// <summary>
    /// Runs server and cluster until both have ended. Each answer that is a promise is noted. Returns the disk of the server as it was
    /// before the server started, twice.
    /// </summary>
    private async Task<(Disk, Disk)> ActAsync()
    {
        List<Disk> disks = [];
        using var postgres = await PostgresServer.StartUnderAsync(
            folder => SystemCalls.TracingChanges(Path.Combine(folder, "calls")),
            data => disks.AddRange(Enumerable.Range(0, 2).Select(_ => new Disk(data) { IsWorkingFolder = true, KeepsNamesOfFiles = true })));
        var connection = postgres.ConnectionString(Name);
        var logKey = Path.Combine(_folder.FullName, "log-key.pem");
        using (var key = LogKey.Make())
            await File.WriteAllTextAsync(logKey, key.ToPem());
        using (var cluster = ClusterProcess.BeginUnder(SystemCalls.TracingSendings(AnswersFile), "silo,gateway", connection, ("EVALUATION_LOG_KEY", logKey), (FlushCheck.Setting, false)))
        {
            await cluster.IsReadyAsync();
            await VoteAsync(cluster.Site, postgres);
            Assert.Equal(0, await cluster.TerminateAsync());
        }
        await postgres.KillAsync();
        File.Copy(Path.Combine(postgres.Folder, "calls"), ChangesFile);
        return (disks[0], disks[1]);
    }

    private async Task VoteAsync(Site site, PostgresServer postgres)
    {
        (await RepeatedCalls.AskAsync(() => site.Administrator.GetAsync("/api/rounds"))).Answers();
        // A file of a unit.
        var (filed, unit) = await Filing.OpenAsync(site);
        byte[] content = [.. "%PDF-1.7\n"u8, .. new byte[300_000]];
        new Random(5).NextBytes(content.AsSpan(9));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        (await Filing.FileAsync(unit, filed, content)).Answers(201);
        _promises.Add(new(sha256, left => HasFileAsync(left, sha256, content)));
        // Voters who vote at the same time share commits. Half of them vote after a checkpoint.
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("power"))).Answers(201);
        var round = new TestRound(site, "power");
        await round.MoveAsync("voting");
        var voters = await round.IssueAsync("npc", 8);
        // A batch is settled when its last line was sent.
        _promises.Add(new(voters[0], async left => await HasKeyAsync(left, round.Id) && await HasEventAsync(left, round.Id, "credentials-reserved")) { IsAfterHead = true });
        await CastAsync(voters[..4]);
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString(Name)))
        {
            await using var checkpoint = source.CreateCommand("checkpoint");
            await checkpoint.ExecuteNonQueryAsync();
        }
        await CastAsync(voters[4..]);
        // A head of the log that somebody outside keeps.
        var head = await Eventually.IsAsync(() => site.Anybody.GetAsync("/api/log/checkpoint"), answer => answer.Status == 200, "a head is signed");
        var lines = head.Text.Split('\n');
        _promises.Add(new(lines[2], left => HasHeadAsync(left, long.Parse(lines[1], CultureInfo.InvariantCulture))));
        // A destroyed key is gone for good.
        var keyless = await KeylessRound.SealAsync(site);
        (await keyless.DestroyAsync()).Answers();
        _promises.Add(new("\"ballots\":\"destroyed\"", async left => !await HasKeyAsync(left, keyless.Round.Id)));
        await round.MoveAsync("sealed");

        Task CastAsync(string[] some) => Task.WhenAll(some.Chunk(2).Select(async pair =>
        {
            foreach (var voter in pair)
                Note(round.Id, (await round.CastAsync(voter, "u1:0,1", "u2:1,0")).Answers().GetProperty("receipt").GetString()!);
        }));
    }

    private void Note(string round, string receipt)
    {
        lock (_promises)
            _promises.Add(new($"\"receipt\":\"{receipt}\"", left => WithJournalAsync(left, journal => StoredBallot.IsThereAsync(journal, round, receipt))));
    }

    private static Task<PostgresServer> StartOnAsync(Disk disk, Loss loss, Random random) => PostgresServer.StartOnAsync(data =>
    {
        disk.Restore(data, loss, random);
        // After a power failure another process has this number, or none.
        File.Delete(Path.Combine(data, "postmaster.pid"));
    });

    private static async Task<T> WithJournalAsync<T>(PostgresServer left, Func<IJournal, Task<T>> look)
    {
        await using var source = NpgsqlDataSource.Create(left.ConnectionString(Name));
        await using var journal = new PostgresJournal(source);
        return await look(journal);
    }

    private static Task<bool> HasEventAsync(PostgresServer left, string round, string kind) => WithJournalAsync(left, async journal =>
    {
        await foreach (var entry in journal.ReadAsync($"round-{round}", 0))
            if (Framing.Events(entry).Exists(happened => happened.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"{kind}\"")) >= 0))
                return true;
        return false;
    });

    private static async Task<bool> HasFileAsync(PostgresServer left, string sha256, byte[] content)
    {
        await using var source = NpgsqlDataSource.Create(left.ConnectionString(Name));
        using var store = new PostgresEvidenceStore(source);
        await using var stored = await store.OpenAsync(sha256);
        if (stored is null)
            return false;
        using var read = new MemoryStream();
        await stored.CopyToAsync(read);
        return read.ToArray().AsSpan().SequenceEqual(content);
    }

    private static async Task<bool> HasKeyAsync(PostgresServer left, string round)
    {
        await using var keys = KeyDatabases.Open(left.ConnectionString(Name));
        return await keys.FindAsync(round) is not null;
    }

    private static async Task<bool> HasHeadAsync(PostgresServer left, long size)
    {
        await using var source = NpgsqlDataSource.Create(left.ConnectionString(Name));
        await using var keys = KeyDatabases.Open(left.ConnectionString(Name));
        return await keys.HeadsOf(source).ReadAsync() is { } kept && kept.Size >= size;
    }

    /// <param name="Text">Part of the answer with which it was given.</param>
    /// <param name="IsThereAsync">Whether it is kept by a server that was started on what a power failure has left.</param>
    private sealed record Promise(string Text, Func<PostgresServer, Task<bool>> IsThereAsync)
    {
        /// <summary>Whether the answer sends its head first and this text later, as a file does.</summary>
        public bool IsAfterHead { get; init; }

        /// <summary>Whether an answer to a caller gives it. PostgreSQL gets some of the other texts earlier.</summary>
        public bool IsIn(string sent) => (IsAfterHead || sent.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) && sent.Contains(Text, StringComparison.Ordinal);

        public async Task<bool> IsKeptAsync(PostgresServer left)
        {
            try
            {
                return await IsThereAsync(left);
            }
            // The tables themselves are lost.
            catch (Exception lost) when ((lost as PostgresException ?? lost.InnerException) is PostgresException)
            {
                return false;
            }
        }
    }
}
