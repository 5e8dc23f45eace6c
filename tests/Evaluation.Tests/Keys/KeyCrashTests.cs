using Evaluation.Ballots.Keys;
using Evaluation.Documents;
using Evaluation.Embedded.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Runtime;
using Evaluation.Tests.Http.Mutations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Keys;

/// <summary>
/// The program ends between two steps on the file of a key: while it is made, or destroyed. Another process on the same data goes on.
/// </summary>
public sealed class KeyCrashTests : IAsyncLifetime
{
    private static readonly KeyFileStep[] Making = [KeyFileStep.Create, KeyFileStep.Write, KeyFileStep.Flush, KeyFileStep.Rename, KeyFileStep.FlushFolder];
    private static readonly KeyFileStep[] Destroying = [KeyFileStep.Overwrite, KeyFileStep.Remove, KeyFileStep.FlushFolder];

    /// <summary>For each round the step before which the process ends. From then on it takes none for this round.</summary>
    private readonly Dictionary<string, (KeyFileStep At, bool HasEnded)> _ends = [];
    private readonly List<KeyFileStep> _seen = [];
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("evaluation-keys-");
    private readonly TestServer _server;
    private TestServer? _next;

    public KeyCrashTests() => _server = TestServer.With(services => services.AddSingleton<IKeyStore>(_ => FileKeyStore.Open(Folder, Before)), "--EVALUATION_KEYS", Folder);

