using Evaluation.Gateway.Staff;
using Evaluation.Tests.Http.Inspections;
using Evaluation.Tests.Http.Supervision;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Http.SecondPeople;

/// <summary>
/// An administrator who made an account within the round does not find a second person in it, in any approval of the system. Four eyes are
/// turned on by two administrators of a system that had none.
/// </summary>
public sealed class DependentActsTests : IAsyncLifetime
{
    private readonly TestServer _server = new();
    private Caller _other = null!;

    private const string Other = "other";

    private Caller First => _server.Administrator;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        var added = await First.PostAsync("/api/staff", $$"""{"name":"{{Other}}","roles":[{"role":"administrator"},{"role":"reviewer"}]}""");
        _other = _server.Staff(added.Answers(201).GetProperty("key").GetString()!);
        (await First.PutAsync("/api/staff/admin/roles", """{"roles":[{"role":"administrator"},{"role":"reviewer"}]}""")).Answers();
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_adjustment_needs_a_confirmed_and_independent_account()
    {
        var round = await SupervisedRound.OpenAsync(_server);
        var path = $"{round.Of("u1")}/adjustments";
        const string bonus = """{"kind":"bonus","points":2,"rule":"§ 12","fact":"a prize"}""";
        (await First.PostAsync(path, bonus)).Answers(201);
        (await round.Reviewer.PostAsync(path, bonus)).Answers(201);
        await TurnOnAsync();
        (await round.Second.PostAsync($"{path}/adj-2/approval")).Refuses(409, "not-confirmed");
        await ConfirmAsync();
        foreach (var act in new[] { "approval", "rejection", "withdrawal" })
            (await round.Second.PostAsync($"{path}/adj-1/{act}", act == "approval" ? null : """{"reason":"r"}""")).Refuses(409, "not-independent");
        // Nor does the administrator approve what the account has proposed.
        (await First.PostAsync($"{path}/adj-2/approval")).Refuses(409, "not-independent");
        (await First.PostAsync($"{path}/adj-1/approval")).Refuses(409, "same-person");
        (await round.Second.PostAsync($"{path}/adj-2/approval")).Answers();
        (await _other.PostAsync($"{path}/adj-1/approval")).Answers();
    }

    [Fact]
    public async Task An_answer_and_a_single_prize_need_an_independent_account()
    {
        var round = await ObjectedRound.PublishAsync(_server.Site);
        var ticket = await round.FileAsync();
        (await First.PostAsync($"{round.Path}/{ticket}/resolve", """{"decision":"rejected","answer":"no"}""")).Answers();
        (await First.PostAsync($"{round.Round.Path}/awards/special", """{"code":"creative","label":{"zh":"创新奖","en":"Creative"},"unit":"u1","reason":"r"}""")).Answers(201);
        await TurnOnAsync();
        await ConfirmAsync();
        (await round.Second.PostAsync($"{round.Path}/{ticket}/approve", "{}")).Refuses(409, "not-independent");
        (await round.Second.PostAsync($"{round.Round.Path}/awards/special/creative/approval")).Refuses(409, "not-independent");
        (await _other.PostAsync($"{round.Path}/{ticket}/approve", "{}")).Answers();
        (await _other.PostAsync($"{round.Round.Path}/awards/special/creative/approval")).Answers();
    }

    [Fact]
    public async Task Targets_are_not_signed_for_both_sides_by_who_made_the_account_of_the_unit()
    {
        var round = await _server.DraftAsync();
        var unit = await _server.StaffWithAsync($$"""{"role":"unit","round":"{{round.Id}}","unit":"u1"}""");
        var path = $"{round.Path}/units/u1/targets";
        (await First.PutAsync(path, """[{"id":"t1","title":"a","measure":"b","dueOn":"2011-06-30","responsible":"c"}]""")).Answers();
        await TurnOnAsync();
        await ConfirmAsync();
        (await unit.PostAsync($"{path}/signature")).Answers();
        (await First.PostAsync($"{path}/signature")).Refuses(409, "not-independent");
        Assert.True((await _other.PostAsync($"{path}/signature")).Answers().GetProperty("signed").GetBoolean());
    }

    [Fact]
    public async Task A_sheet_is_not_reopened_by_who_made_the_account_of_its_inspector()
    {
        var round = await InspectedRound.CreateAsync(_server);
        (await round.FileAsync(round.Wang, "8", "15")).Answers();
        await TurnOnAsync();
        await ConfirmAsync();
        (await First.PostAsync($"{round.SheetPath(round.Wang)}/reopening", """{"reason":"again"}""")).Refuses(409, "not-independent");
        (await _other.PostAsync($"{round.SheetPath(round.Wang)}/reopening", """{"reason":"again"}""")).Answers();
    }

