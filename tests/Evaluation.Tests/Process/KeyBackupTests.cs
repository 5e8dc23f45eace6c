using System.Text.Json.Nodes;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Process;

/// <summary>
/// Every backup of the store of keys that an operator may have made is restored after the key was destroyed, by the names of its files. The
/// program is killed each time.
/// </summary>
public sealed class KeyBackupTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-backups-");
    private readonly Dictionary<string, Dictionary<string, byte[]>> _backups = [];

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Keys => Data + "-keys";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_backup_loses_the_key_at_the_next_start_which_says_so_and_nothing_links_a_ballot()
    {
        var (voters, key) = await DestroyAsync();
        Assert.False(File.Exists(Path.Combine(Keys, "small.key")));
        Assert.Equal(4, _backups.Count);
        foreach (var (name, files) in _backups)
        {
            foreach (var (file, content) in files)
                await File.WriteAllBytesAsync(file, content);
            Assert.Equal(key.Commitment, (await FileKeyStore.OpenExisting(Keys).FindAsync("small"))?.Commitment);
            using (var server = await ServerProcess.StartAsync(Data))
            {
                Assert.False(File.Exists(Path.Combine(Keys, "small.key")), name);
                await Eventually.IsTrueAsync(() => Task.FromResult(server.Said().Contains("Destroyed the key of round small, because its stream says so", StringComparison.Ordinal)), $"the start says so after the backup {name}");
                server.Kill();
            }
            await AssertNothingLinksAsync(voters, key);
        }
        var (code, said) = await ServerProcess.RunAsync(Data, "verify", Data);
        Assert.True(code == ExitCodes.Clean, said);
    }

    /// <summary>A round from its first batch to the end of its key, with a copy of the store of keys after each step.</summary>
    private async Task<(string[] Voters, RoundKey Key)> DestroyAsync()
    {
        using var server = await ServerProcess.StartAsync(Data);
        var definition = SmallDefinition.Of("small");
        definition["policies"] = JsonNode.Parse("""{"groupMin": 2, "destroyKeyAt": "sealed"}""");
        (await server.Site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(server.Site, "small");
        await round.MoveAsync("voting");
        var voters = await round.IssueAsync("npc", 3);
        Save("after the issue");
        (await server.Site.Administrator.PostAsync($"{round.Path}/key/shares", "")).Answers();
        Save("after a share was printed");
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,1")).Answers();
        Save("while people vote");
        await round.MoveAsync("sealed");
        Save("after the seal");
        var key = (await FileKeyStore.OpenExisting(Keys).FindAsync("small"))!;
        var (auditor, _) = await ObjectedRound.StaffAsync(server.Site, """{"role":"auditor"}""");
        (await new KeylessRound(round, voters, auditor, auditor, auditor, auditor).DestroyAsync()).Answers();
        server.Kill();
        return (voters, key);
    }

    private void Save(string name) => _backups[name] = Directory.GetFiles(Keys, "*.key").ToDictionary(file => file, File.ReadAllBytes);

    /// <summary>No file has the key or a credential, and without the key no event of a box is a ballot.</summary>
    private async Task AssertNothingLinksAsync(string[] voters, RoundKey key)
    {
        List<byte[]> secrets = [new byte[RoundKey.Bytes], .. voters.Select(System.Text.Encoding.ASCII.GetBytes)];
        key.CopyTo(secrets[0]);
        foreach (var path in Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories))
        {
            var content = await File.ReadAllBytesAsync(path);
            Assert.All(secrets, secret => Assert.True(content.AsSpan().IndexOf(secret) < 0, path));
        }
        using var folder = DataFolder.Open(Data);
        await using var journal = SqliteJournal.Open(new(folder.Path));
        var sealedEvents = 0;
        await foreach (var stream in journal.ListStreamsAsync("box-"))
        {
            await foreach (var entry in journal.ReadAsync(stream, 0))
            {
                var events = BoxGrain.Read(entry).ToArray();
                Assert.DoesNotContain(events, happened => happened is BallotCast);
                sealedEvents += events.Length;
            }
        }
        Assert.True(sealedEvents >= voters.Length);
    }
}
