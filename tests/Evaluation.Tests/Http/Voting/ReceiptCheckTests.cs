using System.Diagnostics;
using System.Text.Json;
using Evaluation.Tests.Results.Recounts;

namespace Evaluation.Tests.Http.Voting;

/// <summary>The holder of a receipt gets a proof, verified here by the module of the page in Node.</summary>
public sealed class ReceiptCheckTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [NodeFact]
    public async Task The_receipt_of_each_ballot_leads_to_a_signed_head_also_after_it_was_replaced_and_sealed()
    {
        var round = await _server.OpenAsync();
        var voters = await round.IssueAsync("npc", 3);
        var receipts = new List<string>();
        foreach (var marks in (string[])["u1:0,1", "u1:1,1", "u2:1,0"])
            foreach (var voter in voters)
                receipts.Add((await round.CastAsync(voter, marks)).Answers().GetProperty("receipt").GetString()!);
        Assert.Equal(receipts.Count, receipts.Distinct().Count());
        await round.MoveAsync("sealed");
        foreach (var receipt in receipts)
        {
            var proof = await ProveAsync(round, receipt);
            Assert.Equal(receipt, proof.GetProperty("receipt").GetString());
            Assert.Matches("^[1-9][0-9]*$", await VerifyAsync(round.Id, receipt, proof));
        }
        // Of a ballot that was replaced, the proof says no more and no less than of one that stands.
        var names = (await ProveAsync(round, receipts[0])).EnumerateObject().Select(member => member.Name);
        Assert.Equal(names, (await ProveAsync(round, receipts[^1])).EnumerateObject().Select(member => member.Name));
    }

    [NodeFact]
    public async Task A_receipt_of_another_ballot_does_not_fit_a_proof()
    {
        var round = await _server.OpenAsync();
        var voters = await round.IssueAsync("npc", 2);
        var (one, other) = (await CastAsync(round, voters[0]), await CastAsync(round, voters[1]));
        await round.MoveAsync("sealed");
        Assert.Equal("ballot", await VerifyAsync(round.Id, other, await ProveAsync(round, one)));
        Assert.Equal("ballot", await VerifyAsync("another", one, await ProveAsync(round, one)));
    }

    [Fact]
    public async Task A_resend_gets_the_same_receipt_and_progress_has_it_after_a_restart_of_the_box()
    {
        var round = await _server.OpenAsync();
        var voter = (await round.IssueAsync("npc", 1))[0];
        var receipt = await CastAsync(round, voter);
        Assert.Matches("^[0-9]+-1-[0-9a-hjkmnp-tv-z]{26}$", receipt);
        Assert.Equal(receipt, (await _server.Voter(voter).GetAsync($"{round.Path}/ballot")).Answers().GetProperty("receipt").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("0-1-00000000000000000000000000")]
    [InlineData("99-1-00000000000000000000000000")]
    [InlineData("0-0-00000000000000000000000000")]
    [InlineData("0-4294967295-zzzzzzzzzzzzzzzzzzzzzzzzzg")]
    public async Task An_unknown_receipt_is_not_found(string receipt)
    {
        var round = await _server.OpenAsync();
        await CastAsync(round, (await round.IssueAsync("npc", 1))[0]);
        var answer = await _server.Anybody.PostAsync($"{round.Path}/receipt-checks", Body(receipt));
        answer.Refuses(receipt.Length == 0 ? 400 : 404, receipt.Length == 0 ? "bad-request" : "no-such-receipt");
    }

    [Fact]
    public async Task Unknown_receipts_of_one_address_are_limited_and_known_ones_are_not_counted()
    {
        var site = _server.Site with { From = Loopback.NewAddress() };
        var round = await _server.OpenAsync();
        var receipt = await CastAsync(round, (await round.IssueAsync("npc", 1))[0]);
        for (var i = 0; i < 2 * Limits.UnknownSecretsPerMinute; i++)
            (await site.Anybody.PostAsync($"{round.Path}/receipt-checks", Body(receipt))).Answers();

        // The window slides, so a slow machine needs more guesses to fill it.
        Answer? refused = null;
        for (var guess = 0; refused is null && guess < 100_000; guess++)
            refused = await site.Anybody.PostAsync($"{round.Path}/receipt-checks", Body("0-1-00000000000000000000000000")) is { Status: 429 } answer ? answer : null;
        refused!.Refuses(429, "too-many-attempts");
        (await _server.Anybody.PostAsync($"{round.Path}/receipt-checks", Body(receipt))).Answers();
    }

    [Fact]
    public async Task The_page_without_a_script_shows_what_the_server_found_and_that_nothing_was_verified()
    {
        var round = await _server.OpenAsync();
        var receipt = await CastAsync(round, (await round.IssueAsync("npc", 1))[0]);
        await round.MoveAsync("sealed");
        await ProveAsync(round, receipt);
        using var browser = new Browser(_server.Address);
        var page = await browser.OpenAsync("/receipt");
        var found = await browser.SendAsync(page, "/receipt", ("round", round.Id), ("receipt", receipt.ToUpperInvariant()));
        Assert.Equal(200, found.Status);
        Assert.Contains("data-verdict=\"unchecked\" >", found.Text.Replace("hidden=\"hidden\"", "hidden", StringComparison.Ordinal).Replace("\"unchecked\">", "\"unchecked\" >", StringComparison.Ordinal), StringComparison.Ordinal);
        var unknown = await browser.SendAsync(page, "/receipt", ("round", round.Id), ("receipt", "1-2-typed"));
        Assert.Equal(404, unknown.Status);
        Assert.Contains("value=\"1-2-typed\"", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("没有查到这份回执", unknown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "{0} 秒签名一次")]
    [InlineData("en", "a block usually follows every {0} seconds")]
    public async Task The_page_gives_the_time_between_two_blocks_for_a_ballot_that_is_in_none_yet(string language, string said)
    {
        await _server.OpenAsync();
        using var browser = new Browser(_server.Address, language);
        var page = await browser.OpenAsync("/receipt");
        Assert.Contains(said.Replace("{0}", $"{Limits.BlockEvery.TotalSeconds}", StringComparison.Ordinal), System.Net.WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
    }

    private static string Body(string receipt) => $$"""{"receipt":"{{receipt}}"}""";

    private static async Task<string> CastAsync(TestRound round, string voter) => (await round.CastAsync(voter, "u1:0,1")).Answers().GetProperty("receipt").GetString()!;

    /// <summary>The proof, once a signed head covers the ballot: within the seconds between two blocks.</summary>
    private Task<JsonElement> ProveAsync(TestRound round, string receipt) => Eventually.IsAsync(
        async () => (await _server.Anybody.PostAsync($"{round.Path}/receipt-checks", Body(receipt))).Answers(), proof => proof.TryGetProperty("block", out _), "a signed head covers the ballot");

    /// <summary>The number of steps, or the word of what does not fit.</summary>
    private static async Task<string> VerifyAsync(string round, string receipt, JsonElement proof)
    {
        var module = new Uri(Path.Combine(Repository.Root, "gateway", "Assets", "js", "receipts", "receipt-proof.js")).AbsoluteUri;
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--input-type=module", "-e",
            $$"""
            import { verify } from "{{module}}";
            const [receipt, round, proof] = process.argv.slice(1);
            console.log(await verify(receipt, round, JSON.parse(proof)).then(verified => verified.steps, failure => failure.message));
            """, receipt, round, proof.GetRawText()])
            start.ArgumentList.Add(argument);
        using var node = System.Diagnostics.Process.Start(start)!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return said.Trim();
    }
}