    [Fact]
    public async Task The_key_of_a_round_is_destroyed_by_two_people_of_whom_neither_made_the_other()
    {
        var round = await _server.OpenAsync(definition => definition["policies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"groupMin": 2, "destroyKeyAt": "sealed"}"""));
        foreach (var voter in await round.IssueAsync("users", 3))
            (await round.CastAsync(voter, "u1:0,0", "u2:0,0", "u3:0,0")).Answers();
        await round.MoveAsync("sealed");
        var (made, auditor) = (await _server.StaffWithAsync("""{"role":"administrator"}"""), await _server.StaffWithAsync("""{"role":"auditor"}"""));
        await TurnOnAsync();
        var rows = (await auditor.GetAsync($"{round.Path}/export?what=record&format=json")).Answers().GetProperty("rows").EnumerateArray();
        var digest = rows.Single(row => row.GetProperty("row").GetString() == "digest").GetProperty("comment").GetString();
        (await auditor.PostAsync($"{round.Path}/record/copies", $$"""{"digest":"{{digest}}","place":"safe 2"}""")).Answers();
        var path = $"{round.Path}/key/destruction";
        (await First.PostAsync(path, """{"reason":"sealed"}""")).Answers();
        (await First.PostAsync($"{path}/approval")).Refuses(409, "same-person");
        (await made.PostAsync($"{path}/approval")).Refuses(409, "not-confirmed");
        await ConfirmAsync();
        (await made.PostAsync($"{path}/approval")).Refuses(409, "not-independent");
        (await _other.PostAsync($"{path}/approval")).Answers();
    }

    [Fact]
    public async Task Second_parts_of_credentials_go_to_a_confirmed_and_independent_account()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, _) = await round.IssueFirstAsync("npc", 1);
        var made = await _server.StaffWithAsync("""{"role":"administrator"}""");
        await TurnOnAsync();
        (await round.TryFetchSecondAsync(made, batch)).Refuses(409, "not-confirmed");
        await ConfirmAsync();
        (await round.TryFetchSecondAsync(made, batch)).Refuses(409, "not-independent");
        (await round.TryFetchSecondAsync(First, batch)).Refuses(409, "same-person");
        Assert.Single(await round.FetchSecondAsync(_other, batch));
    }

    [Fact]
    public async Task Who_has_the_second_parts_gets_them_again_with_a_confirmed_and_independent_account_only()
    {
        var round = await _server.OpenAsync(TwoPartRound.Describe);
        var (batch, _) = await round.IssueFirstAsync("npc", 1);
        var twin = await TwinAsync();
        await TurnOnAsync();
        Assert.Single(await round.FetchSecondAsync(_other, batch));
        (await round.TryFetchSecondAsync(twin, batch)).Refuses(409, "not-confirmed");
        await ConfirmAsync();
        (await round.TryFetchSecondAsync(twin, batch)).Refuses(409, "not-independent");
        Assert.Single(await round.FetchSecondAsync(_other, batch));
    }

    [Fact]
    public async Task A_share_of_a_key_goes_to_a_confirmed_and_independent_account_also_the_first_one_and_again()
    {
        var round = await _server.OpenAsync();
        await round.IssueAsync("npc", 1);
        var (made, twin) = (await _server.StaffWithAsync("""{"role":"administrator"}"""), await TwinAsync());
        await TurnOnAsync();
        var path = $"{round.Path}/key/shares";
        (await made.PostAsync(path)).Refuses(409, "not-confirmed");
        (await First.PostAsync(path)).Answers();
        (await _other.PostAsync(path)).Answers();
        (await twin.PostAsync(path)).Refuses(409, "not-confirmed");
        await ConfirmAsync();
        // The holder of share A made this account, so it does not get share B, whatever name it has.
        (await twin.PostAsync(path)).Refuses(409, "not-independent");
        (await _other.PostAsync(path)).Answers();
    }

    /// <summary>A further approval that forgets to ask is found here.</summary>
    [Fact]
    public void Every_route_of_a_round_that_takes_a_second_person_asks_for_an_independent_one()
    {
        // A panel has several people, none of whom approves anything.
        string[] others = ["/api/rounds/{round}/panels/{panel}"];
        var routes = _server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText?.StartsWith("/api/rounds/{round}", StringComparison.Ordinal) is true && !others.Contains(route.RoutePattern.RawText.TrimEnd('/')))
            .Select(route => (Path: route.RoutePattern.RawText!, Codes: route.Metadata.OfType<Evaluation.Gateway.Http.Problems.RefusedWith>().SelectMany(refused => refused.Codes).ToHashSet()))
            .Where(route => route.Codes.Contains(RefusalCode.SamePerson)).ToArray();
        Assert.InRange(routes.Length, 7, 100);
        Assert.All(routes, route => Assert.True(route.Codes.IsSupersetOf([RefusalCode.NotIndependent, RefusalCode.NotConfirmed]), route.Path));
    }

    /// <summary>An account that the first administrator makes with the name of the other one.</summary>
    private async Task<Caller> TwinAsync()
    {
        var added = (await First.PostAsync("/api/staff", $$"""{"name":"twin","person":"{{Other}}","roles":[{"role":"administrator"}]}""")).Answers(201);
        return _server.Staff(added.GetProperty("key").GetString()!);
    }

    private async Task TurnOnAsync()
    {
        var id = (await First.PostAsync("/api/staff-proposals", """{"kind":"fourEyes","reason":"agreed"}""")).Answers(201).GetProperty("proposal").GetProperty("id").GetString();
        (await _other.PostAsync($"/api/staff-proposals/{id}/approval")).Answers();
    }

    private async Task ConfirmAsync()
    {
        var names = string.Join(',', (await _server.Get<StaffUseCases>().ListAsync()).Answer.FourEyes.Unconfirmed.Select(name => $"\"{name}\""));
        var id = (await First.PostAsync("/api/staff-proposals", $$"""{"kind":"confirm","reason":"known","confirm":[{{names}}]}""")).Answers(201).GetProperty("proposal").GetProperty("id").GetString();
        (await _other.PostAsync($"/api/staff-proposals/{id}/approval")).Answers();
    }
}
