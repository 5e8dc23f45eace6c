using System.Text.Json;

namespace Evaluation.Tests.Http;

/// <summary>The persons who use accounts, and the units in which they have an interest.</summary>
[Collection(SharedServer.Name)]
public sealed class PersonTests(TestServer server)
{
    private const string Interest = """{"unit":"u2","reason":"liaison"}""";

    [Fact]
    public async Task An_account_is_used_by_a_person_of_its_own_name_until_another_one_is_named()
    {
        var (_, first) = await ObjectedRound.StaffAsync(server.Site);
        Assert.Equal(first, await PersonAsync(first));
        var second = TestServer.NewId("clerk");
        Assert.Equal("王敏", (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{second}}","person":"王敏","roles":[]}""")).Answers(201).GetProperty("person").GetString());
        Assert.Equal("王敏", await PersonAsync(second));
        Assert.Equal("王敏", (await NameAsync(server.Administrator, first, "王敏")).Answers().GetProperty("person").GetString());
        Assert.Equal("王敏", await PersonAsync(first));
        (await NameAsync(server.Administrator, "nobody", "王敏")).Refuses(404, "no-such-staff");
        foreach (var body in new[] { "{}", """{"person":" "}""", $$"""{"person":"{{new string('x', 101)}}"}""" })
            (await server.Administrator.PutAsync($"/api/staff/{first}/person", body)).Refuses(400, "bad-request");
    }

    [Fact]
    public async Task The_id_at_the_identity_provider_is_that_of_one_account_and_every_change_is_audited()
    {
        var (_, first) = await ObjectedRound.StaffAsync(server.Site);
        var (_, second) = await ObjectedRound.StaffAsync(server.Site);
        var (id, body) = ($"id-of-{first}", $$"""{"providerId":" id-of-{{first}} "}""");
        Assert.Equal(JsonValueKind.Null, (await server.Administrator.GetAsync($"/api/staff/{first}/provider-id")).Answers().GetProperty("providerId").ValueKind);
        Assert.Equal(id, (await server.Administrator.PutAsync($"/api/staff/{first}/provider-id", body)).Answers().GetProperty("providerId").GetString());
        Assert.Equal(id, (await server.Administrator.GetAsync($"/api/staff/{first}")).Answers().GetProperty("providerId").GetString());
        Assert.Equal(first, (await server.Administrator.PutAsync($"/api/staff/{second}/provider-id", body)).Refuses(409, "provider-id-taken").GetProperty("account").GetString());
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{first}/provider-id")).Status);
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{first}/provider-id")).Status);
        (await server.Administrator.PutAsync($"/api/staff/{second}/provider-id", body)).Answers();
        var acts = (await server.Administrator.GetAsync("/api/staff/audit")).Answers().EnumerateArray().Select(line => $"{line.GetProperty("act")} {line.GetProperty("detail")}").ToArray();
        Assert.Equal(1, acts.Count(act => act == $"provider-id-set {first}: {id}"));
        Assert.Equal(1, acts.Count(act => act == $"provider-id-removed {first}"));
        foreach (var wrong in new[] { "{}", """{"providerId":" "}""", """{"providerId":null}""", $$"""{"providerId":"{{new string('x', 256)}}"}""" })
            (await server.Administrator.PutAsync($"/api/staff/{first}/provider-id", wrong)).Refuses(400, "bad-request");
        (await server.Administrator.PutAsync("/api/staff/nobody/provider-id", body)).Refuses(404, "no-such-staff");
    }

    [Fact]
    public async Task Nobody_becomes_two_people_alone()
    {
        var (caller, name) = await ObjectedRound.StaffAsync(server.Site, """{"role":"administrator"}""");
        var (other, otherName) = await ObjectedRound.StaffAsync(server.Site, """{"role":"administrator"}""");
        (await NameAsync(caller, name, "somebody")).Refuses(409, "same-person");
        (await NameAsync(caller, otherName, name)).Answers();
        // Now both accounts are the same person's: each refuses to separate the other.
        (await NameAsync(caller, otherName, otherName)).Refuses(409, "same-person");
        (await NameAsync(other, name, "somebody")).Refuses(409, "same-person");
        (await NameAsync(server.Administrator, otherName, otherName)).Answers();
        Assert.Equal(otherName, await PersonAsync(otherName));
    }

    [Fact]
    public async Task The_person_who_proposed_or_filed_cannot_approve_with_another_account()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var second = await OtherAccountAsync(objected.ReviewerName);
        var ticket = await objected.FileAsync();
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        (await second.PostAsync($"{objected.Path}/{ticket}/approve")).Refuses(409, "same-person");
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/approve")).Answers();

        var filed = (await objected.Reviewer.PostAsync(objected.Path, ObjectedRound.Objection(text: "for somebody", onBehalfOf: "the office"))).Answers(201).GetProperty("id").GetString();
        (await objected.Second.PostAsync($"{objected.Path}/{filed}/resolve", """{"decision":"rejected","answer":"no"}""")).Answers();
        (await second.PostAsync($"{objected.Path}/{filed}/approve")).Refuses(409, "same-person");
    }

    [Fact]
    public async Task Who_has_an_interest_in_a_unit_neither_proposes_nor_approves_nor_is_assigned()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (liaison, name) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""");
        var ticket = await objected.FileAsync();
        (await liaison.PostAsync($"/api/staff/{name}/interests", Interest)).Answers(201);
        // The interest is the person's, so it holds for the other account too.
        foreach (var caller in new[] { liaison, await OtherAccountAsync(name) })
            (await caller.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Refuses(409, "conflict-of-interest");
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/assign", $$"""{"to":"{{name}}"}""")).Refuses(409, "conflict-of-interest");
        (await objected.Reviewer.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Answers();
        (await liaison.PostAsync($"{objected.Path}/{ticket}/approve")).Refuses(409, "conflict-of-interest");

        // An interest that is entered after the proposal prevents its approval by anybody.
        (await server.Administrator.PostAsync($"/api/staff/{objected.ReviewerName}/interests", Interest)).Answers(201);
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/approve")).Refuses(409, "conflict-of-interest");
        Assert.Equal(204, (await server.Administrator.DeleteAsync($"/api/staff/{objected.ReviewerName}/interests/u2")).Status);
        (await objected.Second.PostAsync($"{objected.Path}/{ticket}/approve")).Answers();
    }

    [Fact]
    public async Task The_account_of_a_unit_that_also_reviews_has_an_interest_in_its_unit()
    {
        var objected = await ObjectedRound.PublishAsync(server.Site);
        var (both, _) = await ObjectedRound.StaffAsync(server.Site, """{"role":"reviewer"}""", $$"""{"role":"unit","round":"{{objected.Round.Id}}","unit":"u2"}""");
        var ticket = await objected.FileAsync();
        (await both.PostAsync($"{objected.Path}/{ticket}/resolve", ObjectedRound.Uphold())).Refuses(409, "conflict-of-interest");
    }

    [Fact]
    public async Task An_interest_is_entered_by_the_account_or_an_administrator_and_removed_by_an_administrator()
    {
        var (caller, name) = await ObjectedRound.StaffAsync(server.Site, """{"role":"inspector"}""");
        var path = $"/api/staff/{name}/interests";
        (await caller.PostAsync(path, Interest)).Answers(201);
        var before = await AuditAsync(name);
        (await caller.PostAsync(path, Interest)).Answers(201);
        (await server.Administrator.PostAsync(path, Interest)).Answers(201);
        Assert.Equal(before, await AuditAsync(name));
        (await server.Administrator.PostAsync(path, """{"unit":"u1","reason":"worked there"}""")).Answers(201);
        Assert.Equal("worked there", (await caller.GetAsync($"{path}/u1")).Answers().GetProperty("reason").GetString());
        Assert.Equal(["u1 worked there", "u2 liaison"], await InterestsAsync(caller));

        (await caller.DeleteAsync($"{path}/u2")).Refuses(403, "not-allowed");
        for (var time = 0; time < 2; time++)
            Assert.Equal(204, (await server.Administrator.DeleteAsync($"{path}/u2")).Status);
        Assert.Equal(["u1 worked there"], await InterestsAsync(caller));
        Assert.Equal(["staff-added", "interest-entered", "interest-entered", "interest-removed"], await AuditAsync(name));
        (await server.Administrator.PostAsync("/api/staff/nobody/interests", Interest)).Refuses(404, "no-such-staff");
        (await caller.PostAsync(path, """{"unit":"Not A Unit","reason":""}""")).Refuses(400, "bad-request");

        async Task<string[]> InterestsAsync(Caller who) =>
            [.. (await who.GetAsync(path)).Answers().EnumerateArray().Select(interest => $"{interest.GetProperty("unit").GetString()} {interest.GetProperty("reason").GetString()}")];
    }

    private async Task<string[]> AuditAsync(string name) =>
    [
        .. (await server.Administrator.GetAsync("/api/staff/audit")).Answers().EnumerateArray()
            .Where(line => line.GetProperty("detail").GetString()!.StartsWith($"{name}:", StringComparison.Ordinal)).Select(line => line.GetProperty("act").GetString()!),
    ];

    private async Task<Caller> OtherAccountAsync(string person)
    {
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{TestServer.NewId("other")}}","person":"{{person}}","roles":[{"role":"reviewer"}]}""");
        return server.Staff(added.Answers(201).GetProperty("key").GetString()!);
    }

    private async Task<string?> PersonAsync(string name) => (await server.Administrator.GetAsync($"/api/staff/{name}/person")).Answers().GetProperty("person").GetString();

    private static Task<Answer> NameAsync(Caller caller, string name, string person) =>
        caller.PutAsync($"/api/staff/{name}/person", JsonSerializer.Serialize(new { person }));
}
