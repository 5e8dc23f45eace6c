using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Embedded.Log;
using Evaluation.Journal;
using Evaluation.Testing.Power;

namespace Evaluation.Tests.Power;

/// <summary>
/// The single process, traced from its first start: at the moment when an acknowledgement leaves, everything that it promises is in bytes
/// and names that were flushed. The disk itself is believed: what it has acknowledged it keeps.
/// </summary>
public sealed class PowerFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-power-");
    private readonly List<Promise> _promises = [];
    private string _commitment = "";

    private string Root => Path.Combine(_folder.FullName, "disk");

    private string DataFolder => Path.Combine(Root, "data");

    private string KeyFolder => DataFolder + "-keys";

    private string TraceFile => Path.Combine(_folder.FullName, "calls");

    public void Dispose() => _folder.Delete(recursive: true);

    [StraceFact]
    public async Task Nothing_that_was_acknowledged_is_lost_with_the_bytes_and_names_that_were_not_flushed()
    {
        Directory.CreateDirectory(Root);
        await ActAsync();
        var disk = new Disk(Root);
        List<Promise> made = [];
        HashSet<string> kept = [];
        var (moments, flushesWithKey) = (0, 0);
        foreach (var step in SystemCalls.Read(TraceFile))
        {
            if (disk.Take(step) is { } flushed && flushed.StartsWith(DataFolder, StringComparison.Ordinal))
                flushesWithKey += IsKeySafeWhereNamed(disk) ? 1 : 0;
            if (step.IsEnd || !step.IsSending)
                continue;
            var sent = Encoding.Latin1.GetString(step.Data);
            var now = _promises.Where(promise => !kept.Contains(promise.Text) && sent.Contains(promise.Text, StringComparison.Ordinal)).ToList();
            if (now.Count == 0)
                continue;
            made.AddRange(now);
            kept.UnionWith(now.Select(promise => promise.Text));
            foreach (var loss in (Loss[])[Loss.All, Loss.Some])
                await AssertAsync(disk, loss, new(moments), made);
            moments++;
        }
        Assert.Equal(_promises.Select(promise => promise.Text).Order(), kept.Order());
        Assert.True(flushesWithKey > 1, "No flush was looked at after which a stream named its key.");
        Assert.True(disk.Flushes > moments, $"{disk.Flushes} flushes, {moments} acknowledgements");
        // What is left after the last acknowledgement is whole.
        var last = Restore(disk, Loss.All, new(0));
        var (code, said) = await ServerProcess.RunAsync(Path.Combine(last, "data"), "verify");
        Assert.True(code == 0, said);
    }

    /// <summary>Runs the server under strace until it has ended. Each answer that is a promise is noted.</summary>
    private async Task ActAsync()
    {
        using var server = await ServerProcess.StartUnderAsync(SystemCalls.Tracing(TraceFile), DataFolder);
        var site = server.Site;
        // A file of a unit.
        var (filed, unit) = await Filing.OpenAsync(site);
        byte[] content = [.. "%PDF-1.7\n"u8, .. new byte[300_000]];
        new Random(5).NextBytes(content.AsSpan(9));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        (await Filing.FileAsync(unit, filed, content)).Answers(201);
        _promises.Add(new(sha256, (folder, _) => Task.FromResult(
            Path.Combine(folder, "data", "evidence", sha256[..2], sha256) is var file && File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(content))));
        // Voters who vote at the same time share commits.
        (await site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("power"))).Answers(201);
        var round = new TestRound(site, "power");
        await round.MoveAsync("voting");
        var voters = await round.IssueAsync("npc", 24);
        _promises.Add(new(voters[0], (folder, _) => HasKeyAsync(folder, round.Id)));
        _commitment = (await FileKeyStore.OpenExisting(KeyFolder).FindAsync(round.Id))!.Commitment;
        await Task.WhenAll(voters.Chunk(6).Select(async some =>
        {
            foreach (var voter in some)
                Note(round.Id, (await round.CastAsync(voter, "u1:0,1", "u2:1,0")).Answers().GetProperty("receipt").GetString()!);
        }));
        // A head of the log that somebody outside keeps.
        var head = await Eventually.IsAsync(() => site.Anybody.GetAsync("/api/log/checkpoint"), answer => answer.Status == 200, "a head is signed");
        var lines = head.Text.Split('\n');
        _promises.Add(new(lines[2], async (folder, _) => await new HeadFile(Path.Combine(folder, "data-keys")).ReadAsync() is { } keptHead && keptHead.Size >= long.Parse(lines[1], CultureInfo.InvariantCulture)
            && File.Exists(Path.Combine(folder, "data-keys", LogKeyFile.Name)) && new FileInfo(Path.Combine(folder, "data-keys", LogKeyFile.Name)).Length > 0));
        // A destroyed key is gone for good.
        var keyless = await KeylessRound.SealAsync(site);
        foreach (var receipt in keyless.Receipts.Distinct())
            Note(keyless.Round.Id, receipt);
        (await keyless.DestroyAsync()).Answers();
        _promises.Add(new("\"ballots\":\"destroyed\"", async (folder, _) => !await HasKeyAsync(folder, keyless.Round.Id)));
        await round.MoveAsync("sealed");
        Assert.Equal(0, await server.TerminateAsync());
    }

    private void Note(string round, string receipt)
    {
        lock (_promises)
            _promises.Add(new(Quoted(receipt), (_, journal) => StoredBallot.IsThereAsync(journal, round, receipt)));
    }

    private async Task AssertAsync(Disk disk, Loss loss, Random random, List<Promise> made)
    {
        var folder = Restore(disk, loss, random);
        await using (var journal = SqliteJournal.Open(new(Path.Combine(folder, "data"))))
            foreach (var promise in made)
                Assert.True(await promise.IsKept(folder, journal), $"{promise.Text} was acknowledged, and is lost with what was not flushed ({loss}).");
        Directory.Delete(folder, recursive: true);
    }

    private string Restore(Disk disk, Loss loss, Random random)
    {
        var folder = Path.Combine(_folder.FullName, "left");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        disk.Restore(folder, loss, random);
        return folder;
    }

    private static async Task<bool> HasKeyAsync(string folder, string round) => await FileKeyStore.OpenExisting(Path.Combine(folder, "data-keys")).FindAsync(round) is not null;

    /// <summary>A key is safe before a stream can name it. Returns whether a stream that has survived names it.</summary>
    private bool IsKeySafeWhereNamed(Disk disk)
    {
        var (stored, keys) = (Surviving(DataFolder, "evaluation.db"), Surviving(KeyFolder, "power.key"));
        if (!stored.Any(file => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(_commitment)) >= 0))
            return false;
        Assert.True(keys.Any(key => Convert.ToHexStringLower(key.AsSpan(RoundKey.Bytes)) == _commitment), "A stream names the key of the round, and the store of keys can lose it.");
        return true;

        byte[][] Surviving(string folder, string name) =>
            [.. disk.SurvivingFiles.Where(path => path.StartsWith(Path.Combine(folder, name), StringComparison.Ordinal)).Select(path => disk.Surviving(path)!)];
    }

    private static string Quoted(string receipt) => $"\"receipt\":\"{receipt}\"";

    /// <param name="Text">Part of the answer with which it was given.</param>
    /// <param name="IsKept">Whether it is kept by a folder that a power failure has left, and its journal.</param>
    private sealed record Promise(string Text, Func<string, IJournal, Task<bool>> IsKept);
}
