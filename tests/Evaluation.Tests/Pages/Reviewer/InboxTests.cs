using Evaluation.Tests.Http;
using Evaluation.Tests.Http.SelfAssessments;

namespace Evaluation.Tests.Pages.Reviewer;

/// <summary>The inbox of a reviewer, without scripts.</summary>
[Collection(SharedServer.Name)]
public sealed class InboxTests(TestServer server)
{
    [Fact]
    public async Task Every_kind_is_listed_by_date_and_counted_and_each_row_leads_to_where_it_is_done()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var proposer = await server.StaffWithAsync(Grant("inspector", unit));
        await ProposeAsync(proposer, unit);
        await FindAsync(proposer, unit, "2020-01-31");
        await ComplainAsync(unit);
        using var browser = await SignedInAsync(Grant("reviewer", unit));

        // Complaints about the unit in other rounds are the reviewer's too.
        var page = await browser.OpenAsync($"/reviews?round={unit.Round.Id}");
        Strict.Check(page);
        Assert.Equal(["8", "1", "1", "1"], new[] { "claim", "adjustment", "finding", "complaint" }.Select(kind => page.In("#count-" + kind)));
        Assert.Contains("11 to do: 1 overdue", page.In(".hero"), StringComparison.Ordinal);
        Assert.Equal(11, page.All(".inbox-table tbody tr").Count());
        // What has a date comes first.
        Assert.Contains("reply due", page.In(".inbox-table tbody tr .matter"), StringComparison.Ordinal);
        foreach (var address in page.All(".matter").Select(link => link.GetAttribute("href")!.Split('#')[0]).Distinct())
        {
            var shown = await browser.OpenAsync(address);
            Assert.True(shown.Status == 200, $"{address}: {shown.Status}");
            Strict.Check(shown);
        }
    }

    [Fact]
    public async Task Filters_narrow_list_and_counts_and_what_finds_nothing_offers_to_clear_them()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        await ProposeAsync(await server.StaffWithAsync(Grant("inspector", unit)), unit);
        await FindAsync(await server.StaffWithAsync(Grant("inspector", unit)), unit, "2020-01-31");
        using var browser = await SignedInAsync(Grant("reviewer", unit));

        Assert.Equal(8, await RowsAsync("?kind=claim"));
        Assert.Equal(1, await RowsAsync("?due=late"));
        Assert.Equal(9, await RowsAsync("?due=none"));
        Assert.Equal(1, await RowsAsync("?text=leadership+award"));
        Assert.Equal(10, await RowsAsync("?text=u1"));
        Assert.Equal(9, await RowsAsync("?mine=yes"));
        Assert.Empty((await browser.OpenAsync("/reviews?round=another")).All(".inbox-table tbody tr"));
        Assert.Equal(0, await RowsAsync("?class=nowhere"));
        Assert.Equal(10, await RowsAsync("?page=9"));
        var nothing = await browser.OpenAsync("/reviews?text=no+such+matter&kind=claim");
        Strict.Check(nothing);
        Assert.Equal("/reviews?kind=claim", nothing.Document.QuerySelector(".empty a")!.GetAttribute("href"));
        Assert.Equal("0", nothing.In("#count-finding"));
        // Values that no filter has are ignored.
        Assert.Equal(10, await RowsAsync("?kind=99&due=never&page=x"));

        async Task<int> RowsAsync(string query) => (await browser.OpenAsync($"/reviews{query}&round={unit.Round.Id}")).All(".inbox-table tbody tr").Count();
    }

    [Fact]
    public async Task Own_proposals_and_units_with_an_interest_say_why_in_place_of_the_button()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var (name, key) = await AccountAsync(Grant("reviewer", unit));
        await ProposeAsync(server.Staff(key), unit);
        using var browser = await new Browser(server.Address, "en").SignedInAsync(name, key);
        var own = await browser.OpenAsync("/reviews?kind=adjustment");
        Assert.Equal("Another person approves", own.In(".inbox-table .act .why"));
        Assert.Empty(own.All(".inbox-table .act a"));
        var adjustments = await browser.OpenAsync($"/reviews/{unit.Round.Id}/u1/adjustments");
        Assert.Contains("Another person approves", adjustments.In("#adj-1"), StringComparison.Ordinal);
        Assert.Empty(adjustments.All("#adj-1 form"));

        (await server.Administrator.PostAsync($"/api/staff/{name}/interests", """{"unit":"u1","reason":"liaison"}""")).Answers(201);
        var page = await browser.OpenAsync($"/reviews?round={unit.Round.Id}");
        Assert.All(page.All(".inbox-table tbody .act"), act => Assert.Equal("You have an interest in this unit", act.TextContent.Trim()));
        Assert.Empty(page.All("input[name=claim]"));
        Assert.NotEmpty(page.In(".kinds-note"));
        Assert.Empty((await browser.OpenAsync($"/reviews?mine=yes&round={unit.Round.Id}")).All(".inbox-table"));
        Assert.Empty((await browser.OpenAsync($"/reviews/{unit.Round.Id}/u1/claims")).All(".review form"));
    }

    [Fact]
    public async Task A_reviewer_of_another_round_sees_nothing_of_it_and_decides_nothing()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        var other = await AssessedUnit.InAsync(server);
        using var browser = await SignedInAsync(Grant("reviewer", other));

        Assert.DoesNotContain($"/{unit.Round.Id}/", (await browser.OpenAsync("/reviews")).Text, StringComparison.Ordinal);
        Assert.Empty((await browser.OpenAsync($"/reviews?round={unit.Round.Id}")).All(".inbox-table"));
        Assert.Equal(403, (await browser.OpenAsync($"/reviews/{unit.Round.Id}/u1/claims")).Status);
        var form = await browser.OpenAsync("/account");
        var token = form.Document.QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        var refused = await browser.PostAsync("/reviews/claims", new FormUrlEncodedContent(
            [new("form-token", token), new("claim", $"{unit.Round.Id}/u1/leadership/1/"), new("reason", "all there"), new("act", "accept")]));
        Assert.Contains("0 accepted, 1 not", refused.In("[role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("of 15", refused.Text, StringComparison.Ordinal);
        Assert.Equal("open", (await unit.Reviewer.GetAsync($"{unit.Claims}/leadership")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task Ticked_claims_are_accepted_with_one_reason_and_the_refused_ones_are_named_with_why()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        using var browser = await SignedInAsync(Grant("reviewer", unit));
        var page = await browser.OpenAsync("/reviews?kind=claim");
        var token = page.Document.QuerySelector("#ticked input[name=form-token]")!.GetAttribute("value")!;
        string[] ticks = [.. page.All("input[name=claim]").Take(3).Select(tick => tick.GetAttribute("value")!)];

        var asked = await SendAsync("");
        Strict.Check(asked);
        Assert.Equal("Accept 3 claims as claimed", asked.In("button[value=accept]"));
        var unreasoned = await SendAsync("accept");
        Assert.Equal(400, unreasoned.Status);
        Assert.NotEmpty(unreasoned.In("#reason-faults"));
        Assert.Equal(3, unreasoned.All("input[name=claim]").Count());

        // Somebody else decides on the second one meanwhile.
        (await unit.DecideAsync("results", """{"accepted":12,"reason":"two are missing"}""")).Answers();
        var done = await SendAsync("accept", "the evidence is complete");
        Strict.Check(done);
        Assert.Contains("2 accepted, 1 not", done.In("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("decided meanwhile", done.In("section[aria-labelledby=refused]"), StringComparison.Ordinal);
        Assert.Equal(
            [(15m, "the evidence is complete"), (12m, "two are missing"), (13m, "the evidence is complete")],
            await Task.WhenAll(new[] { "leadership", "results", "morals" }.Select(AcceptedAsync)));
        Assert.Equal("5", (await browser.OpenAsync("/reviews")).In("#count-claim"));

        async Task<(decimal, string)> AcceptedAsync(string criterion)
        {
            var claim = (await unit.Reviewer.GetAsync($"{unit.Claims}/{criterion}")).Answers();
            return (claim.GetProperty("accepted").GetDecimal(), claim.GetProperty("reason").GetString()!);
        }

        Task<Seen> SendAsync(string act, string reason = "") => browser.PostAsync("/reviews/claims", new FormUrlEncodedContent(
            [new("form-token", token), .. ticks.Select(tick => KeyValuePair.Create("claim", tick)), new("act", act), new("reason", reason)]));
    }

    internal static string Grant(string role, AssessedUnit unit) => $$"""{"role":"{{role}}","round":"{{unit.Round.Id}}"}""";

    private async Task<(string Name, string Key)> AccountAsync(params string[] grants)
    {
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{{string.Join(',', grants)}}]}""");
        return (name, added.Answers(201).GetProperty("key").GetString()!);
    }

    private async Task<Browser> SignedInAsync(params string[] grants)
    {
        var (name, key) = await AccountAsync(grants);
        return await new Browser(server.Address, "en").SignedInAsync(name, key);
    }

    private static async Task ProposeAsync(Caller by, AssessedUnit unit) => (await by.PostAsync(
        $"{unit.Round.Path}/units/u1/adjustments", """{"kind":"bonus","points":2,"rule":"§ 12","fact":"leadership award of the province"}""")).Answers(201);

    private static async Task FindAsync(Caller by, AssessedUnit unit, string dueOn) => (await by.PostAsync(
        $"{unit.Round.Path}/units/u1/findings", $$"""{"text":"the exit is blocked","dueOn":"{{dueOn}}","notice":true}""")).Answers(201);

    private async Task ComplainAsync(AssessedUnit unit) => (await server.Administrator.PostAsync(
        "/api/complaints", $$"""{"unit":"u1","round":"{{unit.Round.Id}}","text":"a long queue at the counter","channel":"letter"}""")).Answers(201);
}
