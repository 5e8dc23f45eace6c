using System.Text.Json;
using Evaluation.Embedded.Journal;
using Evaluation.Embedded.Operations;
using Evaluation.Gateway.Operations.Measuring;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Tests.Http;
using Evaluation.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Evaluation.Tests.Operations;

/// <summary>Tests that read what this process has counted. Meters belong to the process, so no other test may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Counted
{
    public const string Name = "counted";
}

/// <summary>The whole program counts real ballots: the API and the page of operators show the same.</summary>
[Collection(Counted.Name)]
public sealed class OperationsReportTests : IAsyncLifetime
{
    private const int Accepted = 7;

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero));
    private readonly TestServer _server;

    /// <summary>The folder is real. How full the disk of the machine is must not matter to a test.</summary>
    public OperationsReportTests() => _server = TestServer.With(services => services.AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IStorageReader>(provider => new HalfFullDisk(new FolderStorage(provider.GetRequiredService<DataFolder>().Path, _clock))));

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Ballots_are_counted_as_accepted_and_as_refused_by_reason()
    {
        await VoteAsync();
        Pass(seconds: 20);
        var report = await ReportAsync();
        var ballots = report.GetProperty("ballots");
        Assert.Equal((Accepted, Accepted, 6), (ballots.GetProperty("acceptedInHour").GetInt32(), ballots.GetProperty("acceptedInMinute").GetInt32(), ballots.GetProperty("refusedInMinute").GetInt32()));
        Assert.Equal(
            [("bad-ballot", 2L), ("no-such-credential", 3), ("unit-not-yours", 1)],
            ballots.GetProperty("refused").EnumerateArray().Select(refused => (refused.GetProperty("code").GetString(), refused.GetProperty("count").GetInt64())).Where(refused => refused.Item2 > 0).Order());
        Assert.Equal((6.0 / 13, 0.0), (ballots.GetProperty("refusedShare").GetDouble(), ballots.GetProperty("busyShare").GetDouble()));
        Assert.Equal(Accepted, report.GetProperty("durable").GetProperty("count").GetInt32());
        Assert.True(report.GetProperty("journal").GetProperty("count").GetInt32() >= Accepted);
        Assert.InRange(report.GetProperty("journal").GetProperty("p99Seconds").GetDouble(), 0.0001, 100);
        Assert.Equal(0, report.GetProperty("waiting").GetProperty("now").GetInt32());
        var minutes = report.GetProperty("minutes").EnumerateArray().ToArray();
        Assert.Equal(60, minutes.Length);
        Assert.Equal(Accepted, minutes.Sum(minute => minute.GetProperty("accepted") is { ValueKind: JsonValueKind.Number } accepted ? accepted.GetInt32() : 0));
    }

    [Fact]
    public async Task After_an_hour_ballots_are_forgotten_and_gaps_are_no_zeros()
    {
        await VoteAsync();
        Pass(seconds: 3_700);
        var ballots = (await ReportAsync()).GetProperty("ballots");
        Assert.Equal((0, 0), (ballots.GetProperty("acceptedInHour").GetInt32(), ballots.GetProperty("perSecond").GetInt32()));
        // The clock of the machine is set forward: nothing was counted in between.
        _clock.AdjustTime(_clock.GetUtcNow().AddMinutes(30));
        Pass(seconds: 90);
        var missing = (await ReportAsync()).GetProperty("minutes").EnumerateArray().Where(minute => minute.GetProperty("perSecond").ValueKind == JsonValueKind.Null).ToArray();
        Assert.InRange(missing.Length, 28, 31);
    }

    [Fact]
    public async Task One_process_is_its_own_node_with_its_folder_and_its_disk()
    {
        Pass(seconds: 3);
        var report = await ReportAsync();
        Assert.False(report.GetProperty("isCluster").GetBoolean());
        var node = Assert.Single(report.GetProperty("nodes").EnumerateArray());
        Assert.Equal(("running", NodeIdentity.ProgramVersion, false), (node.GetProperty("state").GetString(), node.GetProperty("version").GetString(), node.GetProperty("isOld").GetBoolean()));
        Assert.Equal(["gateway", "silo"], node.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        var figures = report.GetProperty("storage").GetProperty("figures");
        Assert.True(figures.GetProperty("dataBytes").GetInt64() > 10_000);
        Assert.InRange(figures.GetProperty("freeBytes").GetInt64(), 1, figures.GetProperty("diskBytes").GetInt64());
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("connections").ValueKind);
        // Nothing was ever backed up or verified.
        Assert.Equal(["backup-never", "verification-never"], report.GetProperty("toDo").EnumerateArray().Select(advice => advice.GetProperty("rule").GetString()).Where(rule => rule!.EndsWith("never", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_page_and_the_wall_show_the_figures_of_the_report()
    {
        await VoteAsync();
        Pass(seconds: 20);
        using var browser = await new Browser(_server.Address).SignedInAsync();
        foreach (var (address, language) in new[] { ("/operations", "zh"), ("/operations?wall", "zh"), ("/operations", "en") })
        {
            browser.Cookies.Add(_server.Address, new System.Net.Cookie("language", language));
            var page = await browser.OpenAsync(address);
            Assert.Equal(200, page.Status);
            Strict.Check(page);
            Assert.Equal("no-store", page.Header("Cache-Control"));
            Assert.Equal(language == "zh" ? "正常接收评议票" : "Ballots are being received", page.In("h1"));
            Assert.Equal("46%", page.In("[data-part=tile-1] .figure"));
            Assert.Equal(address.EndsWith("wall", StringComparison.Ordinal) ? 2 : 4, page.All(".chart svg[role=img]").Count());
            Assert.DoesNotContain("{0", page.Text, StringComparison.Ordinal);
        }
        var table = await browser.OpenAsync("/operations");
        Assert.Equal("3", table.In("[data-reason=no-such-credential] td"));
        Assert.Equal(4 * 60, table.All(".chart-table tbody tr").Count());
        Assert.Single(table.All("[id=rows-rate] tbody td"), cell => double.TryParse(cell.TextContent, out var rate) && rate > 0);
        Assert.Empty((await browser.OpenAsync("/operations?wall")).All("nav"));
    }

    [Fact]
    public async Task The_handbook_is_served_and_another_document_is_not()
    {
        using var browser = await new Browser(_server.Address).SignedInAsync();
        foreach (var name in new[] { "operations", "settings" })
        {
            var page = await browser.OpenAsync($"/operations/handbook/{name}");
            Assert.Equal(200, page.Status);
            Strict.Check(page);
        }
        Assert.NotNull((await browser.OpenAsync("/operations/handbook/operations")).Document.GetElementById("lose-a-node"));
        Assert.Equal(404, (await browser.OpenAsync("/operations/handbook/api")).Status);
    }

    [Fact]
    public async Task Only_operators_and_administrators_of_all_rounds_see_the_figures()
    {
        var round = await _server.DraftAsync();
        foreach (var role in ServedCalls.Roles)
            Assert.Equal(role is "operator" or "administrator" ? 200 : 403, (await (await _server.StaffWithAsync(ServedCalls.Grant(role))).GetAsync("/api/operations")).Status);
        (await (await _server.StaffWithAsync($$"""{"role":"administrator","round":"{{round.Id}}"}""")).GetAsync("/api/operations")).Refuses(403, "not-allowed");
        (await _server.Anybody.GetAsync("/api/operations")).Refuses(401, "sign-in-required");
    }

    /// <summary>Seven ballots that are accepted, and six of three kinds that are not.</summary>
    private async Task VoteAsync()
    {
        var round = await _server.OpenAsync();
        foreach (var voter in await round.IssueAsync("npc", Accepted))
            (await round.CastAsync(voter, "u1:0,0")).Answers();
        foreach (var unknown in new[] { "0123456789abcdefghjkmnpqr0", "0123456789abcdefghjkmnpqs0", "0123456789abcdefghjkmnpqt0" })
            (await round.CastAsync(unknown, "u1:0,0")).Refuses(401, "no-such-credential");
        var limited = (await round.IssueAsync("npc", 1, "\"u1\""))[0];
        (await round.CastAsync(limited, "u2:0,0")).Refuses(403, "unit-not-yours");
        (await round.CastAsync(limited, "u1:0,99")).Refuses(400, "bad-ballot");
        (await round.CastAsync(limited, "u1:0")).Refuses(400, "bad-ballot");
    }

    /// <summary>In steps of a second, as timers of the program would fire.</summary>
    private void Pass(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _server.Get<NodeSampler>().Tick();
        }
    }

    private async Task<JsonElement> ReportAsync() => (await _server.Administrator.GetAsync("/api/operations")).Answers();

    private sealed class HalfFullDisk(FolderStorage folder) : IStorageReader
    {
        public async ValueTask<StorageFigures> ReadFiguresAsync(CancellationToken cancel)
        {
            var figures = await folder.ReadFiguresAsync(cancel);
            return figures with { FreeBytes = figures.DiskBytes / 2 };
        }

        public ValueTask<StorageRecords> ReadRecordsAsync(CancellationToken cancel) => folder.ReadRecordsAsync(cancel);
    }
}
