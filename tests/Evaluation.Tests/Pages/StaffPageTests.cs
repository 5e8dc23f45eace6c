
namespace Evaluation.Tests.Pages;

/// <summary>Accounts managed by an administrator: roles, first passwords, keys, removal.</summary>
public sealed class StaffPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_new_account_gets_roles_and_a_first_password_that_must_be_changed()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = TestServer.NewId("clerk");
        Assert.Equal($"/manage/staff/{name}", (await browser.SendAsync(await browser.OpenAsync("/manage/staff"), "/manage/staff", ("name", name))).Location);
        var member = await browser.OpenAsync($"/manage/staff/{name}");
        Strict.Check(member);
        await browser.SendAsync(member, $"/manage/staff/{name}/roles", ("role-0", "Auditor"), ("role-1", "Auditor"));
        var made = await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/password");
        var first = made.In(".secret");
        Assert.Equal(20, first.Length);

        using var clerk = await new Browser(server.Address).SignedInAsync(name, first);
        Assert.Equal("/account", (await clerk.OpenAsync("/manage")).Location);
        var same = await clerk.SendAsync(await clerk.OpenAsync("/account"), "/account", ("current", first), ("new", first), ("again", first));
        Assert.Equal((400, "新密码与当前密码相同，请另设一个。"), (same.Status, same.In("#new-fault")));
        Assert.Equal(302, (await clerk.SendAsync(await clerk.OpenAsync("/account"), "/account", ("current", first), ("new", "quite-my-own-1"), ("again", "quite-my-own-1"))).Status);
        Assert.Equal(200, (await clerk.OpenAsync("/manage")).Status);
        var audit = await clerk.OpenAsync("/manage/staff-audit");
        Strict.Check(audit);
        Assert.Contains("修改密码", audit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(first, audit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_of_accounts_has_pages_of_200_lines()
    {
        const int Lines = 200;
        for (var account = 0; account <= Lines; account++)
            (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{TestServer.NewId("many")}}","roles":[{"role":"auditor"}]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var first in new[] { "", "?page=1", "?page=0", "?page=none" })
            Assert.Equal(Lines, (await browser.OpenAsync("/manage/staff-audit" + first)).All(".audit tbody tr").Count());
        var second = await browser.OpenAsync("/manage/staff-audit?page=2");
        Strict.Check(second);
        Assert.InRange(second.All(".audit tbody tr").Count(), 1, Lines);
        Assert.Contains(second.All("a"), link => link.GetAttribute("href") == "/manage/staff-audit?page=1");
    }

    [Fact]
    public async Task A_new_key_is_shown_once_and_works()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = await AddAsync(browser);
        var made = await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/key");
        (await server.Staff(made.In(".secret")).GetAsync("/api/rounds")).Answers();
        Assert.DoesNotContain("ek_", (await browser.OpenAsync($"/manage/staff/{name}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_a_role_shows_the_next_step()
    {
        using var browser = await new Browser(server.Address, "en").SignedInAsync();
        var address = $"/manage/staff/{await AddAsync(browser)}";
        var added = await browser.OpenAsync(address);
        Assert.Contains("Give it a role. Then create a first password", added.In("main"), StringComparison.Ordinal);
        await browser.SendAsync(added, $"{address}/roles", ("role-0", "Auditor"));
        Assert.DoesNotContain("Give it a role", (await browser.OpenAsync(address)).In("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unit", "", 400)]
    [InlineData("Auditor", "u1", 400)]
    [InlineData("King", "", 400)]
    public async Task Invalid_roles_are_refused(string role, string unit, int status)
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = await AddAsync(browser);
        var refused = await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/roles", ("role-0", role), ("unit-0", unit));
        Assert.Equal(status, refused.Status);
        Assert.NotEqual("", refused.In("[role=alert]"));
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed_and_other_accounts_need_confirmation()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = await AddAsync(browser);
        Assert.Equal(400, (await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/remove")).Status);
        Assert.Equal("/manage/staff", (await browser.SendAsync(await browser.OpenAsync($"/manage/staff/{name}"), $"/manage/staff/{name}/remove", ("sure", "yes"))).Location);
        Assert.Equal(404, (await browser.OpenAsync($"/manage/staff/{name}")).Status);
        Assert.Equal(409, (await browser.SendAsync(await browser.OpenAsync("/manage/staff/admin"), "/manage/staff/admin/remove", ("sure", "yes"))).Status);
        Assert.Equal(409, (await browser.SendAsync(await browser.OpenAsync("/manage/staff/admin"), "/manage/staff/admin/roles", ("role-0", ""))).Status);
    }

    [Theory]
    [InlineData("Not A Slug")]
    [InlineData("-x")]
    [InlineData("p-3")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("admin")]
    public async Task An_invalid_name_is_refused_at_its_field(string name)
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await browser.SendAsync(await browser.OpenAsync("/manage/staff"), "/manage/staff", ("name", name));
        Assert.False(refused.Document.QuerySelector("#name")!.HasAttribute("maxlength"));
        Assert.Equal(("true", name), (refused.Document.QuerySelector("#name")!.GetAttribute("aria-invalid"), refused.Document.QuerySelector("#name")!.GetAttribute("value")));
    }

    [Fact]
    public async Task A_new_account_names_its_person()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var name = TestServer.NewId("named");
        var refused = await browser.SendAsync(await browser.OpenAsync("/manage/staff"), "/manage/staff", ("name", name), ("person", new string('人', Limits.PersonCharacters + 1)));
        Assert.Equal((400, "有 101 个字符，最多 100 个", name), (refused.Status, refused.In("#person ~ .fault"), refused.Document.QuerySelector("#name")!.GetAttribute("value")));
        await browser.SendAsync(refused, "/manage/staff", ("name", name), ("person", " 陈静 "));
        Assert.Equal("陈静", (await server.Administrator.GetAsync($"/api/staff/{name}")).Answers().GetProperty("person").GetString());
    }

    private static async Task<string> AddAsync(Browser browser)
    {
        var name = TestServer.NewId("somebody");
        await browser.SendAsync(await browser.OpenAsync("/manage/staff"), "/manage/staff", ("name", name));
        return name;
    }
}
