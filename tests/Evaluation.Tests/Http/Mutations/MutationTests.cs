using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Evaluation.Tests.Http.Mutations;

/// <summary>
/// Broken requests to every route that takes a body. None is an error of the system. <c>MUTATIONS=20000 dotnet test tests/Evaluation.Tests
/// --filter FullyQualifiedName~Mutations</c> sends more of them; <c>MUTATION_SEED</c> chooses others.
/// </summary>
public sealed class MutationTests : IAsyncLifetime
{
    private const string Boundary = "edge";

    private readonly TestServer _server = TestServer.With(services => services.AddSingleton<ILoggerProvider, CountingLog>());

    private CountingLog Log => _server.Get<IEnumerable<ILoggerProvider>>().OfType<CountingLog>().Single();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_broken_form_upload_or_body_is_refused_without_a_server_error_and_without_a_log_entry()
    {
        var (count, seed) = (Setting("MUTATIONS", 2_000), Setting("MUTATION_SEED", 1));
        var random = new Random(seed);
        var mutation = new Mutation(random);
        var writes = _server.Below("/").Where(call => call.Method is "POST" or "PUT" or "DELETE").ToArray();
        var (round, browser) = (await _server.DraftAsync(), new Browser(_server.Address));
        var open = await _server.DraftAsync(SmallDefinition.Assessed);
        await open.MoveAsync("assessing", "voting");
        var voter = (await open.IssueAsync("npc", 1))[0];
        var unit = (await _server.Administrator.PostAsync("/api/staff", """{"name":"filer","roles":[{"role":"unit","unit":"u1"}]}""")).Answers(201).GetProperty("key").GetString();
        HashSet<((string, string) Route, int Status)> seen = [];
        List<(string Action, List<KeyValuePair<string, string>> Fields)> forms = [];
        for (var sent = 0; sent < count; sent++)
        {
            // Some of the forms end the session, and some transitions end the draft.
            if (sent % 250 == 0)
            {
                round = await _server.DraftAsync();
                browser.Dispose();
                browser = await new Browser(_server.Address).SignedInAsync();
                forms = await SentForms.OfPagesAsync(_server, browser, round.Id);
            }
            var (method, template) = writes[random.Next(writes.Length)];
            var (bytes, mayBreakOff) = mutation.Of(Call(method, template));
            var (status, answer) = await RawCall.SendAsync(_server.Address, new([127, 2, (byte)(sent / 200 % 250), (byte)(1 + (sent % 200))]), bytes, mayBreakOff);
            Assert.True(status is < 500 or 501 or 505 || (status == 503 && answer.Contains("\"busy\"", StringComparison.Ordinal)), $"request {sent} of seed {seed}\n{System.Text.Encoding.UTF8.GetString(bytes)}\n\n{answer}\n{string.Join('\n', Log.Entries)}");
            seen.Add(((method, template), status));
            // Refused access of staff is logged on purpose.
            Assert.True(Log.Entries.All(entry => entry.StartsWith("Access was refused", StringComparison.Ordinal)), $"request {sent} of seed {seed}\n{System.Text.Encoding.UTF8.GetString(bytes)}\n\n{string.Join('\n', Log.Entries)}");
        }
        browser.Dispose();
        // Most requests reach their route: a server that answers nothing would pass otherwise.
        Assert.All(writes, route => Assert.Contains(seen, answer => answer.Route == route && answer.Status is >= 200 and not 401));

        RawCall Call(string method, string template)
        {
            var isForVoters = template.EndsWith("/ballot", StringComparison.Ordinal) || template.EndsWith("/ballot/finish", StringComparison.Ordinal) || template.EndsWith("/evidence", StringComparison.Ordinal);
            var path = SentForms.Fill(template, isForVoters ? open.Id : round.Id);
            List<string> headers = [random.Next(4) == 0 ? "Accept: */*" : "Accept: text/html"];
            if (path.StartsWith("/api", StringComparison.Ordinal))
            {
                var isUpload = path.EndsWith("/evidence", StringComparison.Ordinal);
                headers.Add(isUpload ? $"Authorization: Bearer {unit}" : isForVoters ? $"Authorization: Ballot {voter}" : $"Authorization: Bearer {Site.AdministratorKey}");
                if (!isUpload)
                    return new(method, path, headers, "application/json", System.Text.Encoding.UTF8.GetBytes(mutation.Json(SentForms.Json(random, round.Id))));
                return new(method, path, headers, $"multipart/form-data; boundary={Boundary}", SentForms.Multipart(mutation.Fields([new("title", "x"), new("kind", "document"), new("criterion", "visit"), new("date", "2020-01-01")]), Boundary));
            }
            headers.Add($"Cookie: {(random.Next(20) == 0 ? "form=broken; staff=broken" : browser.Cookies.GetCookieHeader(_server.Address))}");
            var fields = forms.Where(form => form.Action == path).Select(form => form.Fields).FirstOrDefault() ?? [new("form-token", Token()), new("act", "save")];
            if (random.Next(10) == 0)
                headers.Add($"form-token: {Token()}");
            var changed = mutation.Fields(fields);
            return random.Next(2) == 0
                ? new(method, path, headers, "application/x-www-form-urlencoded", SentForms.UrlEncoded(changed))
                : new(method, path, headers, $"multipart/form-data; boundary={Boundary}", SentForms.Multipart(changed, Boundary));
        }

        string Token() => forms[0].Fields.First(field => field.Key == "form-token").Value;
    }

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : standard;
}
