namespace Evaluation.Tests.Privacy;

/// <summary>Tries to derive the votes of small groups from all published data of random rounds (F22).</summary>
public sealed class SmallGroupSecrecyTests
{
    private const int Seeds = 400;

    [Fact]
    public void Published_data_never_determine_the_number_or_the_marks_of_a_small_group()
    {
        var secrets = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var attacker = new Attacker(election, new(election.Rules, election.Cast()));
            attacker.Conclude();
            foreach (var (what, _, range) in Secrets(election, attacker))
            {
                secrets++;
                Assert.True(range.High is null || range.Low < range.High, $"seed {seed}: {what} can only be {range.Low}");
            }
        }
        Assert.True(secrets > 10 * Seeds, $"Only {secrets} numbers were hidden: nothing was tried.");
    }

    [Fact]
    public void With_the_number_of_ballots_known_only_the_inactivity_of_a_small_group_can_be_derived()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var boxes = election.Cast();
            var attacker = new Attacker(election, new(election.Rules, boxes));
            attacker.HoldReceipts((int)boxes.Sum(box => box.State.Sequence));
            attacker.Conclude();
            Assert.All(Secrets(election, attacker).Where(secret => secret.Truth > 0), secret =>
                Assert.True(secret.Range.High is null || secret.Range.Low < secret.Range.High, $"seed {seed}: {secret.What} can only be {secret.Range.Low}"));
        }
    }

    [Fact]
    public void Published_data_do_not_depend_on_the_marks_and_comments_of_small_groups()
    {
        var changed = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var shown = new Publication(election.Rules, election.Cast());
            var other = new Publication(election.Rules, election.Cast((voter, unit) =>
            {
                if (!election.IsSmall(unit, voter.Kind.Group))
                    return voter.Slips[unit];
                changed++;
                return new([.. voter.Slips[unit].Marks.Select(mark => (byte)((mark + 1) % election.Rules.Options.Count))], "另一个意见");
            }));
            Assert.True(shown.Text == other.Text, $"seed {seed}: what is shown depends on what is hidden.");
        }
        Assert.True(changed > Seeds, "No slips of small groups were there to be changed.");
    }

    [Fact]
    public void A_total_that_included_small_groups_would_reveal_the_only_one_of_a_unit()
    {
        var tried = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var shown = new Publication(election.Rules, election.Cast());
            var leaky = shown.Leaking(unit => unit with { Slips = election.Rules.Groups.Sum(group => election.Slips(unit.Unit, group.Code)) });
            var attacker = new Attacker(election, leaky);
            attacker.Conclude();
            foreach (var unit in election.Rules.Units.Select(unit => unit.Code))
            {
                string[] small = [.. election.Rules.Groups.Select(group => group.Code).Where(group => election.IsSmall(unit, group) && election.MayBeRated(unit, group))];
                // The total of an inactive unit is correct.
                if (small is not [var only] || election.Slips(unit, only) == 0)
                    continue;
                tried++;
                Assert.Equal((seed, unit, election.Slips(unit, only), election.Slips(unit, only)), (seed, unit, attacker.SlipsOf(unit, only).Low, attacker.SlipsOf(unit, only).High));
            }
        }
        Assert.True(tried > Seeds / 2, $"Only {tried} units had one small group: the search was not tried.");
    }

    /// <summary>
    /// The secrets: slips and marks of groups below the minimum at a unit, and the voters of groups below it in the round.
    /// </summary>
    private static IEnumerable<(string What, int Truth, (int Low, int? High) Range)> Secrets(Election election, Attacker attacker)
    {
        var rules = election.Rules;
        foreach (var group in rules.Groups.Select(group => group.Code))
        {
            if (election.Voted(group) < rules.Policies.GroupMin && election.Kinds.Any(kind => kind.Group == group && kind.Issued > 0))
                yield return ($"the voters of {group}", election.Voted(group), attacker.VotersOf(group));
            foreach (var unit in rules.Units.Select(unit => unit.Code).Where(unit => election.IsSmall(unit, group) && election.MayBeRated(unit, group)))
            {
                yield return ($"the slips of {group} for {unit}", election.Slips(unit, group), attacker.SlipsOf(unit, group));
                foreach (var criterion in rules.Criteria)
                    foreach (var option in rules.Options)
                        yield return ($"the marks {option.Code} of {group} for {unit}", election.Slips(unit, group), attacker.MarksOf(unit, group, criterion.Code, option.Code));
            }
        }
    }
}
