using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Votes;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;

namespace Evaluation.Tests.Derivation;

/// <summary>What the public reads of a derivation: every figure, and no count that is left to auditors.</summary>
public sealed class PublicDerivationTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_public_derivation_explains_every_figure_without_a_count_that_is_left_to_auditors(int times)
    {
        var (withheld, shown) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: true);
            RandomForms.Add(drawn.Definition, seed, ["parts", "pooled", "classes"]);
            var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
            List<OracleSlip> slips = [.. Enumerable.Range(0, times).SelectMany(_ => given.Slips())];
            var sums = TallyCounter.Count(rules, ProductInputs.TallyOf(rules, slips));
            var counts = GroupCount.ByUnit(new(rules), sums);
            var result = new RoundResult { Round = rules.Id, Version = 1, Classes = RoundScoring.Score(rules, sums, null, []) };
            foreach (var (place, unit) in rules.Units.Index())
            {
                var derivation = UnitDerivation.Of(rules, counts, new Dictionary<string, UnitLedger>(), unit.Code, result, showsCounts: false);
                var where = $"seed {seed}, {unit.Code}";
                LineChecks.ExplainEveryFigureOnce(where, result.Classes.SelectMany(ranked => ranked.Units).First(figures => figures.Unit == unit.Code), derivation);
                LineChecks.ComputeToTheResult(where, derivation);
                LineChecks.HaveKnownInputs(where, derivation);
                LineChecks.HaveBothLanguages(derivation);
                var why = PublicCells.WhyWithheld(new ScoringRules(rules).Of(unit), counts[place]);
                foreach (var (group, word) in why.Index().Where(group => group.Item != GroupScore.BelowMinimum))
                {
                    var section = derivation.Sections.Single(section => section.Title.En!.EndsWith($"({rules.Groups[group].Code})", StringComparison.Ordinal) && section.Title.En.StartsWith("Group", StringComparison.Ordinal));
                    var inputs = section.Lines.SelectMany(line => line.Inputs).ToList();
                    Assert.DoesNotContain(inputs, input => input.From == "slips");
                    // The number of slips itself is part of the result.
                    var marks = inputs.Where(input => input.From == "tally" && input.Name != "slips").ToList();
                    Assert.True(word is null || marks.Count == 0, $"{where}: {word}, and {marks.FirstOrDefault()}");
                    (withheld, shown) = word is null ? (withheld, shown + marks.Count) : (withheld + 1, shown);
                }
                // What is left out of a sum must not follow from the sum by group.
                if (why.Any(word => word is not null and not GroupScore.BelowMinimum))
                {
                    var byGroup = rules.Groups.Select(group => $"({group.Code})").ToList();
                    var lines = derivation.Sections.Where(section => !section.Title.En!.StartsWith("Group", StringComparison.Ordinal)).SelectMany(section => section.Lines);
                    Assert.DoesNotContain(lines.SelectMany(line => line.Inputs), input => input.From is "tally" or "slips" && byGroup.Exists(group => input.Name.EndsWith(group, StringComparison.Ordinal)));
                }
            }
        }
        Assert.True(withheld > Seeds && (times == 1 || shown > Seeds), $"{withheld} groups withheld, {shown} marks shown");
    }

    [Fact]
    public void A_group_is_left_to_auditors_beside_the_only_small_one()
    {
        Assert.Equal("few beside-few shown", Why([9, 12, 30]));
        Assert.Equal("few few shown", Why([9, 8, 30]));
        Assert.Equal("below-minimum shown shown", Why([4, 12, 30]));
        Assert.Equal("few", Why([9]));
        Assert.Equal("shown shown", Why([10, 10]));
    }

    [Fact]
    public void A_unit_with_a_unanimous_group_has_no_public_counts() =>
        Assert.Equal("unanimous unanimous below-minimum", Why([30, 6, 3], unanimous: 1));

    private static string Why(int[] slips, int unanimous = -1)
    {
        var rules = Given.Rules with
        {
            Groups = [.. slips.Select((_, index) => new Group($"g{index}", new("主体"), 100))],
            Classes = [new("service", new("类"), slips.Index().ToDictionary(group => $"g{group.Index}", _ => 10m))],
        };
        rules = rules with { Policies = rules.Policies with { GroupMin = 5 } };
        GroupCount[] counts =
        [
            .. slips.Index().Select(group => new GroupCount(
                group.Item, [.. rules.VoteCriteria.Select(_ => rules.Options.Select((_, option) => option switch { 0 => group.Index == unanimous ? group.Item : group.Item - 2L, 1 when group.Index != unanimous => 2L, _ => 0L }).ToArray())], default)),
        ];
        return string.Join(' ', PublicCells.WhyWithheld(new(rules), counts).Select(word => word ?? "shown"));
    }
}
