namespace Evaluation.Tests.Privacy;

/// <summary>Tries to find out what small groups did from everything that is shown of drawn rounds (F22).</summary>
public sealed class SmallGroupSecrecyTests
{
    private const int Seeds = 400;

    [Fact]
    public void Nothing_that_is_shown_determines_how_many_of_a_small_group_rated_a_unit_or_how()
    {
        var secrets = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var onlooker = new Onlooker(election, new(election.Rules, election.Cast()));
            onlooker.Conclude();
            foreach (var (what, _, range) in Secrets(election, onlooker))
            {
                secrets++;
                Assert.True(range.High is null || range.Low < range.High, $"seed {seed}: {what} can only be {range.Low}");
            }
        }
        Assert.True(secrets > 10 * Seeds, $"Only {secrets} numbers were hidden: nothing was tried.");
    }

    [Fact]
    public void Whoever_knows_how_many_ballots_there_were_can_at_the_most_see_that_a_small_group_did_nothing()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var boxes = election.Cast();
            var onlooker = new Onlooker(election, new(election.Rules, boxes));
            onlooker.HoldReceipts((int)boxes.Sum(box => box.State.Sequence));
            onlooker.Conclude();
            Assert.All(Secrets(election, onlooker).Where(secret => secret.Truth > 0), secret =>
                Assert.True(secret.Range.High is null || secret.Range.Low < secret.Range.High, $"seed {seed}: {secret.What} can only be {secret.Range.Low}"));
        }
    }

    [Fact]
    public void Everything_that_is_shown_is_the_same_whatever_small_groups_marked_and_wrote()
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
    public void A_total_that_counted_small_groups_would_tell_what_the_only_one_of_a_unit_did()
    {
        var tried = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var election = new Election(seed);
            var shown = new Publication(election.Rules, election.Cast());
            var leaky = shown.Leaking(unit => unit with { Slips = election.Rules.Groups.Sum(group => election.Slips(unit.Unit, group.Code)) });
            var onlooker = new Onlooker(election, leaky);
            onlooker.Conclude();
            foreach (var unit in election.Rules.Units.Select(unit => unit.Code))
            {
                string[] small = [.. election.Rules.Groups.Select(group => group.Code).Where(group => election.IsSmall(unit, group) && election.MayBeRated(unit, group))];
                // Of one that did nothing the total is what it should be.
                if (small is not [var only] || election.Slips(unit, only) == 0)
                    continue;
                tried++;
                Assert.Equal((seed, unit, election.Slips(unit, only), election.Slips(unit, only)), (seed, unit, onlooker.SlipsOf(unit, only).Low, onlooker.SlipsOf(unit, only).High));
            }
        }
        Assert.True(tried > Seeds / 2, $"Only {tried} units had one small group: the search was not tried.");
    }

    /// <summary>What is to stay hidden: of the groups below the minimum for a unit, the slips and marks; of those below it at all, the voters.</summary>
    private static IEnumerable<(string What, int Truth, (int Low, int? High) Range)> Secrets(Election election, Onlooker onlooker)
    {
        var rules = election.Rules;
        foreach (var group in rules.Groups.Select(group => group.Code))
        {
            if (election.Voted(group) < rules.Policies.GroupMin && election.Kinds.Any(kind => kind.Group == group && kind.Issued > 0))
                yield return ($"the voters of {group}", election.Voted(group), onlooker.VotersOf(group));
            foreach (var unit in rules.Units.Select(unit => unit.Code).Where(unit => election.IsSmall(unit, group) && election.MayBeRated(unit, group)))
            {
                yield return ($"the slips of {group} for {unit}", election.Slips(unit, group), onlooker.SlipsOf(unit, group));
                foreach (var criterion in rules.Criteria)
                    foreach (var option in rules.Options)
                        yield return ($"the marks {option.Code} of {group} for {unit}", election.Slips(unit, group), onlooker.MarksOf(unit, group, criterion.Code, option.Code));
            }
        }
    }
}
