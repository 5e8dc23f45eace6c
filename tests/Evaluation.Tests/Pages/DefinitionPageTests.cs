using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages;

/// <summary>A round created and edited in forms, with every fault shown at its field.</summary>
[Collection(SharedServer.Name)]
public sealed class DefinitionPageTests(TestServer server)
{
    [Fact]
    public async Task A_round_is_created_from_the_template_under_its_own_name()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var id = TestServer.NewId("new");
        var sent = await MakeAsync(browser, ("source", "template"), ("id", id), ("zh", "新的一轮"));
        Assert.Equal($"/manage/rounds/{id}/rules", sent.Location);
        var page = await browser.OpenAsync(sent.Location!);
        Strict.Check(page);
        Assert.Equal("新的一轮", page.Heading);
        Assert.Equal(12, (await server.Administrator.GetAsync($"/api/rounds/{id}")).Answers().GetProperty("counts").GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task A_round_is_created_from_another_round_or_from_a_file()
    {
        var earlier = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var (copy, file) = (TestServer.NewId("copy"), TestServer.NewId("file"));
        Assert.Equal(302, (await MakeAsync(browser, ("source", $"round:{earlier.Id}"), ("id", copy), ("zh", "小测评"))).Status);
        // Rounds may have equal titles, so the list of rounds shows the ids.
        Assert.Contains((await browser.OpenAsync("/manage/new")).All("label.choice"), choice => choice.TextContent.Contains($"小测评”（{copy}）", StringComparison.Ordinal));
        Assert.Equal($"/manage/rounds/{file}/rules", (await GiveAsync(browser, SmallDefinition.Of(file).ToJsonString())).Location);
    }

    [Fact]
    public async Task A_new_round_takes_no_title_and_no_period_of_last_year()
    {
        var earlier = await server.DraftAsync(definition => definition["period"] = System.Text.Json.Nodes.JsonNode.Parse("""{"from":"2020-01-01","to":"2020-12-31"}"""));
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var source in (string[])["template", $"round:{earlier.Id}"])
        {
            var id = TestServer.NewId("year");
            var untitled = await MakeAsync(browser, ("source", source), ("id", id), ("from", "2021-01-01"), ("to", "2021-12-31"));
            Assert.Equal(400, untitled.Status);
            Assert.Equal(("true", "2021-01-01"), (untitled.Document.QuerySelector("#zh")!.GetAttribute("aria-invalid"), untitled.Document.QuerySelector("#from")!.GetAttribute("value")));
            Assert.Equal(302, (await browser.SendAsync(untitled, "/manage/new", ("zh", "新的一年"))).Status);
            Assert.Equal("2021-12-31", (await DefinitionAsync(id)).GetProperty("period").GetProperty("to").GetString());
            id = TestServer.NewId("year");
            Assert.Equal(302, (await MakeAsync(browser, ("source", source), ("id", id), ("zh", "没有期间"))).Status);
            Assert.False((await DefinitionAsync(id)).TryGetProperty("period", out var period) && period.ValueKind == System.Text.Json.JsonValueKind.Object);
        }

        async Task<System.Text.Json.JsonElement> DefinitionAsync(string id) => (await server.Administrator.GetAsync($"/api/rounds/{id}")).Answers().GetProperty("definition");
    }

