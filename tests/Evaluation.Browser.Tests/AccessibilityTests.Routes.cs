using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Evaluation.Browser.Tests.Assessment;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Browser.Tests;

/// <summary>
/// Every page that the program serves. A new page is visited without a change here, as long as the parameters of its route are known.
/// </summary>
public sealed partial class AccessibilityTests
{
    /// <summary>What is no page, and the pages of an identity provider, which have a test of their own.</summary>
    private static readonly string[] Others = ["/api/", "/assets/", "/openapi/", "/sign-in/provider", "/signed-out"];

    /// <summary>Which account opens a page, by the beginning of its address; the first that fits.</summary>
    private static readonly (string Prefix, string? Role)[] Openers =
        [("/manage", "admin"), ("/operations", "admin"), ("/account", "admin"), ("/unit", "unit"), ("/inspection", "inspector"), ("/reviews", "reviewer"), ("/", null)];

    [AxeFact]
    public async Task Every_page_is_accessible()
    {
        var site = await FurnishAsync();
        var (pages, closed) = await site.PagesAsync();
        Assert.True(closed.Length == 0, $"Say in Names what the parameters of these routes are, and in Openers who opens them: {string.Join(", ", closed)}");
        var clipped = new List<string>();
        foreach (var (screen, text) in new[] { (Screen.Phone, "usual"), (Screen.Phone.English, "large"), (Screen.Desktop.English.Dark, "usual") })
            foreach (var own in pages.GroupBy(page => page.Role))
            {
                await using var visitor = await fixture.VisitAsync(screen);
                if (own.Key is not null)
                    await visitor.SignInAsync(site.Accounts[own.Key].Name, site.Accounts[own.Key].Key);
                await visitor.Page.GotoAsync($"/preferences?text={text}");
                foreach (var (_, address) in own)
                {
                    await visitor.Page.GotoAsync(address);
                    if (await ClippedAsync(visitor.Page, address) is { Length: > 0 } found)
                        clipped.Add($"{screen.Name}, {text}: {found}");
                    await CheckAsync(visitor, $"page-{Unfit().Replace(address.Trim('/'), "-")}-{screen.Name}");
                    await visitor.Page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(fold => { fold.open = true; })");
                    if (!await visitor.FitsAsync())
                        clipped.Add($"{screen.Name}, {text}: {address} is wider than its window when all is unfolded");
                }
            }
        Assert.True(clipped.Count == 0, string.Join('\n', clipped));
    }

    /// <summary>Gives a round and its units names as long as those of a city.</summary>
    private static void Lengthen(JsonObject definition)
    {
        definition["title"] = JsonNode.Parse("""{"zh": "年度区直单位、街道和公共服务单位社会评价（代表委员、企业和服务对象）", "en": "Social evaluation of district units, subdistricts and public service units (deputies, businesses and service users)"}""");
        foreach (var (index, unit) in definition["units"]!.AsArray().Index())
            unit!["label"] = JsonNode.Parse($$"""{"zh": "第{{index}}人力资源和社会保障局（退役军人就业创业服务指导中心）", "en": "Human Resources and Social Security Bureau {{index}} (Veterans Employment Guidance Centre)"}""");
    }

