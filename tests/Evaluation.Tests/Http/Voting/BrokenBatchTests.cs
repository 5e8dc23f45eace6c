using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Tests.Http.Mutations;
using Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Http.Voting;

/// <summary>A batch that was sent and cannot be settled: the answer breaks off, the batch is voided, and the log names both.</summary>
public sealed class BrokenBatchTests : IAsyncLifetime
{
    private const string Batch = "letter-7f3a9c";
    private const byte Random = 0x5a;

    private readonly TestServer _server = TestServer.With(services => services
        .AddSingleton<MailboxEngine>()
        .AddSingleton<FailingCallsEngine>(provider => new(provider.GetRequiredService<MailboxEngine>()))
        .AddSingleton<IEngine>(provider => provider.GetRequiredService<FailingCallsEngine>())
        .AddSingleton(provider => new CredentialIssue(provider.GetRequiredService<IEngine>(), TimeProvider.System, secret => secret.Fill(Random), provider.GetRequiredService<IKeyStore>()))
        .AddSingleton<ILoggerProvider, CountingLog>());

    private FailingCallsEngine Engine => _server.Get<FailingCallsEngine>();

    private IReadOnlyCollection<string> Entries => _server.Get<IEnumerable<ILoggerProvider>>().OfType<CountingLog>().Single().Entries;

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_batch_that_cannot_be_settled_breaks_off_and_is_void_and_logged()
    {
        var round = await _server.OpenAsync();
        Engine.Failures[typeof(SettleCredentials)] = () => new(RefusalCode.WrongState, "Voting has closed.");
        await AssertBreaksOffAsync(round);
        await Eventually.IsTrueAsync(async () => await StateAsync(round) == "void", "the batch is void");
        AssertLogged(round, "could not be settled", "Voting has closed.");
    }

    [Theory]
    [InlineData(RefusalCode.Busy)]
    [InlineData(RefusalCode.NoSuchBatch)]
    public async Task A_batch_whose_settling_is_refused_at_first_is_settled(RefusalCode code)
    {
        var round = await _server.OpenAsync();
        Engine.Failures[typeof(SettleCredentials)] = () =>
        {
            Engine.Failures.TryRemove(typeof(SettleCredentials), out _);
            return new(code, "An activation that is behind the journal has answered.");
        };
        Assert.Single(await round.IssueAsync("npc", 1));
        Assert.Equal("issued", await StateAsync(round));
    }

    [Fact]
    public async Task A_batch_whose_voiding_is_refused_as_busy_at_first_is_void()
    {
        var round = await _server.OpenAsync();
        Engine.Failures[typeof(SettleCredentials)] = () => Refusal.Busy;
        Engine.Failures[typeof(VoidBatch)] = () =>
        {
            Engine.Failures.TryRemove(typeof(VoidBatch), out _);
            return Refusal.Busy;
        };
        await AssertBreaksOffAsync(round);
        await Eventually.IsTrueAsync(async () => await StateAsync(round) == "void", "the batch is void");
    }

    [Fact]
    public async Task A_batch_is_void_after_a_round_that_was_busy_for_a_while()
    {
        var round = await _server.OpenAsync();
        var refused = 0;
        Engine.Failures[typeof(SettleCredentials)] = () => Refusal.Busy;
        // More often than the workflow sends it again without a pause.
        Engine.Failures[typeof(VoidBatch)] = () =>
        {
            if (Interlocked.Increment(ref refused) == 2 * Limits.TurnAttempts)
                Engine.Failures.TryRemove(typeof(VoidBatch), out _);
            return Refusal.Busy;
        };
        await AssertBreaksOffAsync(round);
        await Eventually.IsTrueAsync(async () => await StateAsync(round) == "void", "the batch is void");
    }

    [Fact]
    public async Task A_batch_that_cannot_be_voided_either_breaks_off_and_the_refusal_is_logged()
    {
        var round = await _server.OpenAsync();
        Engine.Failures[typeof(SettleCredentials)] = () => Refusal.Busy;
        Engine.Failures[typeof(VoidBatch)] = () => new(RefusalCode.WrongState, "It cannot be voided now.");
        await AssertBreaksOffAsync(round);
        await Eventually.IsTrueAsync(() => Task.FromResult(Entries.Any(entry => entry.Contains("could not be voided", StringComparison.Ordinal))), "the refusal is logged");
        AssertLogged(round, "could not be voided", "It cannot be voided now.");
        Assert.Equal("unsettled", await StateAsync(round));
    }

    [Fact]
    public async Task A_batch_whose_voiding_fails_unexpectedly_breaks_off_and_the_failure_is_logged()
    {
        var round = await _server.OpenAsync();
        Engine.Failures[typeof(SettleCredentials)] = () => Refusal.Busy;
        Engine.Failures[typeof(VoidBatch)] = () => throw new InvalidOperationException("An unexpected failure.");
        await AssertBreaksOffAsync(round);
        await Eventually.IsTrueAsync(() => Task.FromResult(Entries.Any(entry => entry.Contains("could not be voided", StringComparison.Ordinal))), "the failure is logged");
        AssertLogged(round, "could not be voided", "An unexpected failure.");
    }

    [Fact]
    public async Task The_connection_is_aborted_before_the_batch_is_voided()
    {
        var round = await _server.OpenAsync();
        using var go = new ManualResetEventSlim();
        var isVoiding = true;
        Engine.Failures[typeof(SettleCredentials)] = () => Refusal.Busy;
        Engine.Failures[typeof(VoidBatch)] = () =>
        {
            go.Wait(TimeSpan.FromSeconds(20));
            isVoiding = false;
            return Refusal.Busy;
        };
        await AssertBreaksOffAsync(round);
        // The answer has broken off while the voiding still waits.
        Assert.True(Volatile.Read(ref isVoiding));
        go.Set();
    }

    private async Task AssertBreaksOffAsync(TestRound round) => await Assert.ThrowsAnyAsync<Exception>(async () =>
    {
        using var answer = await _server.Administrator.StartAsync(
            HttpMethod.Post, $"{round.Path}/credentials", new StringContent("""{"group":"npc","count":1}"""), headers: ("Idempotency-Key", Batch));
        await answer.Content.ReadAsStringAsync();
    });

    private void AssertLogged(TestRound round, params string[] words)
    {
        var secret = new byte[Evaluation.Ballots.Credential.SecretBytes];
        Array.Fill(secret, Random);
        var entry = Assert.Single(Entries, entry => entry.Contains(words[0], StringComparison.Ordinal));
        Assert.All([$"Batch {Batch} ", $"round {round.Id} ", .. words], word => Assert.Contains(word, entry, StringComparison.Ordinal));
        Assert.DoesNotContain(Entries, line => line.Contains(new MadeCredentials(secret, VoterKey.None, [], 0)[0], StringComparison.Ordinal));
    }

    private async Task<string> StateAsync(TestRound round) =>
        Assert.Single((await _server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray()).GetProperty("state").GetString()!;
}
