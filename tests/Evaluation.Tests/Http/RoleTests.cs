namespace Evaluation.Tests.Http;

/// <summary>Every role at every call: allowed calls are answered and all others are refused.</summary>
[Collection(SharedServer.Name)]
public sealed class RoleTests(TestServer server)
{
    /// <summary>Calls that certain roles may make, whatever the state of the round.</summary>
    public static TheoryData<string, string, string> Calls => new()
    {
        { "POST", "/api/rounds", "administrator" },
        { "PUT", "/api/rounds/{round}", "administrator" },
        { "GET", "/api/rounds/{round}", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/schedule", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/paper", "administrator reviewer auditor" },
        { "GET", "/api/rounds/{round}/turnout", "administrator reviewer auditor" },
        { "GET", "/api/rounds/{round}/turnout/stream", "administrator reviewer auditor" },
        { "GET", "/api/rounds/{round}/audit", "administrator auditor" },
        { "POST", "/api/rounds/{round}/transitions", "administrator" },
        { "POST", "/api/rounds/{round}/schedule", "administrator" },
        { "POST", "/api/rounds/{round}/record/copies", "auditor" },
        { "POST", "/api/rounds/{round}/key/destruction", "administrator" },
        { "POST", "/api/rounds/{round}/key/destruction/approval", "administrator" },
        { "POST", "/api/rounds/{round}/credentials", "administrator" },
        { "POST", "/api/rounds/{round}/credentials/revocations", "administrator" },
        { "GET", "/api/rounds/{round}/credentials/batches", "administrator auditor" },
        { "GET", "/api/rounds/{round}/credentials/batches/b", "administrator auditor" },
        { "DELETE", "/api/rounds/{round}/credentials/batches/b", "administrator" },
        { "GET", "/api/rounds/{round}/key", "administrator auditor" },
        { "POST", "/api/rounds/{round}/key/shares", "administrator" },
        { "POST", "/api/rounds/{round}/credentials/batches/b/replacement", "administrator" },
        { "POST", "/api/rounds/{round}/credentials/batches/b/second-parts", "administrator" },
        { "POST", "/api/rounds/{round}/objections", "administrator unit reviewer" },
        { "GET", "/api/rounds/{round}/objections/o-1/assign", "administrator auditor reviewer" },
        { "POST", "/api/rounds/{round}/objections/o-1/assign", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/objections/o-1/resolve", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/objections/o-1/approve", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/evidence", "unit inspector reviewer" },
        { "GET", "/api/rounds/{round}/units/u1/evidence", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/evidence/ev-1", "administrator unit inspector reviewer auditor" },
        { "DELETE", "/api/rounds/{round}/units/u1/evidence/ev-1", "unit" },
        { "GET", "/api/rounds/{round}/units/u1/evidence/index", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/evidence/archive", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/evidence/ev-1/thumbnail", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/evidence/ev-1/file", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/panels", "administrator inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/panels/north", "administrator inspector reviewer auditor" },
        { "PUT", "/api/rounds/{round}/panels/north", "administrator" },
        { "DELETE", "/api/rounds/{round}/panels/north", "administrator" },
        { "POST", "/api/rounds/{round}/draws", "administrator" },
        { "POST", "/api/rounds/{round}/draws/spot-1/seed", "administrator" },
        { "PUT", "/api/rounds/{round}/units/u1/inspections/wang", "inspector" },
        { "POST", "/api/rounds/{round}/units/u1/inspections/wang/reopening", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/comments/tags", "administrator reviewer" },
        { "PUT", "/api/rounds/{round}/units/u1/comments/0a/answer", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/spot-checks", "inspector" },
        { "GET", "/api/rounds/{round}/units/u1/spot-checks", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/spot-checks/sc-1", "administrator unit inspector reviewer auditor" },
        { "POST", "/api/rounds/{round}/units/u1/spot-checks/sc-1/withdrawal", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/facts", "reviewer" },
        { "GET", "/api/rounds/{round}/units/u1/facts", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/facts/f", "administrator unit inspector reviewer auditor" },
        { "POST", "/api/rounds/{round}/units/u1/facts/f/withdrawal", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/adjustments", "inspector reviewer" },
        { "GET", "/api/rounds/{round}/units/u1/adjustments", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/adjustments/adj-1", "administrator unit inspector reviewer auditor" },
        { "POST", "/api/rounds/{round}/units/u1/adjustments/adj-1/approval", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/adjustments/adj-1/rejection", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/adjustments/adj-1/withdrawal", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/findings", "inspector" },
        { "GET", "/api/rounds/{round}/units/u1/findings", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/findings/f-1", "administrator unit inspector reviewer auditor" },
        { "POST", "/api/rounds/{round}/units/u1/findings/f-1/reply", "unit" },
        { "POST", "/api/rounds/{round}/units/u1/findings/f-1/verification", "inspector" },
        { "POST", "/api/rounds/{round}/units/u1/findings/f-1/closing", "reviewer" },
        { "GET", "/api/rounds/{round}/findings", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/standing", "administrator unit inspector reviewer auditor" },
        { "GET", "/api/complaints", "administrator unit reviewer auditor" },
        { "GET", "/api/complaints/export", "administrator reviewer auditor" },
        { "POST", "/api/complaints/1999-0001/assignment", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/release", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/answer", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/finding", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/rejection", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/restoration", "administrator reviewer" },
        { "POST", "/api/complaints/1999-0001/closing", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/awards", "administrator" },
        { "POST", "/api/rounds/{round}/awards/special", "administrator reviewer" },
        { "POST", "/api/rounds/{round}/awards/special/creative/approval", "administrator reviewer" },
        { "PUT", "/api/honours/titles/civilised", "administrator" },
        { "POST", "/api/honours", "administrator" },
        { "POST", "/api/honours/h-0/renewal", "administrator" },
        { "POST", "/api/honours/h-0/withdrawal", "administrator" },
        { "GET", "/api/honours/audit", "administrator auditor" },
        { "GET", "/api/staff", "administrator auditor" },
        { "GET", "/api/staff/audit", "administrator auditor" },
        { "POST", "/api/staff", "administrator" },
        { "GET", "/api/staff/somebody", "administrator auditor" },
        { "GET", "/api/staff/somebody/roles", "administrator auditor" },
        { "PUT", "/api/staff/somebody/roles", "administrator" },
        { "POST", "/api/staff/somebody/key", "administrator" },
        { "DELETE", "/api/staff/somebody", "administrator" },
        { "DELETE", "/api/staff/somebody/lock", "administrator" },
        { "DELETE", "/api/staff/somebody/access", "administrator" },
        { "GET", "/api/staff-proposals", "administrator auditor" },
        { "GET", "/api/staff-proposals/p-1", "administrator auditor" },
        { "POST", "/api/staff-proposals", "administrator" },
        { "POST", "/api/staff-proposals/p-0/approval", "administrator" },
        { "POST", "/api/staff-proposals/p-0/rejection", "administrator" },
        { "DELETE", "/api/four-eyes/announcement", "administrator" },
        { "PUT", "/api/rounds/{round}/units/u1/self-assessment", "unit" },
        { "POST", "/api/rounds/{round}/units/u1/self-assessment/filing", "unit" },
        { "POST", "/api/rounds/{round}/units/u1/self-assessment/reopening", "reviewer" },
        { "POST", "/api/rounds/{round}/units/u1/self-assessment/import", "unit" },
        { "GET", "/api/rounds/{round}/claims", "administrator inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/claims", "administrator inspector reviewer auditor" },
        { "GET", "/api/rounds/{round}/units/u1/claims/duty", "administrator inspector reviewer auditor" },
        { "PUT", "/api/rounds/{round}/units/u1/claims/duty", "reviewer" },
        { "GET", "/api/staff/somebody/person", "administrator auditor" },
        { "PUT", "/api/staff/somebody/person", "administrator" },
        { "GET", "/api/staff/somebody/provider-id", "administrator auditor" },
        { "PUT", "/api/staff/somebody/provider-id", "administrator" },
        { "DELETE", "/api/staff/somebody/provider-id", "administrator" },
        { "GET", "/api/staff/somebody/interests", "administrator auditor" },
        { "POST", "/api/staff/somebody/interests", "administrator" },
        { "GET", "/api/staff/somebody/interests/u1", "administrator auditor" },
        { "DELETE", "/api/staff/somebody/interests/u1", "administrator" },
        { "GET", "/api/staff/somebody/sessions", "administrator" },
        { "DELETE", "/api/staff/somebody/sessions", "administrator" },
        { "DELETE", "/api/staff/somebody/sessions/3f", "administrator" },
        { "GET", "/api/rounds/{round}/units/u1/targets", "unit administrator reviewer inspector auditor" },
        { "GET", "/api/rounds/{round}/units/u1/targets/t1", "unit administrator reviewer inspector auditor" },
        { "PUT", "/api/rounds/{round}/units/u1/targets", "administrator" },
        { "POST", "/api/rounds/{round}/units/u1/targets/amendment", "administrator" },
        { "POST", "/api/rounds/{round}/units/u1/targets/signature", "unit administrator" },
        { "PUT", "/api/rounds/{round}/units/u1/targets/t1/progress", "unit" },
        { "PUT", "/api/rounds/{round}/units/u1/targets/t1/grade", "reviewer" },
        { "GET", "/api/rounds/{round}/progress", "administrator reviewer auditor inspector unit" },
        { "POST", "/api/rounds/{round}/trial", "administrator" },
        { "GET", "/api/templates", "administrator" },
        { "GET", "/api/templates/award", "administrator" },
        { "GET", "/api/operations", "operator administrator" },
    };

    /// <summary>
    /// Calls that are open to all, that concern only the caller's own drafts, or that depend on the round's rules and state or on a
    /// credential. Other tests hold those.
    /// </summary>
    private static readonly string[] OpenCalls =
    [
        "DELETE /api/drafts/{form}",
        "GET /api/drafts/{form}",
        "POST /api/complaints",
        "POST /api/rounds/{round}/receipt-checks",
        "PUT /api/drafts/{form}",
        "GET /api/four-eyes",
        "POST /api/staff-access",
        "GET /api/honours",
        "GET /api/honours/export",
        "GET /api/honours/titles",
        "GET /api/honours/titles/{title}",
        "GET /api/log/checkpoint",
        "GET /api/log/key",
        "GET /api/log/proof",
        "GET /api/rounds",
        "GET /api/rounds/{round}/awards",
        "GET /api/rounds/{round}/awards/special",
        "GET /api/rounds/{round}/awards/special/{code}",
        "GET /api/rounds/{round}/ballot",
        "PUT /api/rounds/{round}/ballot",
        "POST /api/rounds/{round}/ballot/finish",
        "GET /api/rounds/{round}/bulletins/{month}",
        "GET /api/rounds/{round}/comments",
        "GET /api/rounds/{round}/criteria/{criterion}/scores",
        "GET /api/rounds/{round}/criteria/{criterion}/scores/stream",
        "GET /api/rounds/{round}/draws",
        "GET /api/rounds/{round}/draws/{id}",
        "GET /api/rounds/{round}/export",
        "GET /api/rounds/{round}/objections",
        "GET /api/rounds/{round}/objections/{id}",
        "GET /api/rounds/{round}/results",
        "GET /api/rounds/{round}/results/comparison",
        "GET /api/rounds/{round}/results/tallies",
        "GET /api/rounds/{round}/results/{unit}/derivation",
        "GET /api/rounds/{round}/scores",
        "GET /api/rounds/{round}/scores/stream",
        "GET /api/rounds/{round}/units/{unit}/comments/{comment}",
        "GET /api/rounds/{round}/units/{unit}/inspections",
        "GET /api/rounds/{round}/units/{unit}/inspections/{inspector}",
        "GET /api/rounds/{round}/units/{unit}/self-assessment",
        "GET /api/units/{unit}/history",
    ];

    /// <summary>Calls of anybody. A ballot has a credential instead of a key.</summary>
    public static TheoryData<string> CallsWithoutAKey => [.. OpenCalls.Where(call => !call.Contains("/ballot", StringComparison.Ordinal))];

    [Fact]
    public void Every_call_is_either_for_certain_roles_or_open() =>
        Assert.Equal(
            OpenCalls.Order(StringComparer.Ordinal),
            server.Below("/api").Where(call => !Calls.Any(row => (string)row[0] == call.Method && ServedCalls.Serves(call.Template, Path((string)row[1], "x"))))
                .Select(call => $"{call.Method} {call.Template}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_allowed_only_for_its_roles(string method, string path, string allowed)
    {
        var round = await server.DraftAsync();
        path = Path(path, round.Id);
        // A draft's paper is refused to every role for its state.
        var (status, code) = path.EndsWith("/paper", StringComparison.Ordinal) ? (409, "not-open") : (403, "not-allowed");
        foreach (var role in ServedCalls.Roles)
        {
            var caller = await server.StaffWithAsync(ServedCalls.Grant(role));
            using var response = await caller.StartAsync(new(method), path, method is "GET" or "DELETE" ? null : new StringContent("{}"));
            // An allowed role gets an answer, or the refusal of this empty call.
            if (allowed.Split(' ').Contains(role))
                Assert.True((int)response.StatusCode is not (401 or 403), $"{role}: {(int)response.StatusCode}");
            else
                (await Answer.OfAsync(response)).Refuses(status, code);
        }
        var stranger = await server.Anybody.SendAsync(new(method), path, method is "GET" or "DELETE" ? null : new StringContent("{}"));
        stranger.Refuses(status == 409 ? 409 : 401, status == 409 ? code : "sign-in-required");
    }

    [Fact]
    public async Task A_role_for_one_round_grants_nothing_for_other_rounds_or_for_staff()
    {
        var (mine, other) = (await server.DraftAsync(), await server.DraftAsync());
        var administrator = await server.StaffWithAsync($$"""{"role":"administrator","round":"{{mine.Id}}"}""");
        (await administrator.PostAsync($"{mine.Path}/transitions", """{"to":"voting"}""")).Answers();
        (await administrator.PostAsync($"{other.Path}/transitions", """{"to":"voting"}""")).Refuses(403, "not-allowed");
        (await administrator.PostAsync("/api/rounds", SmallDefinition.Of(TestServer.NewId()))).Refuses(403, "not-allowed");
        (await administrator.GetAsync("/api/staff")).Refuses(403, "not-allowed");
    }

    [Theory]
    [MemberData(nameof(CallsWithoutAKey))]
    public async Task An_unknown_key_and_another_scheme_are_refused_even_where_no_key_is_needed(string call)
    {
        var (method, template) = (call.Split(' ')[0], call.Split(' ')[1]);
        var round = await server.OpenAsync();
        var path = System.Text.RegularExpressions.Regex.Replace(template.Replace("{round}", round.Id, StringComparison.Ordinal), @"\{\w+\}", "u1");
        foreach (var header in (string[])["Bearer not-a-key", "Basic YWRtaW46c2VjcmV0"])
        {
            var refused = await server.Anybody.SendAsync(new(method), path, method == "GET" ? null : new StringContent("{}"), ("Authorization", header));
            refused.Refuses(401, "sign-in-required");
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer  ")]
    [InlineData("Bearerkey")]
    [InlineData("ek_key")]
    [InlineData("Basic")]
    [InlineData("Ballots 0000000000000000000000000a")]
    public async Task A_blank_key_and_a_key_without_its_scheme_are_unknown_keys(string header) =>
        (await server.Anybody.GetAsync("/api/rounds", ("Authorization", header))).Refuses(401, "sign-in-required");

    [Fact]
    public async Task Two_secrets_in_one_call_are_refused()
    {
        var call = "GET /api/rounds HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Ballot 0000000000000000000000000a\r\nAuthorization: Complaint secret\r\n\r\n"u8;
        var (status, _) = await Mutations.RawCall.SendAsync(server.Address, Loopback.NewAddress(), call.ToArray(), mayBreakOff: false);
        Assert.Equal(401, status);
    }

    [Theory]
    [InlineData("Ballot 0000000000000000000000000a")]
    [InlineData("Complaint secret")]
    public async Task A_secret_of_a_voter_or_of_a_complaint_reads_what_everybody_reads(string header) =>
        (await server.Anybody.GetAsync("/api/rounds", ("Authorization", header))).Answers();

    [Fact]
    public async Task A_key_of_any_length_is_refused() =>
        (await server.Staff(new string('x', 5_000)).GetAsync("/api/rounds")).Refuses(401, "sign-in-required");

    [Fact]
    public async Task A_credential_is_not_accepted_as_a_key_nor_a_key_as_a_credential()
    {
        var round = await server.OpenAsync();
        var credential = (await round.IssueAsync("npc", 1))[0];
        (await server.Voter(credential).GetAsync($"{round.Path}/audit")).Refuses(401, "sign-in-required");
        (await server.Staff(credential).GetAsync($"{round.Path}/audit")).Refuses(401, "sign-in-required");
        (await server.Voter(Site.AdministratorKey).GetAsync($"{round.Path}/ballot")).Refuses(401, "no-such-credential");
    }

    private static string Path(string template, string round) => template.Replace("{round}", round, StringComparison.Ordinal);
}
