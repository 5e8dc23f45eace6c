using Evaluation.Gateway.Pages.Public.Results.Listing;
using Evaluation.Results.History;
using Evaluation.Scoring;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Evaluation.Tests.Pages.Results;

/// <summary>Which units one page of a table of results shows.</summary>
public sealed class ListingTests
{
    private static readonly Dictionary<string, IReadOnlyList<UnitChange>> NoChanges = [];

    private static readonly Dictionary<string, string> Names = new() { ["a1"] = "张家口路学校", ["a2"] = "安定路学校", ["a3"] = "民政局", ["b1"] = "市民政局" };

    /// <summary>Class a with a1, a2, a3 and class b with b1, in the order of their ranks.</summary>
    private static readonly RoundResult Small = Of(
        ("a", [Unit("a1", 1, 90, "good", 1, 30), Unit("a2", 2, 89, "good", 1, 20), Unit("a3", 3, 60, "pass", 2, 40)]),
        ("b", [Unit("b1", 1, 95, "good", 1, 10)]));

    [Theory]
    [InlineData("", "a1 a2 a3 b1")]
    [InlineData("class=b", "b1")]
    [InlineData("q=民政", "a3 b1")]
    [InlineData("q=a2", "a2")]
    [InlineData("q=nothing", "")]
    [InlineData("grade=good&band=1", "a1 a2 b1")]
    [InlineData("class=a&band=2", "a3")]
    [InlineData("class=a&sort=name", "a2 a3 a1")]
    [InlineData("class=a&sort=slips", "a3 a1 a2")]
    [InlineData("sort=nonsense&band=x&page=-1", "a1 a2 a3 b1")]
    public void A_selection_finds_its_units_in_its_order(string query, string units) => Assert.Equal(units, Shown(Listing(Small, query)));

    [Fact]
    public void Units_without_a_change_come_after_units_with_one()
    {
        var changes = new Dictionary<string, IReadOnlyList<UnitChange>> { ["a2"] = [Change(-1)], ["a3"] = [Change(4)] };

        Assert.Equal("a3 a2 a1", Shown(ResultListing.Of(Small, Query("class=a&sort=change"), code => Names[code], changes)));
    }

    [Fact]
    public void A_round_of_1000_units_is_shown_in_pages_that_together_have_every_unit_once()
    {
        var result = Of([.. Enumerable.Range(0, 10).Select(at => ($"k{at}", Enumerable.Range(1, 100).Select(rank => Unit($"k{at}-{rank}", rank, 100 - rank, "good", 1, 9)).ToArray()))]);
        var pages = Enumerable.Range(1, 40).Select(page => ResultListing.Of(result, Query($"page={page}"), code => code, NoChanges)).ToList();

        Assert.All(pages, page => Assert.Equal((40, 1000, 25), (page.Pages, page.Found, page.Sections.Sum(section => section.Units.Count))));
        Assert.Equal(result.Classes.SelectMany(ranked => ranked.Units).Select(unit => unit.Unit), pages.SelectMany(page => page.Sections).SelectMany(section => section.Units).Select(unit => unit.Unit));
        Assert.Equal((26, 50), (pages[1].From, pages[1].To));
        Assert.Equal(40, ResultListing.Of(result, Query("page=99"), code => code, NoChanges).Query.Page);
    }

    [Theory]
    [InlineData("class=a&q=%E6%B0%91%26%E6%94%BF&grade=good&band=2&sort=slips&page=3&version=2")]
    [InlineData("q=50%25")]
    [InlineData("")]
    public void The_address_of_a_selection_reads_as_the_same_selection(string query)
    {
        var read = Query(query);

        Assert.Equal(read, Query(read.Text().TrimStart('?')));
    }

    [Theory]
    [InlineData("a1 a2", "a1 a2", null)]
    [InlineData("a2 a1 a1", "a1 a2", null)]
    [InlineData("a1", "a1", "choose")]
    [InlineData("", "", "choose")]
    [InlineData("nobody", "", "choose")]
    [InlineData("nobody a1 a2", "a1 a2", null)]
    [InlineData("a1 b1", "a1", "mixed")]
    [InlineData("c1 c2 c3 c4 c5", "c1 c2 c3 c4", "tooMany")]
    public void Units_are_compared_within_one_class_and_at_most_four_of_them(string asked, string units, string? why)
    {
        var result = Of(("a", [.. Small.Classes[0].Units]), ("b", [.. Small.Classes[1].Units]), ("c", [.. Enumerable.Range(1, 5).Select(rank => Unit($"c{rank}", rank, 90 - rank, "good", 1, 9))]));
        var compared = UnitComparison.Of(result, asked.Split(' '), 2);

        Assert.Equal((units, why), (string.Join(' ', compared.Units.Select(unit => unit.Unit)), compared.Why));
        Assert.Equal(compared.Units.Count * (compared.Units.Count - 1) / 2, compared.Pairs.Count);
    }

    [Fact]
    public void A_difference_is_clear_only_outside_its_margin_of_error()
    {
        // 1.96·√(0.5² + 0.5²) = 1.39
        var compared = UnitComparison.Of(Small, ["a1", "a2", "a3"], 2);

        Assert.Equal([("a1", "a2", 1.39m, false), ("a1", "a3", 1.39m, true), ("a2", "a3", 1.39m, true)], compared.Pairs.Select(pair => (pair.First.Unit, pair.Second.Unit, pair.Margin!.Value, pair.IsClear)));
    }

    [Fact]
    public void Totals_whose_error_is_unknown_are_compared_without_a_margin()
    {
        var pair = ComparedPair.Of(Small.Classes[0].Units[0] with { NoBand = "compared" }, Small.Classes[0].Units[1], 2);

        Assert.Equal((1m, null, false), (pair.Change!.Difference, pair.Margin, pair.IsClear));
    }

    private static string Shown(ResultListing listing) => string.Join(' ', listing.Sections.SelectMany(section => section.Units).Select(unit => unit.Unit));

    private static ResultListing Listing(RoundResult result, string query) => ResultListing.Of(result, Query(query), code => Names[code], NoChanges);

    private static ListingQuery Query(string text) => ListingQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(text)));

    private static RoundResult Of(params (string Class, UnitResult[] Units)[] classes) => new() { Round = "r", Version = 1, Classes = [.. classes.Select(known => new ClassResult(known.Class, known.Units))] };

    private static UnitResult Unit(string code, int rank, decimal total, string grade, int band, int slips) =>
        new() { Unit = code, Rank = rank, Total = total, StandardError = 0.5m, Grade = grade, Band = band, Slips = slips };

    private static UnitChange Change(decimal difference) => new("before", "u", true, [], new(difference, null, null), null, null);
}
