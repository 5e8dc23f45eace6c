using System.Text.Json;
using Evaluation.Tests.Http;
using Evaluation.Tests.Http.Inspections;

namespace Evaluation.Tests.Pages.Inspection;

/// <summary>What the server does for a device without a network: the worker, the policy, the session, and forms sent by script.</summary>
[Collection(SharedServer.Name)]
public sealed class OfflineRouteTests(TestServer server)
{
    [Fact]
    public async Task The_service_worker_may_control_the_pages_of_inspectors_and_is_looked_at_anew_each_time()
    {
        using var anybody = new Browser(server.Address);
        var worker = await anybody.OpenAsync("/inspection/worker.js");
        Assert.Equal((200, "/inspection", "no-cache", "nosniff"), (worker.Status, worker.Header("Service-Worker-Allowed"), worker.Header("Cache-Control"), worker.Header("X-Content-Type-Options")));
        Assert.Equal("text/javascript", worker.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("addEventListener(\"fetch\"", worker.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("worker-src", worker.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_pages_of_inspectors_allow_the_worker_and_name_the_account_that_they_belong_to()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        foreach (var path in new[] { "/inspection", "/inspection/offline", inspected.Home })
        {
            var page = await browser.OpenAsync(path);
            Strict.Check(page);
            var policy = page.Header("Content-Security-Policy");
            Assert.EndsWith("; worker-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("trusted-types inspection-worker;", policy, StringComparison.Ordinal);
            Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
            Assert.Equal(inspected.Wang.Name, page.Header("Inspection-Account"));
            Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
            Assert.Equal(inspected.Wang.Name, page.Document.GetElementById("unsent")!.GetAttribute("data-account"));
        }
        foreach (var path in new[] { "/", "/account", "/sign-in" })
        {
            var page = await browser.OpenAsync(path);
            Assert.Contains("trusted-types 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("worker-src", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("", page.Header("Inspection-Account"));
        }
    }

    [Fact]
    public async Task The_session_is_said_with_a_token_that_works_and_otherwise_that_signing_in_is_needed()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = new Browser(server.Address, "en");
        var ended = await browser.OpenAsync("/inspection/session");
        Assert.Equal((401, "sign-in-required", "no-store"), (ended.Status, Json(ended).GetProperty("code").GetString(), ended.Header("Cache-Control")));

        await browser.SignedInAsync(inspected.Wang.Name, inspected.Wang.Key);
        var kept = await browser.OpenAsync(inspected.Home);
        await browser.SignedInAsync(inspected.Wang.Name, inspected.Wang.Key);
        var session = await browser.OpenAsync("/inspection/session");
        Assert.Equal((200, inspected.Wang.Name), (session.Status, Json(session).GetProperty("account").GetString()));
        Assert.Contains("no-store", session.Header("Cache-Control"), StringComparison.Ordinal);
        // The page was loaded in the session before.
        Assert.NotEqual(200, (await SendAsync(browser, kept, inspected.Home, ("points.0", "15"))).Status);
        Assert.Equal(200, (await SendAsync(browser, kept, inspected.Home, ("points.0", "15"), ("form-token", Json(session).GetProperty("token").GetString()!))).Status);

        using var reviewer = await SignedInAsync(await Inspector.AddAsync(server, $$"""{"role":"reviewer","round":"{{inspected.Round.Id}}"}"""));
        Assert.Equal(403, (await reviewer.OpenAsync("/inspection/session")).Status);
        Assert.Equal(403, (await reviewer.OpenAsync("/inspection/offline")).Status);
    }

    [Fact]
    public async Task A_script_files_a_complete_sheet_once_however_often_it_sends_it()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);
        (string, string)[] some = [("points.0", "15"), ("act", "file")];
        var open = Json(await SendAsync(browser, page, inspected.Home, some));
        Assert.Equal((7, false), (open.GetProperty("faults").GetInt32(), open.GetProperty("filed").GetBoolean()));

        (string, string)[] whole =
        [
            ("basedOn", "1"), ("points.0", "15"), ("points.1", "16"), ("points.2", "13"), ("points.3", "12"), ("points.4", "8"), ("points.5", "8"), ("points.6", "8"), ("points.7", "17"), ("act", "file"),
        ];
        var silent = Json(await SendAsync(browser, page, inspected.Home, [.. whole.Select(field => field.Item1 == "points.4" ? ("points.4", "7") : field)]));
        Assert.Equal((1, false, 2), (silent.GetProperty("faults").GetInt32(), silent.GetProperty("filed").GetBoolean(), silent.GetProperty("own").GetInt32()));
        whole[0] = ("basedOn", "2");
        foreach (var _ in new[] { "first", "again" })
        {
            var filed = Json(await SendAsync(browser, page, inspected.Home, whole));
            Assert.Equal((0, true, 3), (filed.GetProperty("faults").GetInt32(), filed.GetProperty("filed").GetBoolean(), filed.GetProperty("own").GetInt32()));
        }
        var sheet = (await inspected.OwnAsync(inspected.Wang)).GetProperty("sheets")[0];
        Assert.Equal(("filed", 3), (sheet.GetProperty("state").GetString(), sheet.GetProperty("filedVersion").GetInt32()));
    }

    [Fact]
    public async Task A_save_that_is_sent_again_after_another_device_replaced_it_has_no_version_of_its_own()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);
        Assert.Equal(1, Json(await SendAsync(browser, page, inspected.Home, ("points.0", "15"))).GetProperty("own").GetInt32());
        Assert.Equal(2, Json(await SendAsync(browser, page, inspected.Home, ("basedOn", "1"), ("points.0", "14"))).GetProperty("own").GetInt32());

        var again = Json(await SendAsync(browser, page, inspected.Home, ("points.0", "15")));
        Assert.Equal((JsonValueKind.Null, false, 2), (again.GetProperty("own").ValueKind, again.GetProperty("conflicting").GetBoolean(), again.GetProperty("basedOn")[0].GetInt32()));

        var beside = Json(await SendAsync(browser, page, inspected.Home, ("points.0", "13")));
        Assert.Equal((3, true, 2), (beside.GetProperty("own").GetInt32(), beside.GetProperty("conflicting").GetBoolean(), beside.GetProperty("basedOn").GetArrayLength()));
    }

