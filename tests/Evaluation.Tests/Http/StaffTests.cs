using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Staff;
using Evaluation.Staff;

namespace Evaluation.Tests.Http;

/// <summary>Accounts, on a server that no other test gives a second administrator.</summary>
public sealed class StaffTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task An_accounts_key_is_shown_once_and_its_roles_always()
    {
        var name = TestServer.NewId("clerk");
        var added = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"},{"role":"unit","round":"r","unit":"u1"}]}""")).Answers(201);
        var key = added.GetProperty("key").GetString()!;
        (await server.Staff(key).GetAsync("/api/rounds")).Answers();

        var list = (await server.Administrator.GetAsync("/api/staff")).Answers();
        var listed = list.EnumerateArray().Single(account => account.GetProperty("name").GetString() == name);
        Assert.Equal(["auditor", "unit"], listed.GetProperty("roles").EnumerateArray().Select(grant => grant.GetProperty("role").GetString()));
        Assert.DoesNotContain("key", list.GetRawText(), StringComparison.OrdinalIgnoreCase);
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Refuses(409, "staff-exists");
    }

    [Fact]
    public async Task A_replaced_key_and_a_removed_account_lose_access_at_once()
    {
        var name = TestServer.NewId("clerk");
        var first = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"auditor"}]}""")).Answers(201).GetProperty("key").GetString()!;
        var second = (await server.Administrator.PostAsync($"/api/staff/{name}/key")).Answers().GetProperty("key").GetString()!;
        (await server.Staff(first).GetAsync("/api/rounds")).Refuses(401, "sign-in-required");
        (await server.Staff(second).GetAsync("/api/rounds")).Answers();

        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{name}")).Status);
        (await server.Staff(second).GetAsync("/api/rounds")).Refuses(401, "sign-in-required");
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{name}")).Status);
        (await server.Administrator.DeleteAsync("/api/staff/nobody")).Refuses(404, "no-such-staff");
        (await server.Administrator.PostAsync($"/api/staff/{name}/key")).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task Changed_roles_take_effect_at_once()
    {
        var round = await server.DraftAsync();
        var name = TestServer.NewId("clerk");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[]}""")).Answers(201).GetProperty("key").GetString()!;
        (await server.Staff(key).GetAsync(round.Path)).Refuses(403, "not-allowed");
        (await server.Administrator.PutAsync($"/api/staff/{name}/roles", """{"roles":[{"role":"auditor"}]}""")).Answers();
        (await server.Staff(key).GetAsync(round.Path)).Answers();
        (await server.Administrator.PutAsync("/api/staff/nobody/roles", """{"roles":[]}""")).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed()
    {
        // A server of its own: other tests leave administrators on the shared one.
        var own = new TestServer();
        await own.InitializeAsync();
        (await own.Administrator.DeleteAsync("/api/staff/admin")).Refuses(409, "last-administrator");
        (await own.Administrator.PutAsync("/api/staff/admin/roles", """{"roles":[{"role":"administrator","round":"one"}]}""")).Refuses(409, "last-administrator");
        await own.DisposeAsync();
    }

    [Fact]
    public async Task An_account_whose_name_would_be_refused_today_stays_usable()
    {
        var name = TestServer.NewId("-old");
        var admin = (await server.Get<StaffDirectory>().FindByNameAsync("admin")).Answer!;
        Assert.Null((await server.Get<StaffUseCases>().AddAsync(new(name, [new(Role.Auditor)]), admin)).Refusal);
        (await server.Administrator.PutAsync($"/api/staff/{name}/roles", """{"roles":[{"role":"reviewer"}]}""")).Answers();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(200, (await browser.OpenAsync($"/manage/staff/{name}")).Status);
    }

    [Theory]
    [InlineData("""{"name":"A B","roles":[]}""", "/name")]
    [InlineData("""{"name":"-x","roles":[]}""", "/name")]
    [InlineData("""{"name":"p-3","roles":[]}""", "/name")]
    [InlineData("""{"roles":[]}""", "/name")]
    [InlineData("""{"name":"x"}""", "/roles")]
    [InlineData("""{"name":"x","roles":[{"role":"king"}]}""", "/roles/0/role")]
    [InlineData("""{"name":"x","roles":[{"role":"unit"}]}""", "/roles/0")]
    [InlineData("""{"name":"x","roles":[{"role":"auditor","unit":"u1"}]}""", "/roles/0")]
    [InlineData("""{"name":"x","roles":"auditor"}""", "/roles")]
    public async Task An_invalid_account_is_refused_with_its_fault(string body, string pointer)
    {
        var problem = (await server.Administrator.PostAsync("/api/staff", body)).Refuses(400, "bad-request");
        Assert.Contains(pointer, problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
    }
}
