using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Evaluation.Tests.Pages.Results;

/// <summary>A unit's card: every chart shows the numbers of its table, and what is withheld says why.</summary>
public sealed partial class UnitCardTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Bars_of_answers_are_the_counts_of_the_table_behind_them()
    {
        var round = await PublishAsync("answers", 2026, votersPerGroup: 8);
        var page = await OpenAsync($"/rounds/{round.Id}/results/u1");

        var rows = page.All(".answers tbody tr").ToArray();
        var counts = page.All("#answers .data-fold tbody tr").Select(row => row.QuerySelectorAll("td").Take(4).Select(Number).ToArray()).ToArray();
        Assert.Equal(2, rows.Length);
        foreach (var (row, table) in rows.Zip(counts))
        {
            var whole = table.Sum();
            Assert.Equal(16, whole);
            var widths = row.QuerySelectorAll("rect").Select(bar => Percent(bar, "width")).ToArray();
            Assert.Equal(table.Where(count => count > 0).Select(count => Math.Round(100 * count / whole, 2)), widths);
            Assert.Equal(widths.Scan(), row.QuerySelectorAll("rect").Select(bar => Percent(bar, "x")));
            Assert.Equal(table.Select(count => $"{100 * count / whole:0.0}%"), Shares().Matches(row.QuerySelector("title")!.TextContent).Select(match => match.Value));
        }
    }

    [Fact]
    public async Task Counts_of_few_or_equal_answers_are_withheld_with_the_reason()
    {
        var few = await PublishAsync("few", 2026, votersPerGroup: 4);
        var page = await OpenAsync($"/rounds/{few.Id}/results/u1");
        Assert.All(page.All(".answers tbody tr"), row => Assert.Contains("not published: fewer than 10 ballots", row.TextContent, StringComparison.Ordinal));
        Assert.Empty(page.All(".answers svg"));
        Assert.Contains("not published", page.In("#answers .data-fold tbody td"), StringComparison.Ordinal);

        var same = await PublishAsync("same", 2027, votersPerGroup: 8, u1: _ => "u1:0,1");
        page = await OpenAsync($"/rounds/{same.Id}/results/u1");
        Assert.All(page.All(".answers tbody tr"), row => Assert.Contains("not published: all answers are the same", row.TextContent, StringComparison.Ordinal));
        Assert.Equal("100.00", page.All(".answers tbody tr").First().QuerySelectorAll(".r")[^1].TextContent);
    }

    [Fact]
    public async Task A_group_below_the_minimum_has_neither_figures_nor_a_place_in_the_chart()
    {
        var round = await PublishAsync("hidden", 2026, votersPerGroup: 8, npc: 1);
        var page = await OpenAsync($"/rounds/{round.Id}/results/u1");
        var rows = page.All(".groups tbody tr").ToArray();
        Assert.Contains("not published and not counted: fewer than 2 ballots", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Empty(rows[0].QuerySelectorAll("svg, b"));
        Assert.Contains("Why are some figures not published?", page.In("#groups .notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_of_groups_stand_where_their_scores_and_the_means_of_the_class_are()
    {
        var round = await PublishAsync("groups", 2026, votersPerGroup: 8);
        var page = await OpenAsync($"/rounds/{round.Id}/results/u1");
        var ticks = page.All(".groups .chart-axis span").Select(Number).ToArray();
        foreach (var row in page.All(".groups tbody tr"))
        {
            var cells = row.QuerySelectorAll("td").ToArray();
            Assert.Equal(Place(Number(cells[1])), Percent(row.QuerySelector("circle")!, "cx"));
            Assert.Equal(Place(Number(cells[2])), Percent(row.QuerySelector(".mean-mark")!, "x"));
        }

        decimal Place(decimal value) => Math.Round(100 * (value - ticks[0]) / (ticks[^1] - ticks[0]), 2);
    }

    [Fact]
    public async Task Parts_of_the_total_follow_one_another_up_to_the_total()
    {
        var round = await PublishAsync("parts", 2026, votersPerGroup: 8);
        var page = await OpenAsync($"/rounds/{round.Id}/results/u1");
        var (sum, total) = (page.All(".compose tbody b").Sum(Number), Number(page.All(".compose tfoot .r").Last()));
        Assert.Equal(total, sum);
        Assert.Equal(total, Percent(page.All(".compose tfoot rect").Single(), "width"));
        Assert.Equal(total, Percent(page.All(".compose tbody rect").First(), "width"));
    }

    [Fact]
    public async Task The_line_over_the_years_has_the_totals_and_intervals_of_the_table_and_breaks_where_rules_differ()
    {
        await PublishAsync("y1", 2024, votersPerGroup: 8);
        await PublishAsync("y2", 2025, votersPerGroup: 8, u1: voter => voter % 3 == 0 ? "u1:0,0" : "u1:1,1");
        var last = await PublishAsync("y3", 2026, votersPerGroup: 8, change: definition => definition["criteria"]![0]!["points"] = 50);
        var page = await OpenAsync($"/rounds/{last.Id}/results/u1");

        var chart = page.All(".line-chart").Single();
        var ticks = chart.QuerySelectorAll(".chart-y span").Select(Number).Order().ToArray();
        var rows = page.All(".data-fold").Single(fold => fold.Closest("section")!.QuerySelector(".line-chart") is not null).QuerySelectorAll("tbody tr").Reverse().ToArray();
        Assert.Equal(["2024", "2025", "2026"], chart.QuerySelectorAll(".chart-x b").Select(year => year.TextContent));
        foreach (var (row, point) in rows.Zip(chart.QuerySelectorAll("circle")))
        {
            var cells = row.QuerySelectorAll("td").ToArray();
            Assert.Equal(Height(Number(cells[0])), Percent(point, "cy"));
        }
        foreach (var (row, bar) in rows.Zip(chart.QuerySelectorAll(".err")))
        {
            // The table has one decimal, the bar four.
            var ends = Numbers().Matches(row.QuerySelectorAll("td")[1].TextContent).Select(match => decimal.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
            var room = 100 * .06m / (ticks[^1] - ticks[0]);
            Assert.InRange(Percent(bar, "y1") - Height(ends[0]), -room, room);
            Assert.InRange(Percent(bar, "y2") - Height(ends[1]), -room, room);
        }
        Assert.Single(chart.QuerySelectorAll(".series"));
        Assert.Single(chart.QuerySelectorAll(".break-line"));
        Assert.Contains("The rules differ", page.Text, StringComparison.Ordinal);

        decimal Height(decimal value) => Math.Round(100 - (100 * (value - ticks[0]) / (ticks[^1] - ticks[0])), 2);
    }

    [Fact]
    public async Task The_headline_says_rank_band_grade_and_change_in_one_sentence()
    {
        await PublishAsync("before", 2025, votersPerGroup: 8, u1: _ => "u1:2,2");
        var round = await PublishAsync("after", 2026, votersPerGroup: 8);
        var page = await OpenAsync($"/rounds/{round.Id}/results/u1");
        Assert.Matches(@"^Total \d+\.\d\d, rank 1 of 2 in its class, band 1, a clear rise since the previous round\.$", Spaces().Replace(page.In(".headline-sentence"), " "));
        Assert.Equal("Unit 1", page.Heading);
        Assert.Empty(page.All("svg.radar"));
    }

    private async Task<Seen> OpenAsync(string address)
    {
        using var browser = new Browser(_server.Address, "en");
        var page = await browser.OpenAsync(address);
        Assert.Equal(200, page.Status);
        Strict.Check(page);
        return page;
    }

    /// <summary>A published round with units u1 and u2 of one class.</summary>
    /// <param name="npc">The voters of the first group; null for as many as the other group has.</param>
    /// <param name="u1">The slip of a voter for u1.</param>
    private async Task<TestRound> PublishAsync(string id, int year, int votersPerGroup, int? npc = null, Func<int, string>? u1 = null, Action<JsonObject>? change = null)
    {
        var definition = SmallDefinition.Of(id);
        definition["period"] = JsonNode.Parse($$"""{"from": "{{year}}-01-01", "to": "{{year}}-12-31"}""");
        definition["units"] = JsonNode.Parse("""[{"code": "u1", "label": "Unit 1", "class": "town"}, {"code": "u2", "label": "Unit 2", "class": "town"}]""");
        definition["classes"]!.AsArray().RemoveAt(1);
        change?.Invoke(definition);
        (await _server.Administrator.PostAsync("/api/rounds", definition)).Answers(201);
        var round = new TestRound(_server.Site, id);
        await round.MoveAsync("voting");
        foreach (var (group, count) in new[] { ("npc", npc ?? votersPerGroup), ("users", votersPerGroup) })
            foreach (var (index, voter) in (await round.IssueAsync(group, count)).Index())
                (await round.CastAsync(voter, u1?.Invoke(index) ?? $"u1:{(index < 6 ? 0 : 1)},{(index == 7 ? 3 : index % 2)}", $"u2:{index % 3},{1 + (index % 2)}")).Answers();
        await round.MoveAsync("sealed", "provisional", "published");
        return round;
    }

    private static decimal Number(IElement element) => decimal.Parse(Numbers().Match(element.TextContent).Value, CultureInfo.InvariantCulture);

    private static decimal Percent(IElement element, string attribute) => decimal.Parse(element.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\d+\.\d%")]
    private static partial Regex Shares();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

internal static class Sums
{
    /// <summary>The sum of the numbers before each number.</summary>
    public static IEnumerable<decimal> Scan(this IEnumerable<decimal> numbers)
    {
        var sum = 0m;
        foreach (var number in numbers)
        {
            yield return sum;
            sum += number;
        }
    }
}
