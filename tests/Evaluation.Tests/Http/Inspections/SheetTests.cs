using System.Text.Json;

namespace Evaluation.Tests.Http.Inspections;

/// <summary>How an inspector writes and files a sheet.</summary>
[Collection(SharedServer.Name)]
public sealed class SheetTests(TestServer server)
{
    [Fact]
    public async Task A_sheet_is_saved_in_parts_and_filed_when_it_is_complete()
    {
        var round = await InspectedRound.CreateAsync(server);
        var saved = (await round.PutAsync(round.Wang, """{"points":{"law":"na"},"notes":{"law":"无此职责"},"note":" ","visitedAt":"2020-10-21T23:30:00Z","evidence":["iev-7"]}""")).Answers();
        Assert.Equal(("draft", 1, "na", "north"), (Text(saved, "state"), saved.GetProperty("version").GetInt32(), Points(saved, "law"), Text(saved, "panel")));
        Assert.Equal(("2020-10-22", "item-missing"), (Text(saved, "visitedOn"), saved.GetProperty("faults")[0].GetProperty("code").GetString()));
        Assert.Equal("/points/visit", (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":"na"},"file":true}""")).Refuses(422, "not-fileable").GetProperty("faults")[0].GetProperty("pointer").GetString());

        var filed = (await round.FileAsync(round.Wang, "\"na\"", "14.50", "1")).Answers();
        Assert.Equal(("filed", 2, 2, "14.5"), (Text(filed, "state"), filed.GetProperty("version").GetInt32(), filed.GetProperty("filedVersion").GetInt32(), Points(filed, "visit")));
        Assert.Equal(filed.GetRawText(), (await round.FileAsync(round.Wang, "\"na\"", "14.50", "1")).Answers().GetRawText());
        Assert.Equal(filed.GetRawText(), (await round.FileAsync(round.Wang, "\"na\"", "14.5", "2")).Answers().GetRawText());
        Assert.Single(await AuditAsync(round, "sheet-filed"));
    }

    [Fact]
    public async Task Two_devices_that_have_not_seen_each_other_conflict_until_an_edit_names_both()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.PutAsync(round.Wang, """{"points":{"law":5,"visit":10}}""")).Answers();
        (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":6,"visit":10}}""")).Answers();
        var conflict = (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":7,"visit":10}}""")).Answers();
        Assert.Equal(("conflicting", "law"), (Text(conflict, "state"), conflict.GetProperty("differences").EnumerateArray().Single().GetString()));
        Assert.Equal([(2, "6"), (3, "7")], conflict.GetProperty("heads").EnumerateArray().Select(head => (head.GetProperty("version").GetInt32(), Points(head, "law"))));
        Assert.Equal(conflict.GetRawText(), (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":7,"visit":10}}""")).Answers().GetRawText());

        var refused = (await round.FileAsync(round.Wang, "8", "10", "3")).Refuses(422, "not-fileable");
        Assert.Equal(("conflicting", 2), (refused.GetProperty("faults")[0].GetProperty("code").GetString(), refused.GetProperty("heads").GetArrayLength()));
        Assert.Equal(2, (await round.ReadAsync(round.Wang.Caller)).GetProperty("sheets")[0].GetProperty("heads").GetArrayLength());
        Assert.Equal(("filed", 4), (Text((await round.FileAsync(round.Wang, "7", "10", "2,3")).Answers(), "state"), (await round.ReadAsync(round.Wang.Caller)).GetProperty("sheets")[0].GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData("""{"points":{"lwa":5}}""", "/points/lwa")]
    [InlineData("""{"points":{"law":-1}}""", "/points/law")]
    [InlineData("""{"points":{"law":"5"}}""", "/points/law")]
    [InlineData("""{"points":{"law":1.23456}}""", "/points/law")]
    [InlineData("""{"points":{"law":null}}""", "/points/law")]
    [InlineData("""{"notes":{"lwa":"a"}}""", "/notes/lwa")]
    [InlineData("""{"basedOn":[0]}""", "/basedOn/0")]
    [InlineData("""{"basedOn":2}""", "/basedOn")]
    [InlineData("""{"visitedAt":"2020-10-21"}""", "/visitedAt")]
    [InlineData("""{"evidence":["A b"]}""", "/evidence/0")]
    [InlineData("""{"file":"yes"}""", "/file")]
    [InlineData("""{"score":1}""", "/score")]
    public async Task An_error_of_form_is_refused_by_its_pointer_and_nothing_is_saved(string body, string pointer)
    {
        var round = await InspectedRound.CreateAsync(server);
        var faults = (await round.PutAsync(round.Wang, body)).Refuses(400, "bad-request").GetProperty("faults");
        Assert.Equal(pointer, faults[0].GetProperty("pointer").GetString());
        Assert.Empty((await round.ReadAsync(round.Wang.Caller)).GetProperty("sheets").EnumerateArray());
    }

    [Fact]
    public async Task A_filing_that_is_sent_again_after_later_edits_files_none_of_them()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":3,"visit":4}}""")).Answers();
        var again = (await round.FileAsync(round.Wang, "1", "2")).Answers();
        Assert.Equal(("draft", 2, 1), (Text(again, "state"), again.GetProperty("version").GetInt32(), again.GetProperty("filedVersion").GetInt32()));
        (await round.PutAsync(round.Wang, """{"basedOn":[1],"points":{"law":5,"visit":4}}""")).Answers();
        Assert.Equal("conflicting", Text((await round.FileAsync(round.Wang, "1", "2")).Answers(), "state"));
        Assert.Single(await AuditAsync(round, "sheet-filed"));
    }

    [Theory]
    [InlineData("10.5", "over-maximum")]
    [InlineData("9.125", "too-many-decimals")]
    public async Task Points_that_may_be_saved_and_not_be_filed(string points, string code)
    {
        var round = await InspectedRound.CreateAsync(server);
        Assert.Equal(code, (await round.FileAsync(round.Wang, points, "1")).Refuses(422, "not-fileable").GetProperty("faults").EnumerateArray().Single().GetProperty("code").GetString());
        Assert.Empty((await round.ReadAsync(round.Wang.Caller)).GetProperty("sheets").EnumerateArray());
        Assert.Equal("draft", Text((await round.PutAsync(round.Wang, $$$"""{"points":{"law":{{{points}}},"visit":1}}""")).Answers(), "state"));
    }

    [Fact]
    public async Task A_sheet_is_written_by_its_inspector_only_for_a_unit_of_the_panel_and_while_the_round_is_assessed()
    {
        var round = await InspectedRound.CreateAsync(server, isOpen: false);
        (await round.PutAsync(round.Wang, "{}")).Refuses(409, "wrong-state");
        await round.Round.MoveAsync("assessing");
        (await round.Chen.Caller.PutAsync(round.SheetPath(round.Wang), "{}")).Refuses(403, "not-allowed");
        (await round.PutAsync(round.Wang, "{}", "u3")).Refuses(403, "unit-not-yours");
        (await round.PutAsync(round.Wang, "{}", "u9")).Refuses(404, "no-such-unit");
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        await round.Round.MoveAsync("sealed");
        (await round.FileAsync(round.Chen, "1", "2")).Answers();
        await round.Round.TryMoveAsync("cancelled", "a mistake");
        (await round.FileAsync(round.Chen, "1", "3", "1")).Refuses(409, "wrong-state");
    }

    [Fact]
    public async Task An_interest_that_arises_after_the_panel_was_set_is_refused_at_the_act()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await server.Administrator.PutAsync($"/api/staff/{round.Wang.Name}/roles", $$"""{"roles":[{"role":"inspector"},{"role":"unit","round":"{{round.Round.Id}}","unit":"u1"}]}""")).Answers();
        (await round.PutAsync(round.Wang, "{}")).Refuses(409, "conflict-of-interest");
        (await round.PutAsync(round.Wang, """{"points":{"law":1}}""", "u2")).Answers();
    }

    [Fact]
    public async Task After_a_colleague_has_filed_too_a_sheet_is_changed_only_when_a_reviewer_reopens_it()
    {
        var round = await InspectedRound.CreateAsync(server);
        var reviewer = await Inspector.AddAsync(server, """{"role":"reviewer"}""");
        (await reviewer.Caller.PostAsync($"{round.SheetPath(round.Wang)}/reopening", """{"reason":"x"}""")).Refuses(404, "no-such-sheet");
        (await round.FileAsync(round.Wang, "1", "2")).Answers();
        (await round.FileAsync(round.Wang, "1", "3", "1")).Answers();
        (await round.FileAsync(round.Chen, "5", "6")).Answers();
        (await round.FileAsync(round.Wang, "5", "6", "2")).Refuses(409, "wrong-state");
        (await round.PutAsync(round.Wang, """{"basedOn":[2],"points":{"law":5}}""")).Refuses(409, "wrong-state");
        (await round.FileAsync(round.Wang, "1", "3", "1")).Answers();
        (await reviewer.Caller.PostAsync($"{round.SheetPath(round.Wang)}/reopening", "{}")).Refuses(400, "bad-request");
        Assert.True((await reviewer.Caller.PostAsync($"{round.SheetPath(round.Wang)}/reopening", """{"reason":"档案补齐"}""")).Answers().GetProperty("isReopened").GetBoolean());
        Assert.Equal("filed", Text((await round.FileAsync(round.Wang, "5", "6", "2")).Answers(), "state"));
        (await round.FileAsync(round.Wang, "5", "7", "3")).Refuses(409, "wrong-state");
        Assert.Equal("档案补齐", Assert.Single(await AuditAsync(round, "sheet-reopened")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_visit_on_another_day_than_planned_is_a_warning()
    {
        var round = await InspectedRound.CreateAsync(server);
        (await round.SetPanelAsync("north", round.Panel(more: ""","visits":{"from":"2020-10-20","to":"2020-10-21"}"""))).Answers();
        var sheet = (await round.PutAsync(round.Wang, """{"points":{"law":1,"visit":1},"visitedAt":"2020-10-21T16:00:00Z","file":true}""")).Answers();
        Assert.Equal(("filed", "visit-outside-window"), (Text(sheet, "state"), sheet.GetProperty("warnings").EnumerateArray().Single().GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_sheet_is_not_filed_before_the_day_of_its_visit()
    {
        var round = await InspectedRound.CreateAsync(server);
        var fault = (await round.PutAsync(round.Wang, """{"points":{"law":1,"visit":1},"visitedAt":"2099-10-21T16:00:00Z","file":true}""")).Refuses(422, "not-fileable")
            .GetProperty("faults").EnumerateArray().Single();
        Assert.Equal(("/visitedAt", "visit-in-future"), (Text(fault, "pointer"), Text(fault, "code")));
        var draft = (await round.PutAsync(round.Wang, """{"points":{"law":1,"visit":1},"visitedAt":"2099-10-21T16:00:00Z"}""")).Answers();
        Assert.Equal(("draft", "visit-in-future"), (Text(draft, "state"), Text(draft.GetProperty("faults").EnumerateArray().Single(), "code")));
    }

    private async Task<List<JsonElement>> AuditAsync(InspectedRound round, string act) =>
        [.. (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray().Where(line => line.GetProperty("act").GetString() == act)];

    private static string? Text(JsonElement sheet, string name) => sheet.GetProperty(name).GetString();

    private static string Points(JsonElement sheet, string criterion) => sheet.GetProperty("points").GetProperty(criterion).ToString();
}
