using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>The forms of an account's person and of interests in units.</summary>
[Collection(SharedServer.Name)]
public sealed class PersonPageTests(TestServer server)
{
    [Fact]
    public async Task An_administrator_names_the_person_and_enters_and_removes_an_interest()
    {
        var (_, name) = await ObjectedRound.StaffAsync(server.Site);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = $"/manage/staff/{name}";
        Assert.Equal(page, (await browser.SendAsync(await browser.OpenAsync(page), $"{page}/person", ("person", "王敏"))).Location);
        var round = await server.DraftAsync(definition => definition["units"]![2]!["code"] = "u7");
        (await server.Administrator.PutAsync($"/api/staff/{name}/roles", $$"""{"roles":[{"role":"reviewer","round":"{{round.Id}}"}]}""")).Answers();
        var asked = await browser.OpenAsync(page);
        Assert.Equal(["—", "一", "二", "三"], asked.All("#interest-unit option").Select(option => option.TextContent));
        Assert.Equal(page, (await browser.SendAsync(asked, $"{page}/interests", ("unit", "u7"), ("reason", "联络员"))).Location);
        Assert.Contains("三", (await browser.OpenAsync(page)).In($"form[action='{page}/interests/remove'] button") + (await browser.OpenAsync(page)).Text, StringComparison.Ordinal);
        var seen = await browser.OpenAsync(page);
        Assert.Contains("联络员", seen.Text, StringComparison.Ordinal);
        Assert.Equal("王敏", seen.All("#person").Single().GetAttribute("value"));
        Assert.Equal(page, (await browser.SendAsync(seen, $"{page}/interests/remove")).Location);
        Assert.DoesNotContain("联络员", (await browser.OpenAsync(page)).Text, StringComparison.Ordinal);

        var refused = await browser.SendAsync(await browser.OpenAsync(page), $"{page}/interests", ("unit", "Unit 7"), ("reason", "typed"));
        Assert.Equal((400, "typed"), (refused.Status, refused.All("#interest-reason").Single().GetAttribute("value")));
        Assert.Equal(409, (await browser.SendAsync(await browser.OpenAsync("/manage/staff/admin"), "/manage/staff/admin/person", ("person", "another"))).Status);
    }

    [Fact]
    public async Task An_administrator_enters_the_id_at_the_identity_provider_and_a_refusal_keeps_what_was_typed()
    {
        var (_, first) = await ObjectedRound.StaffAsync(server.Site);
        var (_, second) = await ObjectedRound.StaffAsync(server.Site);
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal($"/manage/staff/{first}", (await SendAsync(first, $"p-{first}")).Location);
        var refused = await SendAsync(second, $"p-{first}");
        Strict.Check(refused);
        Assert.Equal((409, $"p-{first}"), (refused.Status, refused.All("#provider-id").Single().GetAttribute("value")));
        Assert.Contains($"p-{first}", (await browser.OpenAsync($"/manage/staff?text={first}")).In("tbody tr"), StringComparison.Ordinal);
        Assert.Equal($"/manage/staff/{first}", (await SendAsync(first, "")).Location);
        Assert.Equal($"/manage/staff/{second}", (await SendAsync(second, $"p-{first}")).Location);
        Assert.Equal(400, (await SendAsync(first, new string('x', 256))).Status);

        async Task<Seen> SendAsync(string name, string id) =>
            await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/provider-id", ("provider-id", id));
    }

    [Fact]
    public async Task An_account_enters_its_own_interest_and_cannot_remove_it()
    {
        var name = TestServer.NewId("clerk");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer"}]}""")).Answers(201).GetProperty("key").GetString()!;
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        Assert.Equal("/account", (await browser.SendAsync(await browser.OpenAsync("/account"), "/account/interests", ("unit", "u7"), ("reason", "worked there"))).Location);
        var page = await browser.OpenAsync("/account");
        Strict.Check(page);
        Assert.Contains("worked there", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("form"), form => form.GetAttribute("action")!.Contains("remove", StringComparison.Ordinal));
        Assert.Equal(400, (await browser.SendAsync(page, "/account/interests", ("unit", "u7"), ("reason", " "))).Status);
    }

    [Fact]
    public async Task The_page_of_an_account_without_a_role_names_whom_to_ask()
    {
        var (key, name) = await AccountAsync("[]");
        using var browser = await new Browser(server.Address).SignedInAsync(name, key);
        var page = await browser.OpenAsync("/account");
        Strict.Check(page);
        Assert.Contains("请联系管理员", page.In(".notice"), StringComparison.Ordinal);
        (key, name) = await AccountAsync("""[{"role":"reviewer"}]""");
        using var reviewer = await new Browser(server.Address).SignedInAsync(name, key);
        Assert.Equal("", (await reviewer.OpenAsync("/account")).In(".notice"));
    }

    private async Task<(string Key, string Name)> AccountAsync(string roles)
    {
        var name = TestServer.NewId("clerk");
        return ((await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":{{roles}}}""")).Answers(201).GetProperty("key").GetString()!, name);
    }
}
