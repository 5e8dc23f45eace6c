namespace Evaluation.Tests.Http.Voting;

/// <summary>Guessed secrets. Guesses are counted by address.</summary>
public sealed class AttemptTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly Site _site = server.Site with { From = Loopback.NewAddress() };

    [Fact]
    public async Task After_many_unknown_secrets_an_address_must_wait_and_known_secrets_are_still_served()
    {
        var round = (await server.OpenAsync()) with { Server = _site };
        var voters = await round.IssueAsync("users", 3);
        for (var guess = 0; guess < Limits.UnknownSecretsPerMinute; guess++)
            Assert.Contains((guess % 2 == 0 ? await _site.Staff($"guess-{guess}").GetAsync("/api/rounds") : await GuessAsync(round, guess)).Status, new[] { 401, 429 });

        // The window slides, so a slow machine needs more guesses to fill it.
        Answer? refused = null;
        for (var guess = 0; refused is null && guess < 100_000; guess++)
            refused = await GuessAsync(round, guess) is { Status: 429 } answer ? answer : null;
        refused!.Refuses(429, "too-many-attempts");
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);

        for (var again = 0; again < Limits.UnknownSecretsPerMinute; again++)
            foreach (var voter in voters)
                (await round.CastAsync(voter, "u1:0,0")).Answers();
        (await _site.Administrator.GetAsync("/api/staff")).Answers();
        (await _site.Anybody.GetAsync($"{round.Path}/paper")).Answers();
    }

    private static Task<Answer> GuessAsync(TestRound round, int guess) =>
        round.CastAsync(guess.ToString("D25", System.Globalization.CultureInfo.InvariantCulture) + "0", "u1:0,0");
}
