using System.Text.Json;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>The time form of a round: what is not touched stays to the second, and every local time is exactly one instant.</summary>
[Collection(SharedServer.Name)]
public sealed class TimeFormTests(TestServer server)
{
    [Theory]
    [InlineData("Asia/Shanghai", "2097-01-14T23:59:59+08:00")]
    [InlineData("Asia/Shanghai", "2097-01-14T23:59:59.5+08:00")]
    [InlineData("Europe/Berlin", "2037-10-25T02:30:00+02:00")]
    [InlineData("Europe/Berlin", "2037-10-25T02:30:00+01:00")]
    public async Task An_unchanged_form_changes_nothing(string timeZone, string closesAt)
    {
        var (round, browser) = await GivenAsync(timeZone, closesAt);
        using (browser)
        {
            Assert.Equal(302, (await SendAsync(browser, round)).Status);
            Assert.Equal(DateTimeOffset.Parse(closesAt, System.Globalization.CultureInfo.InvariantCulture), await CloseAsync(round));
            // A changed opening leaves the close alone.
            Assert.Equal(302, (await SendAsync(browser, round, ("opensAt", "2037-01-01T09:00"))).Status);
            Assert.Equal(DateTimeOffset.Parse(closesAt, System.Globalization.CultureInfo.InvariantCulture), await CloseAsync(round));
        }
    }

    [Fact]
    public async Task Seconds_are_shown_and_taken()
    {
        var (round, browser) = await GivenAsync("Asia/Shanghai", "2097-01-14T23:59:59+08:00");
        using (browser)
        {
            var page = await browser.OpenAsync(Address(round));
            var field = page.Document.QuerySelector("#closesAt")!;
            Assert.Equal(("2097-01-14T23:59:59", "1"), (field.GetAttribute("value"), field.GetAttribute("step")));
            await SendAsync(browser, round, ("closesAt", "2097-01-15T23:59:58"));
            Assert.Equal("2097-01-15T23:59:58+08:00", (await round.StateAsync()).GetProperty("closesAt").GetString());
        }
    }

    [Fact]
    public async Task A_local_time_that_does_not_exist_is_refused()
    {
        var (round, browser) = await GivenAsync("Europe/Berlin", null);
        using (browser)
        {
            var refused = await SendAsync(browser, round, ("closesAt", "2037-03-29T02:30"));
            Strict.Check(refused);
            Assert.Equal((400, "2037-03-29T02:30"), (refused.Status, refused.Document.QuerySelector("#closesAt")!.GetAttribute("value")));
            Assert.Contains("没有这一时刻", refused.In("#closesAt-fault"), StringComparison.Ordinal);
            Assert.Null(await CloseAsync(round));
        }
    }

    [Theory]
    [InlineData("2036-01-01T09:00", "2001-01-01T09:00", "#closesAt-fault", "已早于当前时间")]
    [InlineData("2036-01-01T09:00", "0206-01-01T09:00", "#closesAt-fault", "应为 2000-01-01 至 2099-12-31 之间的日期")]
    [InlineData("2036-01-01T09:00", "2100-01-01T00:00", "#closesAt-fault", "应为 2000-01-01 至 2099-12-31 之间的日期")]
    [InlineData("2037-03-29T09:00", "2037-03-29T09:00", "#closesAt-fault", "应晚于开始时间")]
    public async Task A_wrong_time_is_explained_at_its_field(string opensAt, string closesAt, string field, string fault)
    {
        var (round, browser) = await GivenAsync("Asia/Shanghai", null);
        using (browser)
        {
            var refused = await SendAsync(browser, round, ("opensAt", opensAt), ("closesAt", closesAt));
            Strict.Check(refused);
            Assert.Equal((400, closesAt), (refused.Status, refused.Document.QuerySelector("#closesAt")!.GetAttribute("value")));
            Assert.Contains(fault, refused.In(field), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_local_time_that_occurs_twice_is_asked_about()
    {
        var (round, browser) = await GivenAsync("Europe/Berlin", null);
        using (browser)
        {
            var asked = await SendAsync(browser, round, ("closesAt", "2037-10-25T02:30"));
            Strict.Check(asked);
            Assert.Equal(400, asked.Status);
            Assert.Equal(["+02:00", "+01:00"], asked.All("input[name=closesAtOffset]").Select(choice => choice.GetAttribute("value")));
            Assert.Null(await CloseAsync(round));
            foreach (var offset in new[] { "+02:00", "+01:00" })
            {
                asked = await browser.SendAsync(await browser.OpenAsync(Address(round)), Address(round), ("closesAt", "2037-10-25T02:30"), ("closesAtOffset", offset), ("reason", "x"), ("sure", "yes"));
                Assert.Equal(302, asked.Status);
                Assert.Equal($"2037-10-25T02:30:00{offset}", (await round.StateAsync()).GetProperty("closesAt").GetString());
            }
            Assert.Equal("+01:00", (await browser.OpenAsync(Address(round))).Document.QuerySelector("input[name=closesAtOffset][checked]")!.GetAttribute("value"));
        }
    }

    [Theory]
    [InlineData("schedule")]
    [InlineData("extend")]
    public async Task A_cleared_close_is_gone(string act)
    {
        var (round, browser) = await GivenAsync("Asia/Shanghai", "2097-01-14T18:00:00+08:00");
        using (browser)
        {
            if (act == "extend")
                await round.MoveAsync("voting");
            var address = $"/manage/rounds/{round.Id}/acts/{act}";
            Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync(address), address, ("closesAt", ""), ("reason", "x"), ("sure", "yes"))).Status);
            Assert.Null(await CloseAsync(round));
        }
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2097-01-14")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    public async Task A_text_that_is_no_local_time_is_refused_at_its_field(string text)
    {
        var (round, browser) = await GivenAsync("Asia/Shanghai", null);
        using (browser)
        {
            var refused = await SendAsync(browser, round, ("closesAt", text));
            Assert.Equal((400, text, "true"), (refused.Status, refused.Document.QuerySelector("#closesAt")!.GetAttribute("value"), refused.Document.QuerySelector("#closesAt")!.GetAttribute("aria-invalid")));
        }
    }

    [Theory]
    [InlineData("zh-CN", "截止时间")]
    [InlineData("en", "Closes")]
    public async Task A_refused_time_is_named_in_words(string language, string name)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var notice = (await SendAsync(browser, round, ("closesAt", "tomorrow"))).In("[role=alert]");
        Assert.Contains(name, notice, StringComparison.Ordinal);
        Assert.DoesNotContain("/closesAt", notice, StringComparison.Ordinal);
    }

    private async Task<(TestRound Round, Browser Browser)> GivenAsync(string timeZone, string? closesAt)
    {
        var round = await server.DraftAsync(definition => definition["timeZone"] = timeZone);
        if (closesAt is not null)
            (await round.ScheduleAsync($$"""{"closesAt":"{{closesAt}}"}""")).Answers();
        return (round, await new Browser(server.Address).SignedInAsync());
    }

    private static async Task<Seen> SendAsync(Browser browser, TestRound round, params (string, string)[] values) =>
        await browser.SendAsync(await browser.OpenAsync(Address(round)), Address(round), [("reason", "x"), ("sure", "yes"), .. values]);

    private static string Address(TestRound round) => $"/manage/rounds/{round.Id}/acts/schedule";

    private static async Task<DateTimeOffset?> CloseAsync(TestRound round) =>
        (await round.StateAsync()).GetProperty("closesAt") is { ValueKind: JsonValueKind.String } at ? at.GetDateTimeOffset() : null;
}