    /// <summary>A round that is assessed, a draft, a sealed one with comments, a published one with an objection and a batch.</summary>
    private async Task<FurnishedSite> FurnishAsync()
    {
        var server = fixture.Server;
        var staff = await StaffRound.OpenAsync(fixture, Lengthen);
        var draft = await server.DraftAsync(definition =>
        {
            Papers.Of(9)(definition);
            Lengthen(definition);
        });
        var (commented, comment) = await CommentedAsync();
        var objected = await ObjectedRound.PrepareAsync(server.Site, Lengthen, async round =>
        {
            var issued = await round.IssueWithSparesAsync("npc", 2, 1, "pages");
            (await server.Administrator.PostAsync($"{round.Path}/credentials/revocations", $$"""{"slip":"{{issued[0].Slip}}","reason":"lost"}""")).Answers();
        });
        await objected.Round.MoveAsync("published");
        var ticket = await objected.FileAsync();
        var complaint = (await staff.As("reviewer").PostAsync("/api/complaints", $$"""{"unit":"u1","round":"{{staff.Round.Id}}","text":"a long queue"}""")).Answers(201).GetProperty("id").GetString()!;
        (await staff.As("reviewer").PostAsync($"/api/complaints/{complaint}/release", """{"text":"a queue"}""")).Answers();
        var title = TestServer.NewId("title");
        (await server.Administrator.PutAsync($"/api/honours/titles/{title}", """{"label":{"zh":"模范单位","en":"Model unit"},"level":"city","termMonths":24}""")).Answers();
        var honour = (await server.Administrator.PostAsync("/api/honours", $$"""{"title":"{{title}}","unit":"u1","from":"2020-01-01","round":"{{objected.Round.Id}}"}""")).Answers(201).GetProperty("id").GetString()!;
        var unit = await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{title}}-unit","roles":[{"role":"unit","unit":"u1"},{"role":"unit","unit":"u2"}]}""");
        return new(server, [staff.Round.Id, draft.Id, objected.Round.Id, commented.Split('/')[3]], new()
        {
            ["admin"] = ("admin", Site.AdministratorKey),
            ["unit"] = ($"{title}-unit", unit.Answers(201).GetProperty("key").GetString()!),
            ["inspector"] = staff.Accounts["inspector"],
            ["reviewer"] = staff.Accounts["reviewer"],
        })
        {
            Ticket = ticket,
            Complaint = complaint,
            Honour = honour,
            Comment = comment.Split('/')[1],
        };
    }

    /// <summary>The texts that pass the box of their element.</summary>
    private static Task<string> ClippedAsync(IPage page, string address) => page.EvaluateAsync<string>("""
        address => [...document.querySelectorAll("main *:not(svg *)")].filter(part => {
          const style = getComputedStyle(part);
          return part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1 && !["inline", "contents"].includes(style.display)
            && !["auto", "scroll"].includes(style.overflowX) && style.textOverflow !== "ellipsis" && !part.matches("input, select, textarea, .visually-hidden, .visually-hidden *")
            && part.textContent.trim() && [...part.children].every(child => getComputedStyle(child).display === "inline");
        }).map(part => `${address}: ${part.tagName} ${part.className} “${part.textContent.trim().slice(0, 30)}” ${part.scrollWidth} in ${part.clientWidth}`).join("\n")
        """, address);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unfit();

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    /// <param name="Rounds">Rounds in several states.</param>
    /// <param name="Accounts">One of each kind, with its key.</param>
    private sealed record FurnishedSite(TestServer Server, string[] Rounds, Dictionary<string, (string Name, string Key)> Accounts)
    {
        public required string Ticket { get; init; }

        public required string Complaint { get; init; }

        public required string Honour { get; init; }

        public required string Comment { get; init; }

        /// <summary>The pages with who opens them, and the routes that answer neither with a page nor with a file.</summary>
        public async Task<((string? Role, string Address)[] Pages, string[] Closed)> PagesAsync()
        {
            var (pages, closed) = (new List<(string?, string)>(), new List<string>());
            foreach (var template in Templates())
            {
                var role = Openers.First(opener => template.StartsWith(opener.Prefix, StringComparison.Ordinal)).Role;
                var caller = role is null ? Server.Anybody : Server.Staff(Accounts[role].Key);
                var (opened, isFile) = (0, false);
                foreach (var address in Fill(template))
                {
                    var answer = await caller.GetAsync(address, ("Accept", "text/html"));
                    isFile |= answer.Status is 302 || answer.Status == 200 && answer.MediaType != "text/html";
                    if (answer is { Status: 200, MediaType: "text/html" } && ++opened <= 2)
                        pages.Add((role, address));
                }
                if (opened == 0 && !isFile)
                    closed.Add(template);
            }
            return ([.. pages], [.. closed]);
        }

        private IEnumerable<string> Templates() =>
            from endpoint in Server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
            let template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            where !Others.Any(template.StartsWith)
            select template;

        private IEnumerable<string> Fill(string template)
        {
            if (Parameter().Match(template) is not { Success: true } parameter)
                return [template];
            return Names(parameter.Groups[1].Value, template[..parameter.Index].TrimEnd('/').Split('/')[^1])
                .SelectMany(name => Fill(template[..parameter.Index] + name + template[(parameter.Index + parameter.Length)..]));
        }

        private string[] Names(string parameter, string before) => (parameter, before) switch
        {
            ("round", _) => Rounds,
            ("unit", _) => ["u1", "u2"],
            ("id", "objections") => [Ticket],
            ("id", "complaints") => [Complaint],
            ("id", "honours") => [Honour],
            ("id", "batches") => ["pages"],
            ("comment", _) => [Comment],
            ("panel", _) => ["north"],
            ("name", "staff") => [Accounts["unit"].Name],
            ("month", _) => [$"{TimeProvider.System.GetUtcNow():yyyy-MM}"],
            ("document", _) => ["operations"],
            ("table", _) => ["units"],
            ("act", _) => ["seal", "archive", "open"],
            _ => [],
        };
    }
}
