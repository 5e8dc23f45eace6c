using Evaluation.Gateway.Drafts;
using Evaluation.Tests.Http;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Drafts of the rules form and of the form for a new round, in a browser that runs no script.</summary>
[Collection(SharedServer.Name)]
public sealed class DraftPageTests(TestServer server)
{
    private const string TitleZh = "#f-title-zh";

    [Fact]
    public async Task A_draft_is_offered_used_and_removed_when_the_form_is_sent()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await SaveDraftAsync(round, "半成品", basedOn: 1);

        var offered = await browser.OpenAsync(rules);
        Strict.Check(offered);
        Assert.Contains("未提交的草稿", offered.In("[data-draft-offer]"), StringComparison.Ordinal);
        Assert.Contains("规则第 1 版，即当前版本", offered.In("[data-draft-offer]"), StringComparison.Ordinal);
        Assert.Equal("小测评", Value(offered, TitleZh));

        var used = await browser.OpenAsync(offered.Document.QuerySelector("[data-draft-offer] a.button")!.GetAttribute("href")!);
        Strict.Check(used);
        Assert.Equal("半成品", Value(used, TitleZh));
        Assert.Equal($"{rules}?saved=1", (await browser.SendAsync(used, rules)).Location);
        Assert.Equal("半成品", Value(await browser.OpenAsync(rules), TitleZh));
        (await server.Administrator.GetAsync(Address(round))).Refuses(404, "no-such-draft");
    }

    [Fact]
    public async Task A_draft_is_discarded_unless_a_newer_one_was_saved_meanwhile()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await SaveDraftAsync(round, "第一稿", basedOn: 1);
        var offered = await browser.OpenAsync(rules);
        await SaveDraftAsync(round, "第二稿", basedOn: 1, version: 1);
        Assert.Equal(rules, (await DiscardAsync(browser, offered, rules)).Location);
        Assert.Equal("第二稿", Value(await browser.OpenAsync($"{rules}?draft=use"), TitleZh));

        Assert.Equal(rules, (await DiscardAsync(browser, await browser.OpenAsync(rules), rules)).Location);
        Assert.Null((await browser.OpenAsync(rules)).Document.QuerySelector("[data-draft-offer]"));
    }

    [Fact]
    public async Task A_draft_of_older_rules_says_so_and_does_not_win_silently()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await SaveDraftAsync(round, "旧稿", basedOn: 1);
        using var colleague = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(302, (await colleague.SendAsync(await colleague.OpenAsync(rules), rules, ("/title/zh", "同事改的"))).Status);

        Assert.Contains("现为第 2 版", (await browser.OpenAsync(rules)).In("[data-draft-offer]"), StringComparison.Ordinal);
        var used = await browser.OpenAsync($"{rules}?draft=use");
        Assert.Contains("现为第 2 版", used.In(".draft-notice"), StringComparison.Ordinal);
        var stale = await browser.SendAsync(used, rules);
        Assert.Equal((409, "旧稿"), (stale.Status, Value(stale, TitleZh)));
        Assert.Equal("同事改的", await TitleAsync(round));
        Assert.Equal(302, (await browser.SendAsync(stale, rules)).Status);
        Assert.Equal("旧稿", await TitleAsync(round));
    }

    [Fact]
    public async Task An_older_form_does_not_overwrite_what_a_colleague_has_saved()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var older = await browser.OpenAsync(rules);
        Assert.Equal(302, (await browser.SendAsync(await browser.OpenAsync(rules), rules, ("/groups/0/roll", "321"))).Status);
        var refused = await browser.SendAsync(older, rules, ("/title/zh", "改名"));
        Assert.Equal((409, "改名"), (refused.Status, Value(refused, TitleZh)));
        Assert.Equal(321, (await server.Administrator.GetAsync($"/api/rounds/{round}")).Answers().GetProperty("definition").GetProperty("groups")[0].GetProperty("roll").GetInt32());
    }

    [Fact]
    public async Task A_form_with_faults_or_another_row_is_kept_as_the_draft()
    {
        var (_, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var faulty = await browser.SendAsync(await browser.OpenAsync(rules), rules, ("/criteria/0/points", "many"), ("/title/zh", "有错"));
        Assert.Equal(400, faulty.Status);
        using var elsewhere = await new Browser(server.Address).SignedInAsync();
        Assert.Equal("有错", Value(await elsewhere.OpenAsync($"{rules}?draft=use"), TitleZh));
        var added = await browser.SendAsync(faulty, rules, ("act", "add /options"), ("/title/zh", "加一行"));
        Assert.Equal("加一行", Value(await elsewhere.OpenAsync($"{rules}?draft=use"), TitleZh));
        Assert.Equal(302, (await browser.SendAsync(added, rules, ("/criteria/0/points", "60"), ("/options/4/code", "E"), ("/options/4/label/zh", "弃权"))).Status);
        Assert.Null((await browser.OpenAsync(rules)).Document.QuerySelector("[data-draft-offer]"));
    }

    [Fact]
    public async Task Two_devices_get_both_choices_and_nothing_typed_is_lost()
    {
        var (round, rules) = await DraftAsync();
        using var phone = await new Browser(server.Address).SignedInAsync();
        using var computer = await new Browser(server.Address).SignedInAsync();
        var (onPhone, onComputer) = (await phone.OpenAsync(rules), await computer.OpenAsync(rules));
        await phone.SendAsync(onPhone, rules, ("act", "add /options"), ("/title/zh", "手机"));
        var conflict = await computer.SendAsync(onComputer, rules, ("act", "add /options"), ("/title/zh", "电脑"));
        Strict.Check(conflict);
        Assert.False(conflict.Document.QuerySelector("[data-draft-conflict]")!.HasAttribute("hidden"));
        Assert.Equal("电脑", Value(conflict, TitleZh));
        Assert.Equal("手机", Value(await computer.OpenAsync(conflict.Document.QuerySelector("[data-draft-other]")!.GetAttribute("href")!), TitleZh));

        var kept = await computer.SendAsync(conflict, rules, ("act", "keep"));
        Assert.Equal("电脑", Value(kept, TitleZh));
        Assert.True(kept.Document.QuerySelector("[data-draft-conflict]")!.HasAttribute("hidden"));
        Assert.Contains("电脑", (await server.Administrator.GetAsync(Address(round))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_leaves_what_another_device_has_typed_since()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        await SaveDraftAsync(round, "第一稿", basedOn: 1);
        var used = await browser.OpenAsync($"{rules}?draft=use");
        await SaveDraftAsync(round, "手机上的第二稿", basedOn: 1, version: 1);
        Assert.Equal(302, (await browser.SendAsync(used, rules)).Status);
        Assert.Equal("手机上的第二稿", Value(await browser.OpenAsync($"{rules}?draft=use"), TitleZh));
    }

    [Fact]
    public async Task A_form_that_is_sent_after_the_session_has_ended_is_there_after_signing_in()
    {
        var (round, rules) = await DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var form = await browser.OpenAsync(rules);
        browser.Cookies.GetCookies(server.Address)["staff"]!.Expired = true;

        var asked = await browser.SendAsync(form, rules, ("/title/zh", "没有白填"));
        Strict.Check(asked);
        Assert.Equal(401, asked.Status);
        var again = await browser.SendAsync(asked, "/sign-in", ("name", "admin"), ("secret", "wrong"));
        Assert.Equal(401, again.Status);
        var resumed = await browser.SendAsync(again, "/sign-in", ("name", "admin"), ("secret", Site.AdministratorKey));
        Strict.Check(resumed);
        var back = await browser.SendAsync(resumed, rules, ("act", "resume"));
        Assert.Equal((200, "没有白填"), (back.Status, Value(back, TitleZh)));
        Assert.Equal("小测评", await TitleAsync(round));
        Assert.Equal(302, (await browser.SendAsync(back, rules)).Status);
        Assert.Equal("没有白填", await TitleAsync(round));
    }

    [Fact]
    public async Task The_form_for_a_new_round_has_drafts_too()
    {
        using var browser = new Browser(server.Address);
        var name = TestServer.NewId("maker");
        var key = (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"administrator"}]}""")).Answers(201).GetProperty("key").GetString()!;
        await browser.SignedInAsync(name, key);
        var id = TestServer.NewId("drafted");
        var refused = await browser.SendAsync(await browser.OpenAsync("/manage/new"), "/manage/new", ("id", "NOT A SLUG"), ("zh", "新一轮"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull((await browser.OpenAsync("/manage/new")).Document.QuerySelector("[data-draft-offer]"));
        var used = await browser.OpenAsync("/manage/new?draft=use");
        Strict.Check(used);
        Assert.Equal(("NOT A SLUG", "新一轮"), (Value(used, "#id"), Value(used, "#zh")));
        Assert.Equal($"/manage/rounds/{id}/rules", (await browser.SendAsync(used, "/manage/new", ("id", id))).Location);
        Assert.Null((await browser.OpenAsync("/manage/new")).Document.QuerySelector("[data-draft-offer]"));
    }

    [Fact]
    public async Task A_draft_is_warned_about_for_a_week_and_is_then_gone()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 29, 2, 0, 0, TimeSpan.Zero));
        var other = TestServer.With(clock);
        await other.InitializeAsync();
        try
        {
            var round = await other.DraftAsync();
            await other.Administrator.PutAsync(Address(round.Id), Body("半成品", 1, 0));
            Assert.DoesNotContain("规则草稿将于", await ListAsync(), StringComparison.Ordinal);
            clock.Advance(Limits.DraftAge - Limits.DraftWarningBefore);
            Assert.Contains("规则草稿将于 2026年12月29日 10:00 删除", await ListAsync(), StringComparison.Ordinal);
            clock.Advance(Limits.DraftWarningBefore);
            Assert.DoesNotContain("规则草稿将于", await ListAsync(), StringComparison.Ordinal);
            (await other.Administrator.GetAsync(Address(round.Id))).Refuses(404, "no-such-draft");
        }
        finally
        {
            await other.DisposeAsync();
        }

        async Task<string> ListAsync()
        {
            using var browser = await new Browser(other.Address).SignedInAsync();
            return (await browser.OpenAsync("/manage")).Text;
        }
    }

    private async Task<(string Round, string Rules)> DraftAsync()
    {
        var round = await server.DraftAsync();
        return (round.Id, $"/manage/rounds/{round.Id}/rules");
    }

    /// <summary>A draft as the module saves it: all fields of the form, with another title.</summary>
    private async Task SaveDraftAsync(string round, string title, int basedOn, int version = 0)
    {
        using var typing = await new Browser(server.Address).SignedInAsync();
        var rules = $"/manage/rounds/{round}/rules";
        var fields = Browser.Fields(await typing.OpenAsync(rules), rules, ("/title/zh", title)).Where(field => field.Key.StartsWith('/'));
        var draft = new NewDraft([.. fields.Select(field => new FormField(field.Key, field.Value))], basedOn, version);
        (await server.Administrator.PutAsync(Address(round), System.Text.Json.JsonSerializer.Serialize(draft, System.Text.Json.JsonSerializerOptions.Web))).Answers();
    }

    private async Task<string> TitleAsync(string round) =>
        (await server.Administrator.GetAsync($"/api/rounds/{round}")).Answers().GetProperty("definition").GetProperty("title").GetProperty("zh").GetString()!;

    private static async Task<Seen> DiscardAsync(Browser browser, Seen page, string rules)
    {
        var notice = page.Document.Forms.First(form => form.Closest("[data-draft-offer]") is not null);
        var fields = notice.QuerySelectorAll("input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        return await browser.PostAsync(rules, new FormUrlEncodedContent([.. fields, KeyValuePair.Create("act", "discard-draft")]));
    }

    private static string Address(string round) => $"/api/drafts/rules.{round}";

    private static string Body(string title, int basedOn, int version) => $$"""{"version":{{version}},"basedOn":{{basedOn}},"fields":[{"name":"/title/zh","value":"{{title}}"}]}""";

    private static string? Value(Seen page, string selector) => page.Document.QuerySelector(selector)?.GetAttribute("value");
}
