using System.Text.Json.Nodes;
using Evaluation.Gateway.Hosting;

namespace Evaluation.Tests.Verification;

/// <summary>A record with headings (F27): an upheld objection changes subtotals under its ticket, and a recount agrees.</summary>
public sealed class HeadingRecordTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_correction_changes_the_subtotals_above_it_and_a_recount_finds_changed_ones()
    {
        var objected = await ObjectedRound.PublishAsync(_server.Site, definition =>
        {
            definition["criteria"]![2]!["path"] = JsonNode.Parse("""["创建活动","验收"]""");
            definition["criteria"]![0]!["path"] = JsonNode.Parse("""["评议"]""");
        });
        var filed = await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(about: "/headings/创建活动 > 验收/points"));
        await objected.UpholdAsync(filed.Answers(201).GetProperty("id").GetString()!, """{"change":"sheet-entered","sheet":{"inspector":"chen","points":{"visit":9}}}""");

        var comparison = (await _server.Anybody.GetAsync($"{objected.Round.Path}/results/comparison?from=1&to=2")).Answers();
        var figures = comparison.GetProperty("figures").EnumerateArray()
            .Select(figure => $"{figure.GetProperty("unit")}{figure.GetProperty("figure")} {figure.GetProperty("before")} {figure.GetProperty("after")} {figure.GetProperty("ticket")}").ToList();
        Assert.Equal(["u2/headings/创建活动/inspected  9.00 o-1", "u2/headings/创建活动 > 验收/inspected  9.00 o-1"], figures.Where(figure => figure.Contains("/headings/", StringComparison.Ordinal)));
        (await objected.Unit.PostAsync(objected.Path, ObjectedRound.Objection(about: "/headings/创建活动/claimed"))).Refuses(400, "no-such-figure");

        var (code, said) = await (await CopyAsync()).VerifyAsync();
        Assert.True(code == ExitCodes.Clean, said);
        Assert.Contains($"round {objected.Round.Id}: 2 of 2 results agree", said, StringComparison.Ordinal);
        var changed = await CopyAsync();
        changed.Rewrite($"round-{objected.Round.Id}", line => line.Replace("\"vote\":100.00}", "\"vote\":99.00}", StringComparison.Ordinal));
        (code, said) = await changed.VerifyAsync();
        Assert.True(code == ExitCodes.RecordDiffers, said);
    }

    private Task<Insider> CopyAsync() => Insider.CopyAsync(_server);
}
