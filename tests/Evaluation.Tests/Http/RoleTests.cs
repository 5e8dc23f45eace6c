namespace Evaluation.Tests.Http;

/// <summary>Every role beside every call: what it may do, and that everything else is refused.</summary>
[Collection(SharedServer.Name)]
public sealed class RoleTests(TestServer server)
{
    private static readonly string[] Roles = ["administrator", "unit", "inspector", "reviewer", "auditor", "operator"];

    [Theory]
    [InlineData("POST", "/api/rounds", "administrator")]
    [InlineData("PUT", "{round}", "administrator")]
    [InlineData("GET", "{round}", "administrator unit inspector reviewer auditor")]
    [InlineData("GET", "{round}/paper", "administrator reviewer auditor")]
    [InlineData("GET", "{round}/turnout", "administrator reviewer auditor")]
    [InlineData("GET", "{round}/turnout/stream", "administrator reviewer auditor")]
    [InlineData("GET", "{round}/audit", "administrator auditor")]
    [InlineData("POST", "{round}/transitions", "administrator")]
    [InlineData("POST", "{round}/schedule", "administrator")]
    [InlineData("POST", "{round}/credentials", "administrator")]
    [InlineData("POST", "{round}/objections", "administrator unit reviewer")]
    [InlineData("POST", "{round}/objections/o-1/assign", "administrator reviewer")]
    [InlineData("POST", "{round}/objections/o-1/resolve", "administrator reviewer")]
    [InlineData("POST", "{round}/objections/o-1/approve", "administrator reviewer")]
    [InlineData("POST", "{round}/units/u1/evidence", "unit")]
    [InlineData("GET", "{round}/units/u1/evidence", "administrator unit inspector reviewer auditor")]
    [InlineData("GET", "{round}/units/u1/evidence/ev-1/file", "administrator unit inspector reviewer auditor")]
    [InlineData("POST", "{round}/units/u1/comments/tags", "administrator reviewer")]
    [InlineData("PUT", "{round}/units/u1/comments/0a/answer", "administrator reviewer")]
    [InlineData("GET", "/api/staff", "administrator auditor")]
    [InlineData("GET", "/api/staff/audit", "administrator auditor")]
    [InlineData("POST", "/api/staff", "administrator")]
    [InlineData("PUT", "/api/staff/somebody/roles", "administrator")]
    [InlineData("POST", "/api/staff/somebody/key", "administrator")]
    [InlineData("DELETE", "/api/staff/somebody", "administrator")]
    public async Task A_call_is_for_its_roles_alone(string method, string path, string allowed)
    {
        var round = await server.DraftAsync();
        path = path.Replace("{round}", round.Path, StringComparison.Ordinal);
        // A draft's paper is not open to anybody; it is no question of the key.
        var (status, code) = path.EndsWith("/paper", StringComparison.Ordinal) ? (409, "not-open") : (403, "not-allowed");
        foreach (var role in Roles)
        {
            var caller = await server.StaffWithAsync(role == "unit" ? """{"role":"unit","unit":"u1"}""" : $$"""{"role":"{{role}}"}""");
            using var response = await caller.StartAsync(new(method), path, method is "GET" or "DELETE" ? null : new StringContent("{}"));
            // Whoever is allowed gets an answer or is told what is wrong with this empty call.
            if (allowed.Split(' ').Contains(role))
                Assert.True((int)response.StatusCode is not (401 or 403), $"{role}: {(int)response.StatusCode}");
            else
                (await Answer.OfAsync(response)).Refuses(status, code);
        }
        var stranger = await server.Anybody.SendAsync(new(method), path, method is "GET" or "DELETE" ? null : new StringContent("{}"));
        stranger.Refuses(status == 409 ? 409 : 401, status == 409 ? code : "sign-in-required");
    }

    [Fact]
    public async Task A_role_for_one_round_says_nothing_of_another_or_of_staff()
    {
        var (mine, other) = (await server.DraftAsync(), await server.DraftAsync());
        var administrator = await server.StaffWithAsync($$"""{"role":"administrator","round":"{{mine.Id}}"}""");
        (await administrator.PostAsync($"{mine.Path}/transitions", """{"to":"voting"}""")).Answers();
        (await administrator.PostAsync($"{other.Path}/transitions", """{"to":"voting"}""")).Refuses(403, "not-allowed");
        (await administrator.PostAsync("/api/rounds", SmallDefinition.Of(TestServer.NewId()))).Refuses(403, "not-allowed");
        (await administrator.GetAsync("/api/staff")).Refuses(403, "not-allowed");
    }

    [Fact]
    public async Task An_unknown_key_is_refused_even_where_none_is_needed()
    {
        var round = await server.OpenAsync();
        foreach (var path in new[] { "/api/rounds", round.Path, $"{round.Path}/audit" })
        {
            var refused = await server.Staff("not-a-key").GetAsync(path);
            refused.Refuses(401, "sign-in-required");
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }
        (await server.Staff(new string('x', 5_000)).GetAsync("/api/rounds")).Refuses(401, "sign-in-required");
    }

    [Fact]
    public async Task A_credential_is_no_key_and_a_key_no_credential()
    {
        var round = await server.OpenAsync();
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await server.Voter(credential).GetAsync($"{round.Path}/audit")).Refuses(401, "sign-in-required");
        (await server.Staff(credential).GetAsync($"{round.Path}/audit")).Refuses(401, "sign-in-required");
        (await server.Voter(Site.AdministratorKey).GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential");
    }
}