    private string Folder => _keys.FullName;

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_next is not null)
            await _next.DisposeAsync();
        await _server.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task After_a_crash_between_any_two_steps_of_making_a_key_the_round_works_and_nothing_is_left_behind()
    {
        List<TestRound> rounds = [];
        foreach (var step in Making)
        {
            var round = await _server.OpenAsync();
            End(round.Id, step);
            Assert.True((await round.TryIssueAsync("npc", 2)).Status >= 500);
            Assert.True(_ends[round.Id].HasEnded, step.ToString());
            rounds.Add(round);
        }
        Assert.Equal(Making, _seen.Distinct());
        // The key is there once it has its name; the round names it with the next batch.
        Assert.Equal([.. rounds[^1..].Select(round => round.Id)], await FileKeyStore.OpenExisting(Folder).ListAsync());

        await RestartAsync();
        foreach (var round in rounds.Select(round => round with { Server = _next!.Site }))
        {
            var voters = await round.IssueAsync("npc", 2);
            (await round.CastAsync(voters[0], "u1:0,1")).Answers();
            Assert.Equal((await _next!.Get<IKeyStore>().FindAsync(round.Id))!.Commitment, (await round.StateAsync()).GetProperty("key").GetProperty("sha256").GetString());
            await round.MoveAsync("sealed");
        }
        Assert.Equal(rounds.Select(round => round.Id + ".key").Order(), Directory.GetFiles(Folder, "*").Select(Path.GetFileName).Where(name => !name!.StartsWith("log-", StringComparison.Ordinal)).Order());
        Assert.Equal(ExitCodes.Clean, await VerifyAsync());
    }

    [Fact]
    public async Task A_share_that_was_printed_before_a_crash_is_the_same_after_it()
    {
        var round = await _server.OpenAsync();
        await round.IssueAsync("npc", 2);
        var other = await _server.StaffWithAsync("""{"role":"administrator"}""");
        var first = await ShareAsync(_server.Administrator, round);
        await RestartAsync();
        Assert.Equal(first, await ShareAsync(_next!.Administrator, round));
        var second = await ShareAsync(other.At(_next.Site), round);
        // A file that is lost afterwards comes back from both.
        await _next.Get<IKeyStore>().DestroyAsync(round.Id);
        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Clean, await KeyConsole.RunAsync(["restore", round.Id, first, second], _server.Get<IJournal>(), _next.Get<IKeyStore>(), said));
        Assert.Equal((await (round with { Server = _next.Site }).StateAsync()).GetProperty("key").GetProperty("sha256").GetString(), (await _next.Get<IKeyStore>().FindAsync(round.Id))!.Commitment);
    }

    [Fact]
    public async Task After_a_crash_between_any_two_steps_of_destroying_a_key_the_next_start_finishes_and_says_so()
    {
        List<KeylessRound> rounds = [];
        foreach (var step in Destroying)
        {
            var round = await KeylessRound.SealAsync(_server.Site);
            End(round.Round.Id, step);
            Assert.True((await round.DestroyAsync()).Status >= 500);
            Assert.True(_ends[round.Round.Id].HasEnded, step.ToString());
            rounds.Add(round);
        }
        Assert.Equal(Destroying, _seen.Distinct().Except(Making[..4]).Order());
        Assert.Equal(rounds[..2].Select(round => round.Round.Id).Order(), await FileKeyStore.OpenExisting(Folder).ListAsync());
        await Assert.ThrowsAsync<KeyUnavailableException>(async () => await FileKeyStore.OpenExisting(Folder).FindAsync(rounds[1].Round.Id));

        await RestartAsync();
        Assert.Empty(await _next!.Get<IKeyStore>().ListAsync());
        foreach (var round in rounds[..2])
            Assert.Contains(Log, line => line.Contains($"Destroyed the key of round {round.Round.Id}", StringComparison.Ordinal));
        foreach (var round in rounds.Select(round => round.At(_next.Site)))
        {
            Assert.Equal("destroyed", (await round.Round.StateAsync()).GetProperty("ballots").GetString());
            await round.ReadAsync(KeylessRound.Sealed);
        }
        Assert.Equal(ExitCodes.Clean, await VerifyAsync());
    }

    [Fact]
    public async Task A_file_that_is_lost_with_the_disk_is_named_as_missing_and_no_other_key_takes_its_place()
    {
        var round = await _server.OpenAsync();
        var voters = await round.IssueAsync("npc", 1);
        File.Delete(Path.Combine(Folder, round.Id + ".key"));
        await RestartAsync();
        var after = round with { Server = _next!.Site };
        (await after.CastAsync(voters[0], "u1:0,1")).Refuses(503, "key-missing");
        (await after.TryIssueAsync("npc", 1)).Refuses(503, "key-missing");
        Assert.Empty(await _next.Get<IKeyStore>().ListAsync());
    }

    private IEnumerable<string> Log => _next!.Get<IEnumerable<ILoggerProvider>>().OfType<CountingLog>().Single().Entries;

    private void End(string round, KeyFileStep at) => _ends[round] = (at, false);

    private void Before(string round, KeyFileStep step)
    {
        lock (_ends)
        {
            if (!_ends.TryGetValue(round, out var end))
                return;
            _seen.Add(step);
            if (end.HasEnded || end.At == step)
            {
                _ends[round] = end with { HasEnded = true };
                throw new EndException();
            }
        }
    }

    private static async Task<string> ShareAsync(Caller caller, TestRound round) => (await caller.PostAsync($"{round.Path}/key/shares", "")).Answers().GetProperty("text").GetString()!;

    private async Task<int> VerifyAsync()
    {
        using var said = new StringWriter();
        var code = await WholeCheck.RunAsync(_server.Get<IJournal>(), _server.Get<IEvidenceStore>(), said, _next!.Get<IKeyStore>());
        return code == ExitCodes.Clean ? code : throw new InvalidOperationException(said.ToString());
    }

    /// <summary>Another process on the same data, with the store of keys as the program opens it.</summary>
    private async Task RestartAsync()
    {
        _next = TestServer.With(services =>
        {
            services.AddSingleton<ILoggerProvider, CountingLog>();
            services.AddSingleton(_server.Get<IJournal>());
            services.AddSingleton(_server.Get<IEvidenceStore>());
            services.AddSingleton(_server.Get<IDocumentStore>());
        }, "--EVALUATION_KEYS", Folder);
        await _next.InitializeAsync();
    }

    /// <summary>The process ended here.</summary>
    private sealed class EndException : Exception;
}
