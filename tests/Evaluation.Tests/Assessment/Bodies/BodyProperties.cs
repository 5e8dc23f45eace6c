namespace Evaluation.Tests.Assessment.Bodies;

/// <summary>Properties of bodies and periods over drawn sheets.</summary>
public sealed class BodyProperties
{
    private const int Seeds = 200;

    [Fact]
    public void Splitting_a_body_changes_nothing_when_weights_are_kept() => ForEach(drawn =>
        Assert.Equal(drawn.Score(criterion => "whole"), drawn.Score(criterion => criterion % 2 == 0 ? "even" : "odd")));

    [Fact]
    public void One_body_that_owns_all_criteria_scores_as_the_inspection_panel() => ForEach(drawn =>
        Assert.Equal(drawn.Score(_ => null), drawn.Score(_ => "whole")));

    [Fact]
    public void Equal_weights_count_like_none() => ForEach(drawn =>
        Assert.Equal((drawn with { Weights = null, Trim = "none" }).Score(_ => "whole"), (drawn with { Weights = [.. drawn.Sheets.Select(_ => 7m)], Trim = "none" }).Score(_ => "whole")));

    [Fact]
    public void Periods_with_the_same_sheets_score_as_no_periods() => ForEach(drawn =>
        Assert.Equal(drawn.Score(_ => "whole"), drawn.Score(_ => "whole", "2026-Q1", "2026-Q2", "2026-Q3")));

    private static void ForEach(Action<Drawn> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var (criteria, sheets, isWeighted) = (random.Next(2, 6), random.Next(1, 8), random.Next(2) == 0);
            decimal?[][] given = [.. Enumerable.Range(0, sheets).Select(_ => Enumerable.Range(0, criteria).Select(_ => random.Next(6) == 0 ? (decimal?)null : random.Next(0, 1001) / 100m).ToArray())];
            check(new(given, isWeighted ? [.. given.Select(_ => (decimal)random.Next(1, 100))] : null, isWeighted || random.Next(2) == 0 ? "none" : "item"));
        }
    }

    /// <summary>Sheets of some inspectors over criteria of 10 points each.</summary>
    private sealed record Drawn(decimal?[][] Sheets, decimal[]? Weights, string Trim)
    {
        /// <summary>The inspection score when criteria belong to these bodies.</summary>
        public Fraction? Score(Func<int, string?> bodyOf, params string[] periods)
        {
            int[] criteria = [.. Enumerable.Range(0, Sheets[0].Length)];
            string?[] bodies = [.. criteria.Select(bodyOf).Distinct()];
            var round = new BodyRound(
                string.Join(',', criteria.Select(criterion => BodyTests.Criterion($"c{criterion}", 10, bodyOf(criterion), periods.Length == 0 ? null : $"\"{string.Join("\",\"", periods)}\""))),
                string.Join(',', bodies.OfType<string>().Select(body => $$"""{"code":"{{body}}","label":"{{body}}"}""")), $$"""{"trim":"{{Trim}}"}""");
            foreach (var body in bodies)
            {
                foreach (var (inspector, points) in Sheets.Index())
                    foreach (var period in periods.Length == 0 ? (string?[])[null] : periods)
                        round.Sheet($"{body}{inspector}", string.Join(' ', criteria.Where(criterion => bodyOf(criterion) == body).Select(criterion => $"c{criterion}={Text(points[criterion])}")), body, period);
                if (Weights is { } weights)
                    round.Weights(string.Join(' ', weights.Select((weight, inspector) => $"{body}{inspector}={Text(weight)}")), body);
            }
            return round.Facts().Inspection;
        }

        private static string Text(decimal? number) => number is { } points ? points.ToString(System.Globalization.CultureInfo.InvariantCulture) : "na";
    }
}
