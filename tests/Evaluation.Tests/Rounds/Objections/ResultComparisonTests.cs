using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Tests.Scoring;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

public sealed class ResultComparisonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly RoundRules Graded = ObjectedRules with
    {
        Units = [.. Enumerable.Range(1, 5).Select(number => new Unit($"u{number}", new("单位"), "service"))],
        Grades = [new("excellent", 80, Quota: 0.4m), new("pass", 40), new("fail", 0)],
        Policies = new() { GroupMin = 2 },
        Components = new() { Vote = 50, Inspection = 30, Self = 10, Daily = 10, BonusCap = 5 },
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void Every_changed_figure_and_rank_names_the_ticket_that_caused_it()
    {
        var rules = ObjectedRules with { Components = new() { Vote = 0, Inspection = 100, BonusCap = 5 } };
        var round = PublishedRound(rules, [.. new[] { 10m, 12, 8 }.Select((points, index) => ($"u{index + 1}", new UnitLedger([Sheet(points)])))]);
        round.Do(File());
        round.Do(Uphold("o-1", new SheetEntered(Sheet(14))));
        round.Do(Approve());
        round.Do(NextVersion(round));

        var comparison = round.Do(new CompareVersions(null, null));
        Assert.Equal((1, 2, "o-1"), (comparison.From.Version, comparison.To.Version, comparison.To.Ticket));
        Assert.Equal(
            [
                ("u1", "/rank", 2, 1), ("u1", "/total", 50.00m, 70.00m), ("u1", "/inspection", 50.00m, 70.00m), ("u1", "/assessed/results/inspected", 10.00m, 14.00m),
                ("u2", "/rank", 1, 2),
            ],
            comparison.Figures.Where(figure => figure.Figure != "/band").Select(figure => (figure.Unit, figure.Figure, figure.Before, figure.After)));
        Assert.All(comparison.Figures, figure => Assert.Equal(("o-1", "o-1"), (figure.Ticket, Assert.Single(figure.Tickets))));
    }

    [Fact]
    public void A_version_equals_itself_and_is_compared_only_with_later_ones()
    {
        var round = With(ObjectionState.Answered);
        round.Do(NextVersion(round));
        Assert.Empty(round.Do(new CompareVersions(2, 2)).Figures);
        Assert.NotEmpty(round.Do(new CompareVersions(1, 2)).Figures);
        Assert.Equal(RefusalCode.BadRequest, round.Refused(new CompareVersions(2, 1)).Code);
        foreach (var (from, to) in new[] { (0, 2), (1, 3), (-1, 1), (3, 3) })
            Assert.Equal(RefusalCode.NoSuchVersion, round.Refused(new CompareVersions(from, to)).Code);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_difference_found_agrees_with_a_comparison_of_the_JSON(int seed)
    {
        var versions = Versions(new(seed));
        var walks = versions.Select(version => Walk(version.Result)).ToList();
        for (var to = 1; to <= versions.Count; to++)
            for (var from = 1; from <= to; from++)
            {
                var found = ResultComparison.Of(versions, from, to).Figures.Select(figure =>
                    $"{figure.Unit}{figure.Figure}: {Json(figure.Before)} → {Json(figure.After)} by {string.Join(' ', figure.Tickets)}, {figure.Ticket}");
                Assert.Equal(Differences(walks, from, to).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            }
    }

    [Fact]
    public void The_random_histories_contain_differences_of_one_and_of_several_tickets()
    {
        var tickets = Enumerable.Range(1, 40).SelectMany(seed => ResultComparison.Of(Versions(new(seed)), 1, 5).Figures).Select(figure => figure.Tickets.Count).ToList();
        Assert.Contains(1, tickets);
        Assert.Contains(3, tickets);
    }

    private static IEnumerable<string> Differences(List<Dictionary<string, string>> walks, int from, int to)
    {
        var (before, after) = (walks[from - 1], walks[to - 1]);
        foreach (var pointer in before.Keys.Union(after.Keys).Where(pointer => At(before, pointer) != At(after, pointer)))
        {
            var tickets = Enumerable.Range(from, to - from).Where(version => At(walks[version - 1], pointer) != At(walks[version], pointer)).Select(version => $"o-{version}").ToList();
            yield return $"{pointer}: {At(before, pointer)} → {At(after, pointer)} by {string.Join(' ', tickets)}, {tickets[^1]}";
        }

        static string At(Dictionary<string, string> walk, string pointer) => walk.GetValueOrDefault(pointer, "null");
    }

    /// <summary>Every leaf of every unit's result by its pointer, with list items by their code.</summary>
    private static Dictionary<string, string> Walk(RoundResult result)
    {
        var leaves = new Dictionary<string, string>();
        foreach (var unit in JsonSerializer.SerializeToNode(result, Web)!["classes"]!.AsArray().SelectMany(ranked => ranked!["units"]!.AsArray()))
            foreach (var (name, value) in unit!.AsObject().Where(member => member.Key != "unit"))
                Visit($"{unit["unit"]}/{name}", value);
        return leaves;

        void Visit(string pointer, JsonNode? node)
        {
            switch (node)
            {
                case JsonArray list:
                    foreach (var item in list)
                        Visit($"{pointer}/{(item is JsonObject entry ? entry.First().Value : item)}", item is JsonObject whole ? Rest(whole) : item);
                    break;
                case JsonObject members when !pointer.EndsWith("/effect", StringComparison.Ordinal) && !pointer.EndsWith("/words", StringComparison.Ordinal):
                    foreach (var (name, value) in members)
                        Visit($"{pointer}/{name}", value);
                    break;
                default:
                    leaves.Add(pointer, Json(node));
                    break;
            }
        }

        static JsonObject Rest(JsonObject item) => new(item.Skip(1).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    /// <summary>A value as JSON; every part of a missing share is null.</summary>
    private static string Json(object? value) => value is JsonValue number && number.TryGetValue<decimal>(out var exact) ? JsonSerializer.Serialize(exact, Web) : JsonSerializer.Serialize(value, Web);

    /// <summary>A result with votes and the versions of a few random tickets.</summary>
    private static List<ResultVersion> Versions(Random random)
    {
        var tally = new Tally();
        for (var slip = random.Next(10, 60); slip > 0; slip--)
            tally.Add(new SlipPattern((ushort)random.Next(Graded.Units.Count), (byte)random.Next(2), PackedMarks.Pack([(byte)random.Next(4), (byte)random.Next(4)])));
        var ledgers = LedgerSources.None.Stored;
        foreach (var unit in Graded.Units)
            if (random.Next(4) > 0)
                ledgers = CorrectionCheck.With(ledgers, unit.Code, [new SheetEntered(Sheet(random.Next(21))), new ClaimDecided(new("results", 20, random.Next(21), "checked"))]);
        List<ResultVersion> versions = [];
        for (var version = 1; version <= 5; version++)
        {
            if (version > 1)
                ledgers = CorrectionCheck.With(ledgers, $"u{random.Next(1, 6)}", [Change(random)]);
            var classes = TallyCounter.Score(Graded, tally, LedgerFacts.Of(Graded, ledgers).Answer);
            versions.Add(new(new() { Round = Given.Round, Version = version, Classes = classes }, version == 1 ? null : $"o-{version - 1}", LedgerSources.None));
        }
        return versions;
    }

    private static LedgerChange Change(Random random) => random.Next(7) switch
    {
        0 => new SheetEntered(Sheet(random.Next(21))),
        1 => new SheetWithdrawn("chen"),
        2 => new ClaimDecided(new("results", 20, random.Next(21), "checked")),
        3 => new AdjustmentEntered(new("a", (AdjustmentKind)random.Next(3), random.Next(1, 9), "§", "x", Reviewer, Second)),
        4 => new FactStated(new("named", random.Next(2) == 0 ? null : "no. 7")),
        5 => new SpotCheckEntered(new($"c{random.Next(3)}", true)),
        _ => new FactWithdrawn("named"),
    };

    private static Sheet Sheet(decimal results) => new("chen", new Dictionary<string, decimal?> { ["results"] = results });
}
