using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Http.Voting;

/// <summary>
/// A person with the file of the issue asks the server with every pattern of marks, in every state of the round: no answer depends on the
/// vote that stands.
/// </summary>
public sealed partial class AnswerSecrecyTests : IAsyncLifetime
{
    private static readonly int[] Patterns = [.. Enumerable.Range(0, 16)];

    /// <summary>The two votes that a guesser wants to tell apart: the first pattern, and one in the middle.</summary>
    private static readonly int[] Standing = [0, 11];

    private readonly FakeTimeProvider _clock = new(Given.Now);
    private readonly TestServer _server;

    public AnswerSecrecyTests() => _server = TestServer.With(_clock);

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task All_answers_to_all_slips_are_equal_whatever_stands_in_every_state(bool revote, bool hasId)
    {
        var round = await _server.DraftAsync(definition => definition["allowRevote"] = revote);
        // A guess that is counted replaces the vote, so each guess of an open round has a voter of its own.
        var voters = new Dictionary<int, string[]>();
        foreach (var vote in Standing)
            voters[vote] = await round.IssueAsync("users", Patterns.Length + 1);
        await round.MoveAsync("voting");
        foreach (var (vote, all) in voters)
            foreach (var voter in all)
                (await SendAsync(round, voter, vote, hasId ? $"own-{voter}" : null)).Answers();
        // A ballot without an id answers to its contents for a quarter of an hour.
        _clock.Advance(TimeSpan.FromMinutes(16));

        List<string> states = [await GuessAsync(round, voters)];
        foreach (var state in (string[])["paused", "voting", "sealed", "provisional", "published", "final", "archived"])
        {
            await round.MoveAsync(state);
            states.Add(await GuessAsync(round, voters));
        }
        Assert.Equal(["voting", "paused", "voting", "sealed", "provisional", "published", "final", "archived"], states);
    }

    [Fact]
    public async Task All_answers_are_equal_in_a_round_that_was_called_off()
    {
        var round = await _server.DraftAsync(definition => definition["allowRevote"] = true);
        var voters = Standing.ToDictionary(vote => vote, _ => Array.Empty<string>());
        foreach (var vote in Standing)
            voters[vote] = await round.IssueAsync("users", Patterns.Length + 1);
        await round.MoveAsync("voting");
        foreach (var (vote, all) in voters)
            foreach (var voter in all)
                (await SendAsync(round, voter, vote, $"own-{voter}")).Answers();
        (await round.TryMoveAsync("cancelled", "called off")).Answers();
        Assert.Equal("cancelled", await GuessAsync(round, voters));
    }

    /// <summary>Asks with every pattern for both votes, and compares the answers in order. Returns the state.</summary>
    private async Task<string> GuessAsync(TestRound round, Dictionary<int, string[]> voters)
    {
        var state = (await round.StateAsync()).GetProperty("state").GetString()!;
        var answers = new Dictionary<int, List<string>>();
        foreach (var (vote, all) in voters)
        {
            var seen = answers[vote] = [];
            foreach (var pattern in Patterns)
            {
                var voter = state == "voting" ? all[pattern] : all[^1];
                foreach (var id in (string?[])["a-guess", $"guess-{pattern}"])
                    seen.Add(Show(await SendAsync(round, voter, pattern, id)));
                seen.Add(Show(await _server.Voter(voter).GetAsync($"{round.Path}/ballot")));
                seen.Add(Show(await _server.Voter(voter).GetAsync($"{round.Path}/paper")));
            }
            // Without an id a counted guess would itself be the ballot that is compared for a quarter of an hour.
            foreach (var pattern in Patterns)
                seen.Add(state == "voting" ? "" : Show(await SendAsync(round, all[^1], pattern, null)));
        }
        Assert.Equal(answers[Standing[0]], answers[Standing[1]]);
        // Nor does an answer say which of the patterns it was.
        for (var kind = 0; kind < 2; kind++)
            Assert.Single(answers[Standing[0]].Take(4 * Patterns.Length).Where((_, at) => at % 4 == kind).Distinct());
        return state;
    }

    private static Task<Answer> SendAsync(TestRound round, string voter, int pattern, string? id)
    {
        var content = new StringContent(TestRound.Ballot($"u1:{pattern / 4},{pattern % 4}"), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        return round.Server.Voter(voter).SendAsync(HttpMethod.Put, $"{round.Path}/ballot", content, id is null ? [] : [("Ballot-Id", id)]);
    }

    /// <summary>Status, headers and body; receipts and times differ between any two ballots.</summary>
    private static string Show(Answer answer) =>
        $"{answer.Status} {string.Join(' ', answer.Headers.Where(header => header.Key is not ("Date" or "ETag")).Select(header => $"{header.Key}={string.Join(',', header.Value)}").Order(StringComparer.Ordinal))} {Receipts().Replace(answer.Text, "receipt")}";

    [GeneratedRegex("[0-9]+-[0-9]+-[0-9a-z]{26}")]
    private static partial Regex Receipts();
}
