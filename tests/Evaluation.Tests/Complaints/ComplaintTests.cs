using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Gateway.Complaints;
using Evaluation.Gateway.Hosting;
using Evaluation.Tests.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Complaints;

/// <summary>Complaints through the API, on a server with a clock that only the tests advance.</summary>
public sealed partial class ComplaintTests : IAsyncLifetime, IDisposable
{
    private const string Text = "the-text-of-the-person";
    private const string Contact = "the-contact-of-the-person";

    private static readonly IPAddress Home = IPAddress.Parse("127.0.0.77");

    private readonly FakeTimeProvider _clock = new(new(2011, 12, 31, 12, 0, 0, TimeSpan.FromHours(8)));
    private readonly Lines _log = new();
    private readonly TestServer _server;

    public ComplaintTests() => _server = TestServer.With(services =>
    {
        services.AddSingleton<TimeProvider>(_clock);
        services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace));
    });

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_complaint_is_answered_to_the_person_and_shown_to_the_unit_only_as_released()
    {
        var round = await RoundAsync("life");
        var (reviewer, name) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"reviewer","round":"{{round.Id}}"}""");
        var (unit, _) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var (id, secret) = await ReceiveAsync(Body());
        Assert.Equal("2011-0001", id);
        var path = $"/api/complaints/{id}";
        Assert.Empty(Ids(await unit.GetAsync("/api/complaints")));
        (await unit.GetAsync(path)).Refuses(404, "no-such-complaint");

        Assert.Equal("assigned", State(await reviewer.PostAsync($"{path}/assignment", $$"""{"to":"{{name}}"}""")));
        (await reviewer.PostAsync($"{path}/closing", "{}")).Refuses(409, "wrong-state");
        (await reviewer.PostAsync($"{path}/release", """{"text":"a redacted text"}""")).Answers();
        var seen = await unit.GetAsync(path);
        Assert.Equal("a redacted text", seen.Answers().GetProperty("text").GetString());
        AssertKeeps(seen.Text, Text, Contact, secret, "online", name);
        Assert.Equal([id], Ids(await unit.GetAsync("/api/complaints")));

        Assert.Equal("answered", State(await reviewer.PostAsync($"{path}/answer", """{"text":"you are right","upheld":true}""")));
        Assert.Equal("closed", State(await reviewer.PostAsync($"{path}/closing", "{}")));
        var own = await Person(secret).GetAsync(path);
        Assert.Equal(("closed", "you are right", true), (State(own), own.Answers().GetProperty("answer").GetProperty("text").GetString(), own.Answers().GetProperty("answer").GetProperty("upheld").GetBoolean()));
        AssertKeeps(own.Text, name, Contact, Text, secret);

        var acts = (await _server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Select(line => line.GetProperty("act").GetString());
        Assert.Equal(["complaint-received", "complaint-assigned", "complaint-released", "complaint-answered", "complaint-closed"], acts.TakeLast(5));
        Assert.Equal((ExitCodes.Clean, ""), await VerifyAsync());
    }

    [Fact]
    public async Task Who_has_no_right_learns_neither_that_there_is_a_complaint_nor_anything_of_it()
    {
        var round = await RoundAsync("secrecy");
        var (id, secret) = await ReceiveAsync(Body());
        string[] secrets = [Text, Contact, secret, ComplaintSecret.Hash(secret)];
        foreach (var role in new[] { "reviewer", "administrator", "auditor" })
        {
            var (elsewhere, _) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"{{role}}","round":"elsewhere"}""");
            await AssertNothingAsync(elsewhere, role == "auditor" ? null : 404);
        }
        var (other, _) = await ObjectedRound.StaffAsync(_server.Site, $$"""{"role":"unit","round":"{{round.Id}}","unit":"u2"}""");
        await AssertNothingAsync(other, null);

        var (wrong, unknown) = (await Person("0123").GetAsync($"/api/complaints/{id}"), await Person(secret).GetAsync("/api/complaints/2011-0002"));
        Assert.Equal((wrong.Status, wrong.Text), (unknown.Status, unknown.Text));
        Assert.Equal(wrong.Text, (await Person(secret).GetAsync("/api/complaints/never")).Text);
        (await _server.Anybody.GetAsync($"/api/complaints/{id}")).Refuses(401, "sign-in-required");
        // Staff reads everything but the secret.
        var (auditor, _) = await ObjectedRound.StaffAsync(_server.Site, """{"role":"auditor"}""");
        foreach (var answer in new[] { await auditor.GetAsync($"/api/complaints/{id}"), await auditor.GetAsync("/api/complaints"), await auditor.GetAsync("/api/complaints/export?format=json") })
        {
            Assert.Contains(Contact, answer.Text, StringComparison.Ordinal);
            AssertKeeps(answer.Text, secret, ComplaintSecret.Hash(secret));
        }
        (await auditor.PostAsync($"/api/complaints/{id}/release", """{"text":"x"}""")).Refuses(403, "not-allowed");
        AssertKeeps(_log.All, secrets);
        AssertKeeps((await _server.Administrator.GetAsync($"{round.Path}/audit")).Text, secrets);

        async Task AssertNothingAsync(Caller caller, int? act)
        {
            var read = await caller.GetAsync($"/api/complaints/{id}");
            Assert.Equal((await caller.GetAsync("/api/complaints/2011-0009")).Text, read.Text);
            read.Refuses(404, "no-such-complaint");
            var list = await caller.GetAsync("/api/complaints?unit=u1");
            Assert.Empty(Ids(list));
            foreach (var answer in new[] { read, list, await caller.GetAsync("/api/complaints/export") })
                AssertKeeps(answer.Text + answer.Headers, [id, .. secrets]);
            if (act is not null)
                (await caller.PostAsync($"/api/complaints/{id}/answer", """{"text":"x","upheld":true}""")).Refuses(404, "no-such-complaint");
        }
    }

    [Fact]
    public async Task Guesses_of_a_secret_are_limited_by_address()
    {
        await RoundAsync("guesses");
        var (id, secret) = await ReceiveAsync(Body());
        var guesser = new Caller(_server.Address, new AuthenticationHeaderValue("Complaint", "00"), Home);
        for (var guess = 0; guess < Limits.UnknownSecretsPerMinute; guess++)
            (await guesser.GetAsync($"/api/complaints/{id}")).Refuses(404, "no-such-complaint");
        var refused = await guesser.GetAsync($"/api/complaints/{id}");
        refused.Refuses(429, "too-many-attempts");
        (await new Caller(_server.Address, new AuthenticationHeaderValue("Complaint", secret), Home).GetAsync($"/api/complaints/{id}")).Refuses(429, "too-many-attempts");
        (await Person(secret).GetAsync($"/api/complaints/{id}")).Answers();
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_same_number_and_secret_also_in_the_next_year()
    {
        await RoundAsync("repeat");
        const string key = "6f1d0c9e2b7a48350417e6ac9bd35f82";
        var first = await ReceiveAsync(Body(), key);
        Assert.Equal(first, await ReceiveAsync(Body(), key));
        (await PostAsync(Body("u2"), key)).Refuses(422, "key-reused");
        _clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal(first, await ReceiveAsync(Body(), key));
        Assert.Equal("2012-0001", (await ReceiveAsync(Body())).Id);
        // A short key recognises the repeat, but gives no secret.
        Assert.Equal("2012-0002", (await PostAsync(Body(), "short")).Answers(201).GetProperty("id").GetString());
        var again = (await PostAsync(Body(), "short")).Answers(201);
        Assert.Equal(("2012-0002", JsonValueKind.Null), (again.GetProperty("id").GetString(), again.GetProperty("secret").ValueKind));
        Assert.Equal((ExitCodes.Clean, ""), await VerifyAsync());
    }

    [Fact]
    public async Task An_address_sends_a_limited_number_of_complaints_an_hour()
    {
        await RoundAsync("limit");
        var home = new Caller(_server.Address, null, Home);
        for (var sent = 0; sent < Limits.ComplaintsPerHour; sent++)
        {
            (await home.PostAsync("/api/complaints", Body())).Answers(201);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
        var refused = await home.PostAsync("/api/complaints", Body());
        refused.Refuses(429, "too-many-attempts");
        Assert.Equal(TimeSpan.FromMinutes(60 - Limits.ComplaintsPerHour), refused.Headers.RetryAfter!.Delta);
        (await _server.Anybody.PostAsync("/api/complaints", Body())).Answers(201);
        _clock.Advance(refused.Headers.RetryAfter.Delta!.Value);
        (await home.PostAsync("/api/complaints", Body())).Answers(201);
        (await home.PostAsync("/api/complaints", Body())).Refuses(429, "too-many-attempts");
    }

    [Fact]
    public async Task Numbers_have_no_gap_under_concurrent_complaints_and_repeats()
    {
        await RoundAsync("crowd");
        var keys = Enumerable.Range(0, 12).Select(number => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)number]))).ToArray();
        var received = await Task.WhenAll(keys.Concat(keys).Concat(keys).Select(key => ReceiveAsync(Body(), key)));
        Assert.Equal(Enumerable.Range(1, keys.Length).Select(number => $"2011-{number:D4}"), received.Distinct().Select(one => one.Id).Order(StringComparer.Ordinal));
        Assert.Equal(keys.Length, received.Select(one => one.Secret).Distinct().Count());
        Assert.Equal((ExitCodes.Clean, ""), await VerifyAsync());
    }

    private async Task<TestRound> RoundAsync(string name, Action<JsonObject>? change = null)
    {
        var definition = SmallDefinition.Of(TestServer.NewId(name));
        change?.Invoke(definition);
        (await _server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        return new(_server.Site, (string)definition["id"]!);
    }

    private async Task<(string Id, string Secret)> ReceiveAsync(string body, string? key = null)
    {
        var receipt = (await PostAsync(body, key)).Answers(201);
        return (receipt.GetProperty("id").GetString()!, receipt.GetProperty("secret").GetString()!);
    }

    private Task<Answer> PostAsync(string body, string? key = null) =>
        _server.Anybody.SendAsync(HttpMethod.Post, "/api/complaints", new StringContent(body, Encoding.UTF8), key is null ? [] : [("Idempotency-Key", key)]);

    private Caller Person(string secret) => new(_server.Address, new AuthenticationHeaderValue("Complaint", secret));

    private async Task<(int Code, string Said)> VerifyAsync()
    {
        var (code, said) = await (await Insider.CopyAsync(_server)).VerifyAsync();
        return (code, code == ExitCodes.Clean ? "" : said);
    }

    private static string Body(string unit = "u1") => $$"""{"unit":"{{unit}}","text":"{{Text}}","contact":"{{Contact}}"}""";

    private static string? State(Answer answer) => answer.Answers().GetProperty("state").GetString();

    private static string[] Ids(Answer list) => [.. list.Answers().GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static void AssertKeeps(string text, params string[] secrets)
    {
        foreach (var secret in secrets)
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    /// <summary>Everything that the server logs.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = [];

        public string All => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
