using System.Net;

namespace Evaluation.Tests.Pages.Public;

/// <summary>Anybody complains on the page, and looks the complaint up with the code of the receipt.</summary>
public sealed class ComplaintFormTests : IAsyncLifetime
{
    private readonly TestServer _server = new();
    private TestRound _round = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _round = await _server.OpenAsync(definition =>
        {
            definition["units"]![0]!["label"] = "市民政局";
            definition["units"]![1]!["label"] = "市民政局婚姻登记处";
        });
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_complaint_without_a_name_is_filed_and_its_answer_is_read_with_the_code()
    {
        using var browser = new Browser(_server.Address, "en");
        var filed = await FileAsync(browser, "市民政局", "排队两小时无人接待。\n第二次也一样。");
        Assert.Equal(201, filed.Status);
        Strict.Check(filed);
        Assert.Equal("no-store", filed.Header("Cache-Control"));
        var code = filed.In(".complaint-code code");
        var id = code[.."2026-0001".Length];

        Assert.Equal("received", State(await LookUpAsync(browser, code)));
        (await _server.Administrator.PostAsync($"/api/complaints/{id}/answer", """{"text":"已增开窗口。","upheld":true}""")).Answers();
        var answered = await LookUpAsync(browser, $"  {code.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal)} ");
        Strict.Check(answered);
        Assert.Equal("answered", State(answered));
        Assert.Contains("已增开窗口。", answered.Text, StringComparison.Ordinal);
        Assert.Contains("The complaint is justified.", answered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("admin", answered.In("main"), StringComparison.Ordinal);
        var stored = (await _server.Administrator.GetAsync($"/api/complaints/{id}")).Answers();
        Assert.Equal("u1", stored.GetProperty("unit").GetString());
        Assert.Equal("排队两小时无人接待。\n第二次也一样。", stored.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("", "Type the name of the unit.")]
    [InlineData("火星局", "No unit has this in its name")]
    [InlineData("<script>", "No unit has this in its name")]
    public async Task A_name_of_no_unit_is_refused_and_what_was_typed_stays(string name, string message)
    {
        using var browser = new Browser(_server.Address, "en");
        var page = await FileAsync(browser, name, "内容", "电话 1234");
        Assert.Equal(400, page.Status);
        Strict.Check(page);
        Assert.Contains(message, page.In("#name-fault"), StringComparison.Ordinal);
        Assert.Equal(name, page.Document.QuerySelector("#name")!.GetAttribute("value") ?? "");
        Assert.Equal(("内容", "电话 1234"), (page.In("#text"), page.In("#contact")));
    }

    [Fact]
    public async Task Several_units_with_the_name_are_offered_and_one_is_chosen()
    {
        using var browser = new Browser(_server.Address, "en");
        var asked = await FileAsync(browser, "民政", "内容");
        Assert.Equal(400, asked.Status);
        Assert.Equal([$"{_round.Id}/u1", $"{_round.Id}/u2"], asked.All("input[type=radio]").Select(choice => choice.GetAttribute("value")));
        var filed = await browser.SendAsync(asked, "/complaints", ("unit", $"{_round.Id}/u2"));
        Assert.Equal(201, filed.Status);
        Assert.Contains("市民政局婚姻登记处", filed.Text, StringComparison.Ordinal);
        var other = await browser.SendAsync(asked, "/complaints", ("unit", $"{_round.Id}/u2"), ("name", "火星局"));
        Assert.Equal(400, other.Status);
    }

    [Fact]
    public async Task A_unit_with_another_code_in_a_newer_round_is_offered_once()
    {
        var newer = await _server.OpenAsync(definition =>
        {
            foreach (var (index, unit) in definition["units"]!.AsArray().Index())
                unit!["code"] = $"w{index + 1}";
            definition["units"]![0]!["label"] = "市民政局";
        });
        (await newer.ScheduleAsync("""{"closesAt":"2099-12-08T00:00:00+08:00","reason":"plan"}""")).Answers();
        using var browser = new Browser(_server.Address);
        var asked = await FileAsync(browser, "民政", "内容");
        Assert.Equal([$"{newer.Id}/w1", $"{_round.Id}/u2"], asked.All("input[type=radio]").Select(choice => choice.GetAttribute("value")));
    }

    [Fact]
    public async Task A_unit_card_names_the_unit_and_an_empty_text_is_refused_at_its_field()
    {
        using var browser = new Browser(_server.Address, "en");
        var page = await browser.OpenAsync($"/complaints?unit=u2&round={_round.Id}");
        Assert.Equal("市民政局婚姻登记处", page.Document.QuerySelector("#name")!.GetAttribute("value"));
        var refused = await browser.SendAsync(page, "/complaints", ("text", " "));
        Assert.Equal(400, refused.Status);
        Assert.NotEmpty(refused.In("#text-fault"));
        Assert.Equal(201, (await browser.SendAsync(refused, "/complaints", ("text", "内容"))).Status);
        Assert.Equal("", (await browser.OpenAsync("/complaints?unit=nobody&round=none")).Document.QuerySelector("#name")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_files_one_complaint_with_one_code()
    {
        using var browser = new Browser(_server.Address, "en");
        var form = await browser.OpenAsync("/complaints");
        (string, string)[] typed = [("name", "市民政局"), ("text", "内容")];
        var (first, second) = (await browser.SendAsync(form, "/complaints", typed), await browser.SendAsync(form, "/complaints", typed));
        Assert.Equal(first.In(".complaint-code"), second.In(".complaint-code"));
        Assert.Equal(1, (await _server.Administrator.GetAsync("/api/complaints")).Answers().GetProperty("items").GetArrayLength());
        var changed = await browser.SendAsync(form, "/complaints", ("name", "市民政局"), ("text", "另一件"));
        Assert.Equal(422, changed.Status);
        Assert.Equal(201, (await browser.SendAsync(changed, "/complaints")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-0001")]
    [InlineData("2026-0001-00000000000000000000000000000000")]
    [InlineData("🙂🙂-🙂")]
    public async Task A_wrong_code_is_refused_like_an_unknown_one(string code)
    {
        using var browser = new Browser(_server.Address, "en");
        await FileAsync(browser, "市民政局", "内容");
        var page = await LookUpAsync(browser, code);
        Assert.Equal(404, page.Status);
        Strict.Check(page);
        Assert.Equal(code, page.Document.QuerySelector("#code")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task An_address_files_so_many_complaints_an_hour_and_the_page_says_when_to_come_back()
    {
        using var browser = new Browser(_server.Address, "en", IPAddress.Parse("127.9.8.7"));
        for (var count = 0; count < Limits.ComplaintsPerHour; count++)
            Assert.Equal(201, (await FileAsync(browser, "市民政局", $"内容 {count}")).Status);
        var refused = await FileAsync(browser, "市民政局", "再一件");
        Assert.Equal(429, refused.Status);
        Assert.NotEqual("", refused.Header("Retry-After"));
        Assert.Equal("再一件", refused.In("#text"));
    }

    private static async Task<Seen> FileAsync(Browser browser, string name, string text, string contact = "") =>
        await browser.SendAsync(await browser.OpenAsync("/complaints"), "/complaints", ("name", name), ("text", text), ("contact", contact));

    private static async Task<Seen> LookUpAsync(Browser browser, string code) =>
        await browser.SendAsync(await browser.OpenAsync("/complaints/progress"), "/complaints/progress", ("code", code));

    private static string State(Seen page) => page.All(".facts dd").Last().TextContent.Trim();
}
