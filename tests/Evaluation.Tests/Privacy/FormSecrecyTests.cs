using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Tests.Scoring.Forms;

namespace Evaluation.Tests.Privacy;

/// <summary>The forms of the vote reveal nothing of small groups (F22): validity, parts, pooled classes, another scale.</summary>
public sealed class FormSecrecyTests
{
    private const int Seeds = 400;

    [Fact]
    public void Published_data_never_determine_the_number_of_a_small_group()
    {
        var secrets = 0;
        ForEach((seed, election, shown) =>
        {
            var attacker = new Attacker(election, shown);
            attacker.Conclude();
            foreach (var group in election.Rules.Groups.Select(group => group.Code))
            {
                foreach (var unit in election.Rules.Units.Select(unit => unit.Code).Where(unit => election.IsSmall(unit, group) && election.MayBeRated(unit, group)))
                {
                    secrets++;
                    var (low, high) = attacker.SlipsOf(unit, group);
                    Assert.True(high is null || low < high, $"seed {seed}: the slips of {group} for {unit} can only be {low}");
                }
            }
        });
        Assert.True(secrets > Seeds, $"Only {secrets} numbers were hidden: nothing was tried.");
    }

    [Fact]
    public void Published_data_do_not_depend_on_the_marks_of_small_groups() => ForEach((seed, election, shown) =>
    {
        var other = new Publication(election.Rules, election.Cast((voter, unit) => !election.IsSmall(unit, voter.Kind.Group)
            ? voter.Slips[unit]
            : new([.. voter.Slips[unit].Marks.Select(mark => (byte)((mark + 1) % election.Rules.Options.Count))], "另一个意见")));
        Assert.True(shown.Text == other.Text, $"seed {seed}: what is shown depends on what is hidden.");
    });

    /// <summary>
    /// A judgement that knew more than is shown would say on which side of the minimum a hidden number lies. So every judgement is computed
    /// again from what is published.
    /// </summary>
    [Fact]
    public void Every_judgement_follows_from_published_numbers()
    {
        var judged = new Dictionary<string, int>();
        ForEach((seed, election, shown) =>
        {
            foreach (var (rule, turnout) in election.Rules.Groups.Zip(shown.Result.Turnout))
            {
                Assert.Equal(Judge(election, shown, rule, turnout.Voted), turnout.Validity);
                if (turnout.Validity is { } validity)
                    judged[validity.Why ?? "valid"] = judged.GetValueOrDefault(validity.Why ?? "valid") + 1;
            }
        });
        Assert.Equal(["few-slips", "hidden-turnout", "low-turnout", "valid"], judged.Where(kind => kind.Value > 10).Select(kind => kind.Key).Order(StringComparer.Ordinal));
    }

    private static GroupValidity? Judge(Election election, Publication shown, Group rule, int? voted)
    {
        if (rule is { TurnoutMin: null, SlipsMin: null })
            return null;
        int[] slips = [.. shown.Units.Select(unit => unit.Groups.Single(group => group.Group == rule.Code).Slips ?? 0)];
        var isOneUnitEach = election.Kinds.Where(kind => kind.Group == rule.Code && kind.Issued > 0).All(kind => kind.Units.Count == 1);
        int? voters = rule.TurnoutMin is null ? null : voted ?? (isOneUnitEach ? slips.Sum() : slips.Max());
        long? all = rule.SlipsMin is null ? null : slips.Sum();
        var why = voters < rule.TurnoutMin * rule.Roll ? (voted is null ? "hidden-turnout" : "low-turnout") : all < rule.SlipsMin ? "few-slips" : null;
        return new(why is null, why, voters, all);
    }

    private static void ForEach(Action<int, Election, Publication> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            // A small roll, so that turnouts lie on both sides of a minimum.
            var election = new Election(seed).Under(rules => VoteForms.Add(rules with { Groups = [.. rules.Groups.Select(group => group with { Roll = 10 })] }, new Random(seed)));
            check(seed, election, new(election.Rules, election.Cast()));
        }
    }
}
