using System.Text.Json;
using Evaluation.Testing.Oracle;

namespace Evaluation.Tests.Scoring.Independent;

/// <summary>Points from figures by the independent scorer: the forms of F23 by hand and in general.</summary>
public sealed class FigureRuleProperties
{
    [Theory]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":20},{"from":0.8,"points":15}]}""", "0.9 0.899 0.8 0.79", "20 15 15 0")]
    [InlineData("""{"by":"steps","better":"low","steps":[{"from":3,"points":20},{"from":5,"points":15}]}""", "0 3 3.01 5 6", "20 20 15 15 0")]
    [InlineData("""{"by":"deduct","from":80,"per":1,"points":1}""", "81 80 79.5 79 78.9 0", "20 20 19 19 18 0")]
    [InlineData("""{"by":"deduct","better":"low","from":3,"per":2,"points":4}""", "2 3 3.1 5 5.1", "20 20 16 16 12")]
    [InlineData("""{"by":"rank","table":[10,8,6,4],"else":2}""", "9 7 7 5 3 1", "10 8 8 4 2 2")]
    [InlineData("""{"by":"rank","better":"low","table":[10,8],"else":2}""", "9 7 7", "2 10 10")]
    [InlineData("""{"by":"rank","stepPercent":40}""", "4 3 2 1", "20 12 4 0")]
    [InlineData("""{"by":"best"}""", "4 3 0 -1", "20 15 0 0")]
    [InlineData("""{"by":"best"}""", "0 -1", "0 0")]
    public void A_form_gives_these_points_of_20(string rule, string figures, string points) => Assert.Equal(
        points.Split(' ').Select(decimal.Parse), PointsOf(Read(rule), [.. figures.Split(' ').Select(decimal.Parse)]));

    [Theory]
    [InlineData(1, 1, 20)]
    [InlineData(0.45, 0.9, 10)]
    [InlineData(3, 1, 24)]
    public void A_plan_gives_the_share_of_the_target_up_to_its_limit(double x, double target, double points) => Assert.Equal(
        (decimal)points, Read("""{"by":"plan","limit":1.2}""").PointsOf(20, (decimal)x, (decimal)target, [], isAlone: false).Round(4));

    [Fact]
    public void The_only_unit_of_a_class_has_all_points_of_a_rank() =>
        Assert.Equal(20, Read("""{"by":"rank","table":[10],"else":1}""").PointsOf(20, 3, null, [3], isAlone: true));

    [Fact]
    public void A_better_figure_never_has_fewer_points()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var isLow = random.Next(2) == 0;
            var rule = Rule(random, isLow);
            decimal[] figures = [.. Enumerable.Range(0, 12).Select(_ => random.Next(-5, 40) / 4m).Order()];
            var points = PointsOf(rule, figures);
            Assert.True(points.SequenceEqual(rule.IsLowBetter ? points.OrderDescending() : points.Order()), $"seed {seed}: {rule}");
            Assert.All(points, given => Assert.InRange(given, 0, 20));
        }
    }

    private static OracleFigureRule Rule(Random random, bool isLow)
    {
        Exact[] froms = [.. Enumerable.Range(0, 4).Select(_ => (Exact)(random.Next(0, 40) / 4m)).Distinct().OrderDescending()];
        Exact[] points = [.. Enumerable.Range(0, 4).Select(_ => (Exact)random.Next(0, 21)).OrderDescending()];
        return random.Next(4) switch
        {
            0 => new() { By = "steps", Steps = [.. (isLow ? froms.Order() : froms.AsEnumerable()).Zip(points)], IsLowBetter = isLow },
            1 => new() { By = "deduct", From = random.Next(0, 10), Per = random.Next(1, 9) / 4m, Points = random.Next(1, 5), IsLowBetter = isLow },
            2 => new() { By = "rank", Table = points, Else = points[^1] / 2, IsLowBetter = isLow },
            _ => random.Next(2) == 0 ? new() { By = "rank", StepPercent = random.Next(1, 30), IsLowBetter = isLow } : new() { By = "best" },
        };
    }

    private static decimal[] PointsOf(OracleFigureRule rule, decimal[] figures) =>
        [.. figures.Select(x => rule.PointsOf(20, x, null, [.. figures.Select(other => (Exact)other)], isAlone: false).Round(10))];

    private static OracleFigureRule Read(string rule) => OracleFigureRule.Read(JsonElement.Parse(rule));
}
