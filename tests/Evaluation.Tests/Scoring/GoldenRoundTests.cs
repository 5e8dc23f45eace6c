using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring;

public sealed class GoldenRoundTests
{
    [Theory]
    [InlineData("exclude-renormalise")]
    [InlineData("zero-class-mean")]
    [InlineData("value-inspected")]
    public void Every_figure_of_a_golden_round_equals_the_expected_table(string name)
    {
        var golden = GoldenRound.Read(name);

        var classes = golden.Score();

        Assert.Equal(golden.Expected.EnumerateArray().Select(Code), classes.Select(result => result.Class));
        foreach (var (expected, actual) in golden.Expected.EnumerateArray().Zip(classes))
        {
            var units = expected.GetProperty("units").EnumerateArray().ToList();
            Assert.Equal(units.Select(unit => unit.GetProperty("unit").GetString()), actual.Units.Select(unit => unit.Unit));
            Assert.All(units.Zip(actual.Units), pair => AssertAgree(pair.First, pair.Second));
        }

        static string? Code(JsonElement expected) => expected.GetProperty("class").GetString();
    }

    [Theory]
    [InlineData("exclude-renormalise")]
    [InlineData("zero-class-mean")]
    [InlineData("value-inspected")]
    public void Every_figure_of_a_golden_round_equals_the_oracles(string name)
    {
        var golden = GoldenRound.Read(name);

        var published = Figures.Of(JsonSerializer.SerializeToElement(golden.Score(), ApiJson.Options));

        var oracle = golden.ScoreIndependently();
        Assert.True(Figures.Of(oracle) == published, Figures.Difference(oracle, published));
    }

    private static void AssertAgree(JsonElement expected, UnitResult unit)
    {
        Assert.Equal(Number(expected, "rank"), unit.Rank);
        Assert.Equal(Number(expected, "band"), unit.Band);
        Assert.Equal(expected.GetProperty("grade").GetString(), unit.Grade);
        Assert.Equal(Number(expected, "total"), unit.Total);
        Assert.Equal(Number(expected, "vote"), unit.Vote);
        Assert.Equal(Number(expected, "inspection"), unit.Inspection);
        Assert.Equal(Number(expected, "self"), unit.Self);
        Assert.Equal(Number(expected, "standardError"), unit.StandardError);
        Assert.Equal(Number(expected, "slips"), unit.Slips);
        AssertAgree(expected.GetProperty("positive"), unit.Positive);
        AssertAgree(expected.GetProperty("top"), unit.Top);
        Assert.Equal(expected.GetProperty("incomplete").EnumerateArray().Select(component => component.GetString()), unit.Incomplete);
        Assert.Equal(
            expected.GetProperty("criteria").EnumerateArray().Select(criterion => (criterion.GetProperty("criterion").GetString(), Number(criterion, "score"))),
            unit.Criteria.Select(criterion => ((string?)criterion.Criterion, criterion.Score)));
    }

    private static void AssertAgree(JsonElement expected, Share? share)
    {
        if (expected.ValueKind == JsonValueKind.Null)
            Assert.Null(share);
        else
            Assert.Equal((Number(expected, "share"), Number(expected, "low"), Number(expected, "high")), (share?.Value, share?.Low, share?.High));
    }

    private static decimal? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;
}
