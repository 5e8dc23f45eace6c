namespace Evaluation.Tests.Pages.Manage;

/// <summary>Batches of credentials in two parts on the pages of two administrators.</summary>
public sealed class TwoPartPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Both_slips_of_a_voter_show_the_same_batch_and_number_and_those_of_another_batch_show_another()
    {
        var round = await server.OpenAsync(TwoPartRound.Describe);
        using var issuer = await new Browser(server.Address).SignedInAsync();
        using var other = await OtherAsync();
        HashSet<string> seen = [];
        for (var batch = 0; batch < 2; batch++)
        {
            var form = await issuer.OpenAsync($"/manage/rounds/{round.Id}/credentials");
            var first = await issuer.SendAsync(form, $"/manage/rounds/{round.Id}/credentials", ("form", "slips"), ("group", "npc"), ("count", "2"), ("spares", "1"));
            Strict.Check(first);
            var id = await NewestAsync(round);
            var page = await other.OpenAsync($"/manage/rounds/{round.Id}/credentials/batches/{id}");
            var second = await other.SendAsync(page, $"/manage/rounds/{round.Id}/credentials/batches/{id}/second-parts", ("form", "slips"));
            Strict.Check(second);
            string[] envelopes = [.. first.All(".slip-envelope").Select(envelope => envelope.TextContent)];
            Assert.Equal([$"{id[^6..]}-1", $"{id[^6..]}-2", $"{id[^6..]}-3"], envelopes);
            Assert.Equal(envelopes, second.All(".slip-envelope").Select(envelope => envelope.TextContent));
            Assert.All(envelopes, envelope => Assert.True(seen.Add(envelope), envelope));
            var listed = await other.OpenAsync($"/manage/rounds/{round.Id}/credentials");
            Assert.Contains(id[^6..], listed.All($"[data-batch='{id}'] .batch-id b").Select(part => part.TextContent));
        }
    }

    [Fact]
    public async Task The_issuer_reads_who_may_fetch_and_only_another_administrator_is_led_to_it()
    {
        var round = await server.OpenAsync(TwoPartRound.Describe);
        var (batch, _) = await round.IssueFirstAsync("npc", 2);
        using var issuer = await new Browser(server.Address).SignedInAsync();
        using var other = await OtherAsync();
        var address = $"/manage/rounds/{round.Id}/credentials";
        var (mine, others) = (await issuer.OpenAsync(address), await other.OpenAsync(address));
        Strict.Check(mine);
        Assert.Contains("待领取，由另一名管理员领取", Row(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("领取第二部分", Row(mine), StringComparison.Ordinal);
        Assert.Contains("补发或作废", Row(mine), StringComparison.Ordinal);
        Assert.DoesNotContain("另一名管理员", Row(others), StringComparison.Ordinal);
        Assert.Contains("领取第二部分、补发或作废", Row(others), StringComparison.Ordinal);

        await round.FetchSecondAsync(await server.StaffWithAsync("""{"role":"administrator"}"""), batch);
        Assert.DoesNotContain("领取第二部分", Row(await other.OpenAsync(address)), StringComparison.Ordinal);

        string Row(Seen page) => page.In($"[data-batch='{batch}']");
    }

    private async Task<string> NewestAsync(TestRound round) =>
        (await server.Administrator.GetAsync($"{round.Path}/credentials/batches")).Answers().GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;

    private async Task<Browser> OtherAsync()
    {
        var name = TestServer.NewId("staff");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"}]}""")).Answers(201).GetProperty("key").GetString()!;
        return await new Browser(server.Address).SignedInAsync(name, key);
    }
}
