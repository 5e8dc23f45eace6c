using System.Text.RegularExpressions;
using Evaluation.Tests.Http;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Tests.Pages;

/// <summary>A refusal on a page says in words of the reader what is refused, and leads back.</summary>
[Collection(SharedServer.Name)]
public sealed class RefusalPageTests(TestServer server)
{
    [Fact]
    public async Task A_frozen_round_leads_back_to_its_page()
    {
        var round = await server.DraftAsync();
        await round.MoveAsync("voting");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var refused = await browser.OpenAsync($"/manage/rounds/{round.Id}/new-unit");
        Strict.Check(refused);
        Assert.Equal(409, refused.Status);
        Assert.Equal([$"/manage/rounds/{round.Id}", "/"], refused.All("main .actions a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task The_address_of_a_form_leads_to_the_page_above_it()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var routes = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => (Template: "/" + route.RoutePattern.RawText!.Trim('/'), Methods: route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(route => !route.Template.StartsWith("/api/", StringComparison.Ordinal)).ToArray();
        var forms = routes.Where(route => route.Methods.Contains("POST")).Select(route => route.Template).Except(routes.Where(route => route.Methods.Contains("GET")).Select(route => route.Template)).ToArray();
        Assert.True(forms.Length > 30, "the routes were not found");
        foreach (var template in forms)
        {
            var path = Regex.Replace(template.Replace("{round}", round.Id, StringComparison.Ordinal).Replace("{unit}", "u1", StringComparison.Ordinal), @"\{[^}]+\}", "none");
            var opened = await browser.OpenAsync(path);
            if (opened.Status == 405)
                Assert.Equal("405 /", $"{opened.In(".notice-code")} {string.Join(' ', opened.All("main .actions a").Select(link => link.GetAttribute("href")))}");
            else
                Assert.True(opened.Status == 302 && path.StartsWith(opened.Location!, StringComparison.Ordinal), $"{path}: {opened.Status} {opened.Location}");
        }
    }

    [Fact]
    public async Task The_number_on_a_refusal_is_the_status_of_the_answer()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var path in new[] { $"/inspection/{round.Id}/nosuch", $"/reviews/{round.Id}/nosuch/claims", "/manage/rounds/nosuch", $"/unit/{round.Id}/nosuch" })
        {
            var refused = await browser.OpenAsync(path);
            Assert.Equal($"{refused.Status}", refused.In(".notice-code"));
        }
        var name = TestServer.NewId("reviewer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"reviewer","round":"{{round.Id}}"},{"role":"inspector","round":"{{round.Id}}"}]}""");
        using var other = await new Browser(server.Address).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        foreach (var path in new[] { $"/inspection/{round.Id}/nosuch", $"/reviews/{round.Id}/nosuch/claims" })
            Assert.Equal((404, "404"), await other.OpenAsync(path) is var refused ? (refused.Status, refused.In(".notice-code")) : default);
    }

    [Fact]
    public async Task A_page_of_another_unit_is_refused_without_speaking_of_ballots()
    {
        var round = await server.DraftAsync();
        var name = TestServer.NewId("officer");
        var added = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{name}}","roles":[{"role":"unit","round":"{{round.Id}}","unit":"u1"}]}""");
        using var browser = await new Browser(server.Address).SignedInAsync(name, added.Answers(201).GetProperty("key").GetString()!);
        var refused = await browser.OpenAsync($"/unit/{round.Id}/u2");
        Strict.Check(refused);
        Assert.Equal((403, "不是您的单位"), (refused.Status, refused.In("main h1")));
        Assert.DoesNotContain("评议码", refused.In("main"), StringComparison.Ordinal);
        Assert.Equal(["/unit", "/"], refused.All("main .actions a").Select(link => link.GetAttribute("href")));
    }
}