    [Fact]
    public async Task Hints_show_the_values_of_blank_fields()
    {
        var round = await server.DraftAsync();
        foreach (var language in (string[])["zh-CN", "en"])
        {
            using var browser = await new Browser(server.Address, language).SignedInAsync();
            var page = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
            foreach (var (pointer, usual) in new[] { ("/policies/liveEvery", Policies.LiveEveryUsual), ("/policies/objectionDays", ObjectionWindow.UsualDays) })
                Assert.Contains($" {usual}", page.In($".field:has(input[name='{pointer}']) .hint"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}", "评价指标")]
    [InlineData("""{"groups":[{},{"code":1}]}""", "评价主体 › 2 › 编号")]
    [InlineData("[]", null)]
    [InlineData("no json", null)]
    public async Task A_file_is_refused_with_all_its_faults_and_their_places_in_words(string content, string? place)
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await GiveAsync(browser, content);
        Assert.Equal(400, refused.Status);
        Assert.Contains(refused.All("[role=alert] li"), fault => fault.QuerySelector("strong")?.TextContent == place);
    }

    [Theory]
    [InlineData("UTF-8 without a byte")]
    [InlineData("repeated member")]
    [InlineData("half a surrogate")]
    [InlineData("UTF-16")]
    public async Task A_file_with_characters_that_cannot_be_read_is_refused(string kind)
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var text = SmallDefinition.Of(TestServer.NewId("file")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var lost = bytes.AsSpan().IndexOf((byte)0xE5);
        byte[] file = kind switch
        {
            "UTF-8 without a byte" => [.. bytes[..lost], .. bytes[(lost + 1)..]],
            "repeated member" => System.Text.Encoding.UTF8.GetBytes(text.Replace("\"label\":\"一\"", "\"label\":\"一\",\"label\":\"二\"", StringComparison.Ordinal)),
            "half a surrogate" => System.Text.Encoding.UTF8.GetBytes(text.Replace("\"一\"", "\"\\ud800\"", StringComparison.Ordinal)),
            _ => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(text)],
        };
        foreach (var zh in new[] { "", "新的名称" })
        {
            var refused = await GiveAsync(browser, file, ("zh", zh));
            Assert.Equal(400, refused.Status);
            Assert.NotEmpty(refused.All("[role=alert] li"));
        }
    }

    [Fact]
    public async Task A_used_name_is_refused()
    {
        var earlier = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await MakeAsync(browser, ("source", "template"), ("id", earlier.Id), ("zh", "新的一轮"));
        Assert.Equal((400, "true"), (refused.Status, refused.Document.QuerySelector("#id")!.GetAttribute("aria-invalid")));
    }

    [Fact]
    public async Task A_file_is_checked_against_other_rounds_as_in_the_API()
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var definition = SmallDefinition.Of(TestServer.NewId("orphan"));
        definition["units"]![0]!["formerly"] = new System.Text.Json.Nodes.JsonArray("nobody");
        var refused = await GiveAsync(browser, definition.ToJsonString());
        Assert.Equal(400, refused.Status);
        Assert.Contains("\"nobody\" 不是其他轮次的单位", refused.In("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_the_unchanged_form_changes_nothing()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var before = (await server.Administrator.GetAsync(round.Path)).Text;
        using var browser = await new Browser(server.Address).SignedInAsync();
        var saved = await SaveAsync(browser, round.Id);
        Assert.Equal($"/manage/rounds/{round.Id}/rules?saved=1", saved.Location);
        Assert.Equal(before, (await server.Administrator.GetAsync(round.Path)).Text);
    }

    [Fact]
    public async Task Every_field_of_the_form_is_saved()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(302, (await SaveAsync(browser, round.Id,
            ("/title/zh", "改名"), ("/options/1/value", "75.5"), ("/classes/0/weights/@1", "60"), ("/policies/dontKnow/kind", "value"), ("/policies/dontKnow/value", "50"),
            ("/allowRevote", "false"), ("/groups/0/code", "deputies"))).Status);
        var definition = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition");
        Assert.Equal("改名", definition.GetProperty("title").GetProperty("zh").GetString());
        Assert.Equal(75.5m, definition.GetProperty("options")[1].GetProperty("value").GetDecimal());
        Assert.Equal(50, definition.GetProperty("policies").GetProperty("dontKnow").GetProperty("value").GetInt32());
        Assert.False(definition.GetProperty("allowRevote").GetBoolean());
        // A renamed group keeps its weights.
        Assert.Equal("""{"deputies":30,"users":60}""", definition.GetProperty("classes")[0].GetProperty("weights").GetRawText());
        Assert.Equal(3, definition.GetProperty("units").GetArrayLength());
    }

    [Theory]
    [InlineData("/options/0/value", "many")]
    [InlineData("/criteria/0/points", "-1")]
    [InlineData("/groups/1/code", "npc")]
    [InlineData("/classes/0/weights/npc", "-5", "/classes/0/weights/@0")]
    [InlineData("/policies/awarenessMin", "2")]
    [InlineData("/period/from", "yesterday")]
    [InlineData("/title/zh", "")]
    public async Task A_fault_is_shown_at_its_field_with_the_typed_text(string pointer, string text, string? name = null)
    {
        var round = await server.DraftAsync(definition => definition["title"] = "小测评");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await SaveAsync(browser, round.Id, (name ?? pointer, text), ("/period/to", pointer.StartsWith("/period", StringComparison.Ordinal) ? "2020-12-31" : ""));
        Assert.Equal(400, page.Status);
        Strict.Check(page);
        var field = page.All("input").Single(input => input.GetAttribute("name") == (name ?? pointer));
        Assert.Equal(("true", text), (field.GetAttribute("aria-invalid"), field.GetAttribute("value") ?? ""));
        Assert.NotEqual("", page.In("#" + field.GetAttribute("aria-describedby")));
        Assert.Contains(page.All("#faults a"), link => link.GetAttribute("href") == "#" + field.Id);
    }

    [Fact]
    public async Task Rows_are_added_and_removed_before_saving()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var added = await SaveAsync(browser, round.Id, ("act", "add /options"), ("/options/0/label/zh", "很满意"));
        Assert.Equal(5, added.All("[id='f-options'] tbody tr").Count());
        Assert.Equal("很满意", added.Document.QuerySelector("#f-options-0-label-zh")!.GetAttribute("value"));
        var removed = await SendAsync(browser, added, round.Id, ("act", "remove /options/1"));
        Assert.Equal(["A", "C", "D", null], removed.All("[id='f-options'] tbody tr td:first-child input").Select(input => input.GetAttribute("value") is { Length: > 0 } code ? code : null));
        Assert.Equal(4, (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("options").GetArrayLength());
    }

    [Fact]
    public async Task A_row_is_moved_up_with_everything_that_was_typed_for_it()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var moved = await SaveAsync(browser, round.Id, ("act", "up /criteria/1"), ("/criteria/1/label/zh", "改名"), ("/criteria/1/path", "一级"));
        Assert.Equal("改名", moved.Document.QuerySelector("#f-criteria-0-label-zh")!.GetAttribute("value"));
        Assert.Equal("一级", moved.Document.QuerySelector("#f-criteria-0-path")!.GetAttribute("value"));
        foreach (var nowhere in new[] { "up /criteria/0", "up /criteria/99", "up /units/1", "up criteria" })
            Assert.Equal("改名", (await SendAsync(browser, moved, round.Id, ("act", nowhere))).Document.QuerySelector("#f-criteria-0-label-zh")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/policies/dontKnow/value", "50", "/policies/dontKnow/kind", "exclude", "f-policies-dontKnow-value")]
    [InlineData("/vetoes/0/effect/cap", "good", "/vetoes/0/effect/kind", "ineligible", "f-vetoes-0-effect-cap")]
    [InlineData("/classes/0/weights/@0", "40", "/classes/0/pooled", "pooled", "f-classes-0-weights")]
    public async Task A_value_beside_a_choice_that_does_not_take_it_is_refused_and_kept(string field, string value, string choice, string chosen, string shownAt)
    {
        var round = await server.DraftAsync(definition =>
        {
            definition["grades"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"good","min":80}]""");
            definition["vetoes"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"v","when":{"fact":"named"},"effect":"last"}]""");
        });
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await SaveAsync(browser, round.Id, (field, value), (choice, chosen));
        Assert.Equal(400, refused.Status);
        Strict.Check(refused);
        Assert.Equal(value, refused.All("input").Single(input => input.GetAttribute("name") == field).GetAttribute("value"));
        Assert.Equal(chosen, refused.All("select").Single(select => select.GetAttribute("name") == choice).QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Contains("不起作用", refused.In($"#{shownAt}-fault"), StringComparison.Ordinal);
        Assert.Single(refused.All("#faults li"));
        Assert.Equal(302, (await SendAsync(browser, refused, round.Id, field.Contains("weights", StringComparison.Ordinal) ? (choice, "") : (field, ""))).Status);
    }

    [Fact]
    public async Task Units_may_name_their_class_and_a_table_that_cannot_be_read_makes_no_further_faults()
    {
        var round = await server.DraftAsync(definition => definition["grades"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"code":"good","min":80,"places":{"town":1}}]"""));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await SaveAsync(browser, round.Id, ("units", "编号,中文,什么\nx,单位,镇"), ("/classes/0/code", "renamed"), ("/grades/0/places", "renamed=1"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("没有名为“什么”的列", refused.In("#faults"), StringComparison.Ordinal);
        Assert.Single(refused.All("#faults li"));
        var name = refused.Document.QuerySelector("#f-classes-0-label-zh")!.GetAttribute("value");
        Assert.Equal(302, (await SendAsync(browser, refused, round.Id, ("units", $"编号,中文名称,单位类别\nx,单位,{name}\ny,小学,学校"))).Status);
        Assert.Equal("renamed", (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("units")[0].GetProperty("class").GetString());
    }

    [Fact]
    public async Task Rules_that_invalidate_issued_credentials_are_refused_at_their_field()
    {
        var round = await server.DraftAsync();
        await round.IssueAsync("npc", 10);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await SaveAsync(browser, round.Id, ("/groups/0/roll", "5"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("评议码", refused.In("#faults"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_with_former_codes_of_an_unknown_round_are_refused()
    {
        var former = TestServer.NewId("former");
        var earlier = await server.DraftAsync(definition => definition["units"]![0]!["code"] = former);
        var round = await server.DraftAsync(definition => definition["units"]![0]!["formerly"] = new System.Text.Json.Nodes.JsonArray(former));
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(302, (await SaveAsync(browser, round.Id, ("/groups/0/roll", "60"))).Status);
        await earlier.MoveAsync("cancelled");
        var refused = await SaveAsync(browser, round.Id, ("/groups/0/roll", "70"));
        Assert.Equal(400, refused.Status);
        Assert.Contains($"\"{former}\" 不是其他轮次的单位", refused.In("#faults"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_opening_the_rules_are_read_only()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        await round.MoveAsync("voting");
        var frozen = await browser.OpenAsync($"/manage/rounds/{round.Id}/rules");
        Strict.Check(frozen);
        Assert.DoesNotContain(frozen.Document.Forms, shown => shown.GetAttribute("action")!.EndsWith("/rules", StringComparison.Ordinal));
        Assert.Equal(409, (await SendAsync(browser, form, round.Id, ("/title/zh", "太晚"))).Status);
    }

    private static async Task<Seen> MakeAsync(Browser browser, params (string, string)[] values) => await browser.SendAsync(await browser.OpenAsync("/manage/new"), "/manage/new", values);

    private static Task<Seen> GiveAsync(Browser browser, string file) => GiveAsync(browser, System.Text.Encoding.UTF8.GetBytes(file));

    private static async Task<Seen> GiveAsync(Browser browser, byte[] file, params (string, string)[] values)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Fields(await browser.OpenAsync("/manage/new"), "/manage/new", [("source", "file"), .. values]))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "round.json");
        return await browser.PostAsync("/manage/new", content);
    }

    private static async Task<Seen> SaveAsync(Browser browser, string round, params (string, string)[] values) =>
        await SendAsync(browser, await browser.OpenAsync($"/manage/rounds/{round}/rules"), round, values);

    private static Task<Seen> SendAsync(Browser browser, Seen page, string round, params (string, string)[] values) =>
        browser.SendAsync(page, $"/manage/rounds/{round}/rules", values);
}
