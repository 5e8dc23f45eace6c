using System.Text;
using Evaluation.Ballots;
using Evaluation.Ballots.Keys;
using Evaluation.Embedded.Engine;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Keys;
using Evaluation.Rounds;
using Evaluation.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace Evaluation.Tests.Process;

/// <summary>What the real program checks, completes and refuses at start.</summary>
[Collection(Processes.Name)]
public sealed class StartTests : IDisposable
{
    private const int Many = 150_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evaluation-");

    private string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused()
    {
        using var first = await ServerProcess.StartAsync(Folder);
        var (code, said) = await ServerProcess.RunAsync(Folder);
        Assert.Equal(3, code);
        Assert.Contains(Folder, said, StringComparison.Ordinal);
        Assert.Contains("in use by another running program", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        (await first.Site.Administrator.GetAsync("/api/rounds")).Answers();
    }

    [Fact]
    public async Task A_process_refuses_to_start_on_a_journal_with_one_changed_byte()
    {
        using (var server = await ServerProcess.StartAsync(Folder))
        {
            (await server.Site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("harmed"))).Answers(201);
            Assert.Equal(0, await server.TerminateAsync());
        }
        var file = Path.Combine(Folder, JournalFile.Name);
        var bytes = await File.ReadAllBytesAsync(file);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("A small round"));
        Assert.True(at > 0);
        bytes[at] = (byte)'B';
        await File.WriteAllBytesAsync(file, bytes);

        foreach (var arguments in new string[][] { [], ["verify", Folder] })
        {
            var (code, said) = await ServerProcess.RunAsync(Folder, arguments);
            Assert.Equal(4, code);
            Assert.Contains("round-harmed", said, StringComparison.Ordinal);
            Assert.Contains("version 0", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("short", "EVALUATION_ADMIN_KEY")]
    [InlineData("a key with spaces in it", "EVALUATION_ADMIN_KEY")]
    public async Task An_invalid_setting_is_named(string key, string setting)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(Folder, key));
        Assert.Contains("ended with 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrators_key_may_equal_the_key_of_another_account()
    {
        string key;
        using (var server = await ServerProcess.StartAsync(Folder))
        {
            key = (await server.Site.Administrator.PostAsync("/api/staff", """{"name":"clerk","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!;
            Assert.Equal(0, await server.TerminateAsync());
        }
        using var again = await ServerProcess.StartAsync(Folder, key);
        (await again.Site.Staff(key).PostAsync("/api/rounds", SmallDefinition.Of("mine"))).Answers(201);
        (await again.Site.Administrator.GetAsync("/api/staff")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task A_batch_whose_answer_the_process_did_not_finish_is_void_after_the_start()
    {
        string credential;
        using (var server = await ServerProcess.StartAsync(Folder))
        {
            var definition = SmallDefinition.Of("issue");
            definition["groups"]![1]!["roll"] = Many;
            (await server.Site.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
            await new TestRound(server.Site, "issue").MoveAsync("voting");
            using var answer = await server.Site.Administrator.StartAsync(
                HttpMethod.Post, "/api/rounds/issue/credentials", new StringContent($$"""{"group":"users","count":{{Many}}}"""));
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            await lines.ReadLineAsync();
            credential = (await lines.ReadLineAsync())![..26];
            server.Kill();
        }
        using var again = await ServerProcess.StartAsync(Folder);
        var round = new TestRound(again.Site, "issue");
        Assert.Equal(0, await round.IssuedAsync("users"));
        var batches = (await again.Site.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items");
        Assert.Equal(["void"], batches.EnumerateArray().Select(batch => batch.GetProperty("state").GetString()));
        (await round.CastAsync(credential, "u1:0,0")).Refuses(401, "no-such-credential");
        Assert.Equal(Many, (await round.IssueAsync("users", Many)).Length);
    }

    [Fact]
    public async Task A_restart_finishes_an_interrupted_seal()
    {
        using (var server = await ServerProcess.StartAsync(Folder))
        {
            (await server.Site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("half"))).Answers(201);
            var open = new TestRound(server.Site, "half");
            await open.MoveAsync("voting");
            foreach (var voter in await open.IssueAsync("users", 20))
                (await open.CastAsync(voter, "u1:0,1", "u2:1,1")).Answers();
            server.Kill();
        }
        await SealHalfAsync("half");

        using var again = await ServerProcess.StartAsync(Folder);
        var round = new TestRound(again.Site, "half");
        await Eventually.IsTrueAsync(async () => (await round.StateAsync()).GetProperty("state").GetString() == "sealed", "the round is sealed");
        await round.MoveAsync("provisional", "published");
        var unit = (await again.Site.Anybody.GetAsync($"{round.Path}/results")).Answers().GetProperty("classes")[0].GetProperty("units")[0];
        Assert.Equal(20, unit.GetProperty("slips").GetInt32());
        Assert.Equal(0, await again.TerminateAsync());
        Assert.Equal(0, (await ServerProcess.RunAsync(Folder, "verify", Folder)).Code);
    }

    [Fact]
    public async Task A_disconnected_voter_is_not_logged_as_an_error()
    {
        using var server = await ServerProcess.StartAsync(Folder);
        (await server.Site.Administrator.PostAsync("/api/rounds", SmallDefinition.Of("phones"))).Answers(201);
        var round = new TestRound(server.Site, "phones");
        await round.MoveAsync("voting");
        var voters = await round.IssueAsync("users", 20);
        foreach (var voter in voters)
        {
            await LeaveAsync(server.Site.Address, $"PUT {round.Path}/ballot", $"Ballot {voter}", """{"slips":[""");
            await LeaveAsync(server.Site.Address, $"POST {round.Path}/transitions", $"Bearer {Site.AdministratorKey}", """{"to":""");
        }
        foreach (var voter in voters)
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        Assert.Equal(0, await server.TerminateAsync());
        Assert.DoesNotContain("fail:", server.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Said(), StringComparison.Ordinal);
    }

    /// <summary>Sends the beginning of a request and closes the connection.</summary>
    private static async Task LeaveAsync(Uri address, string call, string authorization, string beginning)
    {
        using var phone = new System.Net.Sockets.TcpClient { LingerState = new(true, 0) };
        await phone.ConnectAsync(address.Host, address.Port);
        await phone.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{call} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\nContent-Length: 60\r\n\r\n{beginning}"));
    }

    /// <summary>Executes the steps of sealing up to a crash: decided, one box counted, another sealed but not counted.</summary>
    private async Task SealHalfAsync(string round)
    {
        var clock = TimeProvider.System;
        await using var journal = SqliteJournal.Open(new(Folder));
        await using var engine = new MailboxEngine(journal, clock, NullLogger<MailboxEngine>.Instance, keys: new BoxKeys(FileKeyStore.OpenExisting(Folder + "-keys")));
        var begun = await engine.SendAsync(RoundGrain.Ref(round), new MoveRound(RoundState.Sealed, clock.GetUtcNow(), "admin", null));
        Assert.Equal(RoundState.Sealing, begun.Answer.State);
        var report = await engine.SendAsync(BoxGrain.Ref(round, 0), new SealBox(clock.GetUtcNow()));
        await engine.SendAsync(RoundGrain.Ref(round), new CountBox(0, report.Answer, clock.GetUtcNow()));
        var after = await engine.SendAsync(BoxGrain.Ref(round, 1), new SealBox(clock.GetUtcNow()));
        Assert.False(after.IsRefused(out _));
        Assert.Equal([1, 2], (await engine.SendAsync(RoundGrain.Ref(round), new ViewRound())).Answer.UncountedBoxes);
    }
}