    [Fact]
    public async Task A_script_learns_where_a_check_and_a_finding_stand_and_why_one_is_refused()
    {
        var inspected = await InspectedUnit.InAsync(server);
        using var browser = await SignedInAsync(inspected.Wang);
        var page = await browser.OpenAsync(inspected.Home);
        var (checks, findings) = ($"{inspected.Home}/spot-checks", $"{inspected.Home}/findings");
        var refused = await SendAsync(browser, page, checks, ("on", "someday"));
        Assert.Equal((400, "bad-request"), (refused.Status, Json(refused).GetProperty("code").GetString()));
        (string, string)[] check = [("failed", "true"), ("on", InspectedUnit.Day), ("note", "exit blocked"), ("key", "from-the-device")];
        foreach (var _ in new[] { "first", "again" })
            Assert.Equal($"{inspected.Home}#checks", Json(await SendAsync(browser, page, checks, check)).GetProperty("address").GetString());
        Assert.Equal("key-reused", Json(await SendAsync(browser, page, checks, [.. check[..2], ("note", "another"), check[3]])).GetProperty("code").GetString());
        Assert.Equal($"{inspected.Home}#f-1", Json(await SendAsync(browser, page, findings, ("text", "the exit is blocked"), ("dueOn", "2020-06-30"), ("key", "two"))).GetProperty("address").GetString());
        Assert.Equal(1, (await server.Administrator.GetAsync($"{inspected.Round.Path}/units/u1/spot-checks")).Answers().GetProperty("items").GetArrayLength());
    }

    private async Task<Browser> SignedInAsync(Inspector inspector) => await new Browser(server.Address, "en").SignedInAsync(inspector.Name, inspector.Key);

    private static JsonElement Json(Seen seen) => JsonDocument.Parse(seen.Text).RootElement;

    private static async Task<Seen> SendAsync(Browser browser, Seen page, string form, params (string Name, string Value)[] values)
    {
        using var content = new FormUrlEncodedContent(Browser.Fields(page, form, values));
        return await browser.PostAsync(form, content, "application/json");
    }
}
