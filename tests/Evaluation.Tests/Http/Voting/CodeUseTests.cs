using System.Text.Json;
using Evaluation.Ballots.Keys;
using Evaluation.Tests.Pages;

namespace Evaluation.Tests.Http.Voting;

/// <summary>With the code, and until the key is destroyed, a voter sees whether anybody else used the code.</summary>
public sealed class CodeUseTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_holder_of_a_code_sees_its_ballots_their_last_day_and_its_units()
    {
        var round = await server.OpenAsync();
        var voters = await round.IssueAsync("npc", 2);
        Assert.False((await UseAsync(round, voters[0])).TryGetProperty("ballots", out _));
        foreach (var marks in (string[])["u1:0,1", "u1:0,1", "u2:1,1", "u1:1,0"])
            (await round.CastAsync(voters[0], marks)).Answers();
        (await round.CastAsync(voters[1], "u3:0,0")).Answers();

        var (used, other) = (await UseAsync(round, voters[0]), await UseAsync(round, voters[1]));
        Assert.Equal((3, 2), (used.GetProperty("ballots").GetInt32(), used.GetProperty("rated").GetArrayLength()));
        Assert.Equal((1, 1), (other.GetProperty("ballots").GetInt32(), other.GetProperty("rated").GetArrayLength()));
        var cast = (await server.Voter(voters[0]).GetAsync($"{round.Path}/ballot")).Headers.Date!.Value.ToOffset(TimeSpan.FromHours(8));
        Assert.Contains(used.GetProperty("lastOn").GetString(), (string[])[$"{cast:yyyy-MM-dd}", $"{cast.AddMinutes(-1):yyyy-MM-dd}"]);
        await round.MoveAsync("sealed");
        Assert.Equal(used.GetRawText(), (await UseAsync(round, voters[0])).GetRawText());
    }

    [Fact]
    public async Task A_receipt_alone_does_not_show_it()
    {
        var round = await server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var receipt = (await round.CastAsync(voter, "u1:0,1")).Answers().GetProperty("receipt").GetString();
        (await round.CastAsync(voter, "u1:1,1")).Answers();
        var proof = (await server.Anybody.PostAsync($"{round.Path}/receipt-checks", $$"""{"receipt":"{{receipt}}"}""")).Answers();
        Assert.DoesNotContain(proof.EnumerateObject(), member => member.Name is "ballots" or "lastOn" or "rated");
        (await server.Anybody.GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential");
    }

    [Fact]
    public async Task After_the_key_is_destroyed_nobody_sees_it_and_the_pages_say_so()
    {
        var keyless = await KeylessRound.SealAsync(server.Site);
        Assert.Equal(2, (await UseAsync(keyless.Round, keyless.Voters[0])).GetProperty("ballots").GetInt32());
        using var browser = new Browser(server.Address, "en");
        var before = await browser.OpenAsync($"/receipt?round={keyless.Round.Id}");
        Strict.Check(before);
        Assert.StartsWith("Until the key of this round is destroyed, you can see with your code", before.In($"[data-round={keyless.Round.Id}]"), StringComparison.Ordinal);

        (await keyless.DestroyAsync()).Answers();
        Assert.Null(await server.Get<IKeyStore>().FindAsync(keyless.Round.Id));
        foreach (var voter in (string[])[keyless.Voters[0], keyless.Voters[9], "00000000000000000000000000"])
        {
            var refused = (await server.Voter(voter).GetAsync($"{keyless.Path}/ballot")).Refuses(409, "not-open");
            Assert.DoesNotContain(refused.EnumerateObject(), member => member.Name is "ballots" or "lastOn" or "rated");
        }
        var after = await browser.OpenAsync($"/receipt?round={keyless.Round.Id}");
        Strict.Check(after);
        Assert.StartsWith("The key of this round was destroyed", after.In($"[data-round={keyless.Round.Id}][data-over=yes]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_whose_key_goes_after_the_close_says_until_when_it_can_be_seen()
    {
        var round = await server.OpenAsync(definition => definition["policies"]!["destroyKeyAt"] = "sealed");
        await round.IssueAsync("npc", 1);
        (await round.ScheduleAsync("""{"closesAt":"2099-12-07T00:00:00+08:00","reason":"x"}""")).Answers();
        using var browser = new Browser(server.Address);
        foreach (var address in (string[])[$"/receipt?round={round.Id}", $"/vote/{round.Id}"])
        {
            var page = await browser.OpenAsync(address);
            Assert.Contains("2099年12月6日24时（北京时间）以前，您可以凭评议码查看是否有他人使用过它", page.Text, StringComparison.Ordinal);
            Strict.Check(page);
        }
    }

    private async Task<JsonElement> UseAsync(TestRound round, string voter) => (await server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers();
}
