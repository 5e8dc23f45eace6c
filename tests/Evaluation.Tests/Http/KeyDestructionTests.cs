using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Ballots.Keys;
using Evaluation.Documents;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Verification;
using Evaluation.Journal;
using Evaluation.Tests.Http.Mutations;
using Evaluation.Tests.Pages;
using Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Http;

/// <summary>A round whose key is destroyed right after sealing loses nothing but its ballots.</summary>
public sealed class KeyDestructionTests : IAsyncLifetime
{
    private readonly TestServer _server = new();
    private TestServer? _next;

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_next is not null)
            await _next.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Everything_reads_the_same_before_and_after_the_key_is_destroyed_also_after_a_restart()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var before = await round.ReadAsync(KeylessRound.Sealed);
        (await round.DestroyAsync()).Answers();
        Assert.Null(await Keys.FindAsync(round.Round.Id));

        round = round.At(await RestartAsync());
        Assert.Equal(before, await round.ReadAsync(KeylessRound.Sealed));
        await round.Round.MoveAsync("provisional");
        await round.ReadAsync(KeylessRound.Computed);
        var corrected = await round.CorrectAsync();
        Assert.True(corrected.GetRawText().Contains("u2", StringComparison.Ordinal), corrected.GetRawText());
        Assert.Equal(0, await VerifyAsync());
    }

    [Fact]
    public async Task A_ballot_after_the_end_of_the_key_is_not_open_and_never_counted()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        (await round.DestroyAsync()).Answers();
        foreach (var site in new[] { _server.Site, await RestartAsync() })
        {
            foreach (var voter in (string[])[round.Voters[0], round.Voters[9]])
            {
                var resent = (await site.Voter(voter).PutAsync($"{round.Path}/ballot", TestRound.Ballot("u3:0,2"))).Refuses(409, "not-open");
                Assert.False(resent.TryGetProperty("counted", out _), resent.GetRawText());
                (await site.Voter(voter).GetAsync($"{round.Path}/ballot")).Refuses(409, "not-open");
                (await site.Voter(voter).PostAsync($"{round.Path}/ballot/finish")).Refuses(409, "not-open");
            }
        }
    }

    [Fact]
    public async Task The_round_says_in_words_how_its_ballots_are_kept()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var commitment = (await Keys.FindAsync(round.Round.Id))!.Commitment;
        var kept = (await _server.Anybody.GetAsync(round.Path)).Answers();
        Assert.Equal(("encrypted", commitment, true), (kept.GetProperty("ballots").GetString(), kept.GetProperty("key").GetProperty("sha256").GetString(), kept.GetProperty("key").GetProperty("due").GetBoolean()));

        var destroyed = (await round.DestroyAsync()).Answers();
        var decided = destroyed.GetProperty("key").GetProperty("destroyed");
        Assert.Equal(("destroyed", "admin", true), (destroyed.GetProperty("ballots").GetString(), decided.GetProperty("by").GetString(), decided.GetProperty("onePerson").GetBoolean()));
        Assert.Equal(commitment, (await _server.Anybody.GetAsync(round.Path)).Answers().GetProperty("key").GetProperty("sha256").GetString());

        var audit = (await _server.Administrator.GetAsync($"{round.Path}/audit")).Answers();
        Assert.Equal(
            ["votes-recorded", "round-sealed", "record-kept", "key-destruction-proposed", "key-destroyed"],
            audit.EnumerateArray().Select(line => line.GetProperty("act").GetString()).Where(act => act!.StartsWith("key-des", StringComparison.Ordinal) || act is "votes-recorded" or "round-sealed" or "record-kept"));
        using var browser = new Browser(_server.Address);
        Assert.True((await browser.OpenAsync($"/rounds/{round.Round.Id}")).In("main") is var facts && facts.Contains(commitment, StringComparison.Ordinal) && facts.Contains("由一人决定", StringComparison.Ordinal) && !facts.Contains("admin", StringComparison.Ordinal), facts);
    }

    [Fact]
    public async Task Every_backup_of_the_keys_that_is_restored_loses_the_destroyed_key_at_the_next_start()
    {
        var (destroyed, kept) = (await KeylessRound.SealAsync(_server.Site), await KeylessRound.SealAsync(_server.Site));
        var backup = Directory.GetFiles(_server.KeyFolder).ToDictionary(file => file, File.ReadAllBytes);
        (await destroyed.DestroyAsync()).Answers();
        foreach (var (file, content) in backup)
            await File.WriteAllBytesAsync(file, content);
        Assert.NotNull(await Keys.FindAsync(destroyed.Round.Id));

        await RestartAsync();
        Assert.Null(await Keys.FindAsync(destroyed.Round.Id));
        Assert.NotNull(await Keys.FindAsync(kept.Round.Id));
    }

    [Fact]
    public async Task Neither_the_console_nor_the_server_gives_a_destroyed_key_back()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var other = await _server.StaffWithAsync("""{"role":"administrator"}""");
        var shares = $"{round.Path}/key/shares";
        var a = (await _server.Administrator.PostAsync(shares)).Answers().GetProperty("text").GetString()!;
        var b = (await other.PostAsync(shares)).Answers().GetProperty("text").GetString()!;
        var backup = (await Keys.FindAsync(round.Round.Id))!;
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Round.Id}/key";
        var page = await browser.OpenAsync(address);
        (await round.DestroyAsync()).Answers();

        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Settings, await KeyConsole.RunAsync(["restore", round.Round.Id, a, b], _server.Get<IJournal>(), Keys, said));
        Assert.Contains("was destroyed on purpose", said.ToString(), StringComparison.Ordinal);
        Assert.Null(await Keys.FindAsync(round.Round.Id));
        Assert.Equal(ExitCodes.Clean, await KeyConsole.RunAsync(["list"], _server.Get<IJournal>(), Keys, said));
        Assert.Contains($"{round.Round.Id} {backup.Commitment} destroyed{said.NewLine}", said.ToString(), StringComparison.Ordinal);
        (await other.PostAsync(shares)).Refuses(409, "key-destroyed");

        // A backup of the store that comes back while the server runs.
        await Keys.CreateAsync(round.Round.Id, backup);
        Assert.Equal(ExitCodes.Clean, await KeyConsole.RunAsync(["list"], _server.Get<IJournal>(), Keys, said));
        Assert.Contains($"{backup.Commitment} destroyed (the store has it again", said.ToString(), StringComparison.Ordinal);
        (await other.PostAsync(shares)).Refuses(409, "key-destroyed");
        var key = (await other.GetAsync($"{round.Path}/key")).Answers();
        Assert.Equal((backup.Commitment, "admin"), (key.GetProperty("commitment").GetString(), key.GetProperty("destroyed").GetProperty("by").GetString()));
        var refused = await browser.SendAsync(page, $"{address}/share");
        Assert.Equal(409, refused.Status);
        Assert.StartsWith("本轮次密钥已按决定销毁", refused.In("[role=alert]").Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_round_whose_key_is_destroyed_asks_its_boxes_nothing_after_a_restart()
    {
        var round = await _server.OpenAsync();
        await round.IssueAsync("npc", 3);
        (await round.TryMoveAsync("cancelled", "called off")).Answers();
        (await _server.Administrator.PostAsync($"{round.Path}/key/destruction", """{"reason":"called off"}""")).Answers();
        var batch = (await _server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString();

        var next = await RestartAsync();
        var advanced = await _next!.Get<RoundClerk>().AdvanceAsync(round.Id);
        Assert.Null(advanced.Refusal);
        using var browser = await new Browser(next.Address).SignedInAsync();
        Assert.Equal(200, (await browser.OpenAsync($"/manage/rounds/{round.Id}/credentials/batches/{batch}")).Status);
        var turnout = (await next.Anybody.GetAsync($"{round.Path}/turnout")).Answers().GetProperty("groups").EnumerateArray().First(group => group.GetProperty("issued").GetInt32() == 3);
        Assert.Equal(JsonValueKind.Null, turnout.GetProperty("voted").ValueKind);
        Assert.DoesNotContain(_next.Get<IEnumerable<ILoggerProvider>>().OfType<CountingLog>().Single().Entries, line => line.Contains("Commands are being refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_of_the_key_destroys_it_after_a_reason_and_a_confirmation()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        using var browser = await new Browser(_server.Address).SignedInAsync();
        var address = $"/manage/rounds/{round.Round.Id}/key";
        Assert.Contains(address, (await browser.OpenAsync($"/manage/rounds/{round.Round.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"reason\"", (await browser.OpenAsync(address)).Text, StringComparison.Ordinal);
        (await round.KeepRecordAsync()).Answers();
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        var refused = await browser.SendAsync(page, address, ("reason", "typed before"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("typed before", refused.Text, StringComparison.Ordinal);
        Assert.NotNull(await Keys.FindAsync(round.Round.Id));

        var done = await browser.SendAsync(page, address, ("reason", "all is well"), ("sure", "yes"));
        Assert.Equal($"{address}?done=yes", done.Location);
        Assert.Null(await Keys.FindAsync(round.Round.Id));
        var after = await browser.OpenAsync($"{address}?done=yes");
        Strict.Check(after);
        Assert.DoesNotContain("name=\"reason\"", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_states_the_copy_of_the_record_with_its_digest_before_the_key_is_destroyed()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        (await round.ProposeAsync()).Refuses(409, "record-not-kept");
        var copies = $"{round.Path}/record/copies";
        (await _server.Administrator.PostAsync(copies, $$"""{"digest":"{{new string('a', 64)}}","place":"safe 2"}""")).Refuses(403, "not-allowed");
        (await round.Auditor.PostAsync(copies, $$"""{"digest":"{{new string('a', 64)}}","place":"safe 2"}""")).Refuses(409, "record-differs");
        (await round.Auditor.PostAsync(copies, """{"digest":"","place":""}""")).Refuses(400, "bad-request");
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await round.KeepRecordAsync()).Answers().GetProperty("key").GetProperty("recordKeptAt").ValueKind);
        (await round.ProposeAsync()).Answers();
        Assert.Null(await Keys.FindAsync(round.Round.Id));
    }

    [Fact]
    public async Task The_page_of_the_key_takes_the_digest_as_people_copy_it_and_keeps_what_was_typed()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var added = (await _server.Administrator.PostAsync("/api/staff", """{"name":"keeper","person":"周文","roles":[{"role":"auditor"}]}""")).Answers(201);
        using var browser = await new Browser(_server.Address).SignedInAsync("keeper", added.GetProperty("key").GetString()!);
        var address = $"/manage/rounds/{round.Round.Id}/key";
        var page = await browser.OpenAsync(address);
        Strict.Check(page);
        var refused = await browser.SendAsync(page, $"{address}/copy", ("digest", new string('a', 64)), ("place", "safe of the supervision office"));
        Strict.Check(refused);
        Assert.Equal(409, refused.Status);
        Assert.Contains("safe of the supervision office", refused.Text, StringComparison.Ordinal);
        var rows = Rows(await round.Auditor.GetAsync($"{round.Path}/export?what=record&format=json"));
        var digest = rows.Single(row => row.GetProperty("row").GetString() == "digest").GetProperty("comment").GetString()!;
        Assert.Equal(address, (await browser.SendAsync(refused, $"{address}/copy", ("digest", $" {digest.ToUpperInvariant()[..32]} {digest[32..]} "))).Location);
        Assert.Matches("周文.*safe of the supervision office", (await browser.OpenAsync(address)).In("[aria-labelledby=copy] .notice-good"));
    }

    [Fact]
    public async Task A_key_is_destroyed_only_with_a_reason_and_from_the_state_that_the_rules_name()
    {
        var round = await _server.OpenAsync();
        (await round.IssueAsync("npc", 3)).ToString();
        var destruction = $"{round.Path}/key/destruction";
        (await _server.Administrator.PostAsync(destruction, "{}")).Refuses(400, "bad-request");
        var early = (await _server.Administrator.PostAsync(destruction, """{"reason":"now"}""")).Refuses(409, "wrong-state");
        Assert.Equal(["final", "archived", "cancelled"], early.GetProperty("allowedFrom").EnumerateArray().Select(state => state.GetString()));
        (await _server.Administrator.PostAsync($"{destruction}/approval")).Refuses(409, "wrong-state");
        (await _server.Administrator.PostAsync("/api/rounds/nobody/key/destruction", """{"reason":"now"}""")).Refuses(404, "no-such-round");
        Assert.NotNull(await Keys.FindAsync(round.Id));

        (await round.TryMoveAsync("cancelled", "called off")).Answers();
        (await _server.Administrator.PostAsync($"{destruction}/approval")).Refuses(409, "nothing-proposed");
        (await _server.Administrator.PostAsync(destruction, """{"reason":""}""")).Refuses(400, "bad-request");
        (await _server.Administrator.PostAsync(destruction, """{"reason":"called off"}""")).Answers();
        (await _server.Administrator.PostAsync(destruction, """{"reason":"again"}""")).Answers();
        Assert.Null(await Keys.FindAsync(round.Id));
    }

    [Fact]
    public async Task The_whole_record_is_for_auditors_and_administrators_get_what_is_shown()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var whole = Rows(await round.Auditor.GetAsync($"{round.Path}/export?what=record&format=json"));
        var shown = Rows(await _server.Administrator.GetAsync($"{round.Path}/export?what=record&format=json"));
        Assert.Contains(whole, row => row.GetProperty("row").GetString() == "digest");
        Assert.All(shown, row => Assert.Contains(row.GetProperty("row").GetString(), (string[])["slips", "comment"]));
        Assert.Equal(28, whole.Where(row => row.GetProperty("row").GetString() == "slips").Sum(row => row.GetProperty("count").GetInt32()));
        (await round.Reviewer.GetAsync($"{round.Path}/export?what=record")).Refuses(403, "not-allowed");
        (await _server.Anybody.GetAsync($"{round.Path}/export?what=record")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task A_person_with_everything_but_the_key_links_no_slip_of_the_record_to_a_credential()
    {
        var round = await KeylessRound.SealAsync(_server.Site);
        var key = (await Keys.FindAsync(round.Round.Id))!;
        (await round.DestroyAsync()).Answers();
        var journal = _server.Get<IJournal>();
        await foreach (var stream in journal.ListStreamsAsync(""))
        {
            await foreach (var entry in journal.ReadAsync(stream, 0))
            {
                foreach (var voter in round.Voters)
                {
                    Assert.True(Evaluation.Ballots.Credential.TryRead(voter, out var secret));
                    var bytes = new byte[16];
                    secret.Write(bytes);
                    Assert.True(entry.Payload.Span.IndexOf(SHA256.HashData(bytes).AsSpan(0, 16)) < 0, $"{stream} has the hash of a credential");
                    Assert.True(entry.Payload.Span.IndexOf(bytes) < 0, $"{stream} has a credential");
                    if (stream.StartsWith("record-", StringComparison.Ordinal))
                    {
                        key.Pseudonym(secret).Write(bytes);
                        Assert.True(entry.Payload.Span.IndexOf(bytes) < 0, $"{stream} has a pseudonym");
                    }
                }
            }
        }
    }

    private IKeyStore Keys => _server.Get<IKeyStore>();

    private async Task<int> VerifyAsync()
    {
        using var said = new StringWriter();
        var code = await WholeCheck.RunAsync(_server.Get<IJournal>(), _server.Get<IEvidenceStore>(), said, Keys);
        Assert.True(code == ExitCodes.Clean, said.ToString());
        Assert.Contains("nobody can recount the ballots", said.ToString(), StringComparison.Ordinal);
        return code;
    }

    /// <summary>Another server on the same data, with nothing in memory.</summary>
    private async Task<Site> RestartAsync()
    {
        _next = TestServer.With(services =>
        {
            services.AddSingleton<ILoggerProvider, CountingLog>();
            services.AddSingleton(_server.Get<IJournal>());
            services.AddSingleton(_server.Get<IEvidenceStore>());
            services.AddSingleton(_server.Get<IDocumentStore>());
        }, "--EVALUATION_KEYS", _server.KeyFolder);
        await _next.InitializeAsync();
        return _next.Site;
    }

    private static JsonElement[] Rows(Answer answer) => [.. answer.Answers().GetProperty("rows").EnumerateArray()];
}
