using System.Text.Json;

namespace Evaluation.Tests.Http.Objections;

/// <summary>Who may object, answer and read, and what is refused.</summary>
[Collection(SharedServer.Name)]
public sealed class ObjectionTests(TestServer server)
{
    [Fact]
    public async Task A_unit_objects_for_itself_and_staff_object_on_behalf_of_others()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var own = (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection())).Answers(201);
        Assert.Equal(("o-1", "filed", 1), (own.GetProperty("id").GetString(), own.GetProperty("state").GetString(), own.GetProperty("version").GetInt32()));
        var problem = (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(unit: "u1"))).Refuses(403, "unit-not-yours");
        Assert.Equal("u1", problem.GetProperty("unit").GetString());
        (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(onBehalfOf: "a citizen"))).Refuses(403, "unit-not-yours");

        foreach (var official in new[] { objected.Reviewer, server.Administrator })
        {
            AssertFault((await official.PostAsync(objected.Path, ObjectedRound.Objection())).Refuses(400, "bad-request"), "/onBehalfOf");
            (await official.PostAsync(objected.Path, ObjectedRound.Objection(unit: "u1", onBehalfOf: "a citizen"))).Answers(201);
        }
        var (elsewhere, _) = await ObjectedRound.StaffAsync(server.Site, """{"role":"unit","round":"another","unit":"u2"}""");
        (await elsewhere.PostAsync(objected.Path, ObjectedRound.Objection())).Refuses(403, "not-allowed");
    }

    [Fact]
    public async Task Sending_the_same_objection_again_returns_the_same_answer()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (first, again) = (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection()), await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection()));
        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal($"{objected.Path}/o-1", again.Headers.Location?.ToString());
        Assert.Single((await objected.Unit.GetAsync(objected.Path)).Answers().EnumerateArray());
    }

    [Theory]
    [InlineData("""{}""", 400, "bad-request")]
    [InlineData("""{"unit":"u2","about":"/bonus","text":""}""", 400, "bad-request")]
    [InlineData("""{"unit":"u2","about":"/bonus","text":"x","why":"y"}""", 400, "bad-request")]
    [InlineData("""{"unit":"u2","about":"/bonus","text":"x","version":"1"}""", 400, "bad-request")]
    [InlineData("""{"unit":"u2","about":"/bonuses","text":"x"}""", 400, "no-such-figure")]
    [InlineData("""{"unit":"u2","about":"/groups/0/score","text":"x"}""", 400, "no-such-figure")]
    [InlineData("""{"unit":"u2","about":"/bonus","text":"x","version":2}""", 404, "no-such-version")]
    [InlineData("""not json""", 400, "not-json")]
    public async Task An_invalid_objection_is_refused(string body, int status, string code)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        (await objected.Unit.PostAsync(objected.Path, body)).Refuses(status, code);
        Assert.Empty((await objected.Unit.GetAsync(objected.Path)).Answers().EnumerateArray());
    }

    [Fact]
    public async Task A_text_above_the_limit_is_refused_and_a_text_at_the_limit_is_accepted()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var longest = new string('异', Limits.ObjectionCharacters);
        AssertFault((await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(text: longest + "议"))).Refuses(400, "bad-request"), "/text");
        Assert.Equal(longest, (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(text: longest))).Answers(201).GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_approver_is_neither_the_proposer_nor_the_objector()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        (await objected.Second.PostAsync(objected.Path, ObjectedRound.Objection(onBehalfOf: "a citizen"))).Answers(201);
        (await objected.Second.PostAsync($"{objected.Path}/o-1/approve")).Refuses(409, "nothing-proposed");
        (await objected.Reviewer.PostAsync($"{objected.Path}/o-1/resolve", ObjectedRound.Uphold())).Answers();
        (await objected.Reviewer.PostAsync($"{objected.Path}/o-1/approve")).Refuses(409, "same-person");
        (await objected.Second.PostAsync($"{objected.Path}/o-1/approve")).Refuses(409, "same-person");
        (await server.Administrator.PostAsync($"{objected.Path}/o-1/approve", """{"proposal":2}""")).Refuses(409, "proposal-replaced");

        Assert.Equal(2, (await server.Administrator.PostAsync($"{objected.Path}/o-1/approve", """{"proposal":1}""")).Answers().GetProperty("resultVersion").GetInt32());
        Assert.Equal(2, (await server.Administrator.PostAsync($"{objected.Path}/o-1/approve")).Answers().GetProperty("resultVersion").GetInt32());
        (await objected.Reviewer.PostAsync($"{objected.Path}/o-1/approve")).Refuses(409, "objection-answered");
        (await objected.Second.PostAsync($"{objected.Path}/o-1/resolve", """{"decision":"rejected","answer":"no"}""")).Refuses(409, "objection-answered");
    }

    [Fact]
    public async Task A_rejected_objection_is_answered_and_does_not_change_the_result()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", """{"decision":"rejected","answer":"not in this year"}""")).Answers();
        var answered = (await objected.Second.PostAsync($"{objected.Path}/{ticket}/approve", "{}")).Answers();
        Assert.Equal(("rejected", "not in this year", false), (
            answered.GetProperty("answer").GetProperty("decision").GetString(), answered.GetProperty("answer").GetProperty("text").GetString(),
            answered.GetProperty("answer").GetProperty("late").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, answered.GetProperty("resultVersion").ValueKind);
        Assert.Equal(1, (await objected.ResultAsync()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("""{"decision":"upheld","answer":"yes"}""", 409, "nothing-corrected", null)]
    [InlineData("""{"decision":"upheld","answer":"yes","corrections":[]}""", 409, "nothing-corrected", null)]
    [InlineData("""{"decision":"maybe","answer":"yes"}""", 400, "bad-correction", "/decision")]
    [InlineData("""{"decision":"rejected"}""", 400, "bad-correction", "/answer")]
    [InlineData("""{"decision":"rejected","answer":"no","corrections":[{"change":"fact-stated","fact":{"fact":"named"}}]}""", 400, "bad-correction", "/corrections")]
    [InlineData("""{"decision":"upheld","answer":"yes","corrections":[{"change":"votes-changed"}]}""", 400, "bad-correction", "/corrections/0/change")]
    [InlineData("""{"decision":"upheld","answer":"yes","corrections":[{"change":"fact-stated","fact":{"fact":"nemed"}}]}""", 400, "bad-correction", "/corrections/0/fact/fact")]
    [InlineData("""{"decision":"upheld","answer":"yes","corrections":[{"change":"sheet-entered","sheet":{"inspector":"chen","points":{"visit":11}}}]}""", 400, "bad-correction", "/corrections/0/sheet/points/visit")]
    [InlineData("""{"decision":"upheld","answer":"yes","corrections":[{"change":"sheet-entered","sheet":{"inspector":"chen","points":{"duty":1,"visit":"na"}}}]}""", 400, "bad-correction", "/corrections/0/sheet/points/duty")]
    public async Task An_invalid_answer_is_refused_with_a_pointer_to_each_fault(string body, int status, string code, string? pointer)
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        var problem = (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", body)).Refuses(status, code);
        if (pointer is not null)
            AssertFault(problem, pointer);
        Assert.Equal("filed", (await objected.Reviewer.GetAsync($"{objected.Path}/{ticket}")).Answers().GetProperty("state").GetString());
    }

    [Fact]
    public async Task Objections_are_assigned_to_reviewers_of_the_round()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        var (_, elsewhere) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer","round":"another"}""", """{"role":"auditor"}""");
        foreach (var nobody in new[] { "no-such-account", elsewhere })
            (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{nobody}}"}""")).Refuses(400, "not-a-reviewer");
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", """{"who":"x"}""")).Refuses(400, "bad-request");
        var assigned = (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{objected.ReviewerName}}"}""")).Answers();
        Assert.Equal(objected.ReviewerName, assigned.GetProperty("assignedTo").GetString());
    }

    [Fact]
    public async Task Answers_are_public_and_details_are_shown_only_to_the_parties()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        await objected.FileAsync("our text");
        (await objected.Second.PostAsync(objected.Path, ObjectedRound.Objection(text: "a citizen's text", onBehalfOf: "张三"))).Answers(201);
        foreach (var ticket in new[] { "o-1", "o-2" })
            (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        (await server.Administrator.PostAsync($"{objected.Path}/o-1/approve")).Answers();
        var auditor = await server.StaffWithAsync("""{"role":"auditor"}""");
        var (other, _) = await ObjectedRound.StaffAsync(server.Site, """{"role":"unit","unit":"u1"}""");

        foreach (var staff in new[] { objected.Reviewer, server.Administrator, auditor })
        {
            Assert.Equal(["our text", "a citizen's text"], await SeenAsync(staff, "text"));
            Assert.Equal([null, "张三"], await SeenAsync(staff, "onBehalfOf"));
            Assert.Equal([null, "1"], (await objected.ListAsync(staff)).Select(ticket => ticket.GetProperty("proposal") is { ValueKind: JsonValueKind.Object } proposal ? proposal.GetProperty("number").ToString() : null));
            Assert.Single((await objected.ListAsync(staff))[0].GetProperty("answer").GetProperty("corrections").EnumerateArray());
        }
        Assert.Equal(["our text", null], await SeenAsync(objected.Unit, "text"));
        foreach (var caller in new[] { objected.Unit, other, server.Anybody, await server.StaffWithAsync("""{"role":"inspector"}""") })
        {
            Assert.Equal(["answered", "proposed"], await SeenAsync(caller, "state"));
            Assert.Equal(["/bonus", "/bonus"], await SeenAsync(caller, "about"));
            var answer = (await caller.GetAsync($"{objected.Path}/o-1")).Answers().GetProperty("answer");
            Assert.Equal("you are right", answer.GetProperty("text").GetString());
            Assert.All(new[] { "corrections", "proposedBy", "approvedBy" }, name => Assert.Equal(JsonValueKind.Null, answer.GetProperty(name).ValueKind));
            foreach (var secret in new[] { "onBehalfOf", "assignedTo", "proposal" })
                Assert.All(await objected.ListAsync(caller), ticket => Assert.Equal(JsonValueKind.Null, ticket.GetProperty(secret).ValueKind));
            Assert.DoesNotContain("张三", (await caller.GetAsync(objected.Path)).Text, StringComparison.Ordinal);
        }
        foreach (var caller in new[] { other, server.Anybody })
            Assert.Equal([null, null], await SeenAsync(caller, "text"));

        async Task<IEnumerable<string?>> SeenAsync(Caller caller, string name) => (await objected.ListAsync(caller)).Select(ticket => ticket.GetProperty(name).GetString());
    }

    [Fact]
    public async Task Objections_are_not_found_before_publication_and_unknown_tickets_never()
    {
        var objected = await ObjectedRound.PrepareAsync(server.Site);
        (await server.Anybody.GetAsync(objected.Path)).Refuses(403, "not-published");
        (await objected.Unit.GetAsync($"{objected.Path}/o-1")).Refuses(403, "not-published");
        Assert.Empty((await objected.Reviewer.GetAsync(objected.Path)).Answers().EnumerateArray());
        (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection())).Refuses(409, "wrong-state");

        await objected.Round.MoveAsync("published");
        foreach (var id in new[] { "o-1", "1", "x" })
        {
            (await server.Anybody.GetAsync($"{objected.Path}/{id}")).Refuses(404, "no-such-objection");
            (await objected.Reviewer.PostAsync($"{objected.Path}/{id}/approve")).Refuses(404, "no-such-objection");
            (await objected.Reviewer.PostAsync($"{objected.Path}/{id}/resolve", ObjectedRound.Uphold())).Refuses(404, "no-such-objection");
            (await objected.Reviewer.PostAsync($"{objected.Path}/{id}/assign", $$"""{"to":"{{objected.ReviewerName}}"}""")).Refuses(404, "no-such-objection");
        }
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/objections")).Refuses(404, "no-such-round");
        (await server.Anybody.GetAsync("/api/rounds/no-such-round/results/comparison")).Refuses(404, "no-such-round");
    }

    [Fact]
    public async Task Concurrent_approvals_create_one_version()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var ticket = await objected.FileAsync();
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => objected.Second.PostAsync($"{objected.Path}/{ticket}/approve")));
        Assert.All(answers, answer => Assert.Equal(2, answer.Answers().GetProperty("resultVersion").GetInt32()));
        Assert.Equal(2, (await objected.ResultAsync()).GetProperty("versions").GetArrayLength());
    }

    private static void AssertFault(JsonElement problem, string pointer) =>
        Assert.Contains(pointer, problem.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()));
}
