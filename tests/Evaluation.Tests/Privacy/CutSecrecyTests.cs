using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Cuts;
using Evaluation.Tests.Workflows.Live;

namespace Evaluation.Tests.Privacy;

/// <summary>
/// What an attacker learns of single slips from all cuts of a round. The attacker reconstructs every count from the figures, knows who has
/// rated which unit and when, and knows the marks of the group minimum less one voters of each group.
/// </summary>
public sealed class CutSecrecyTests
{
    private const int GroupMin = 3, Voters = 40, Instants = 24;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_sequence_of_cuts_determines_the_mark_of_a_single_slip(int seed)
    {
        var story = Story.Play(seed, everyInstant: false);
        Assert.NotEmpty(story.Changes);
        Assert.Empty(story.Determined());
    }

    [Fact]
    public void The_same_search_finds_slips_when_figures_change_with_every_ballot() =>
        Assert.NotEmpty(Story.Play(seed: 1, everyInstant: true).Determined());

    /// <summary>
    /// One unit, one criterion, two groups. At each instant some voters rate the unit for the first time and some rate it again.
    /// </summary>
    private sealed class Story
    {
        private readonly LinearFacts _facts = new();
        private readonly HashSet<string> _unknowns = [];
        private readonly Dictionary<(int Group, int Voter), int> _marks = [];
        private readonly Dictionary<(int Group, int Voter), string> _slips = [];

        /// <summary>The instants at which the shown votes changed.</summary>
        public List<int> Changes { get; } = [];

        /// <param name="everyInstant">Shows the votes at every instant, as live figures without cuts do.</param>
        public static Story Play(int seed, bool everyInstant)
        {
            var (story, random, cuts) = (new Story(), new Random(seed), new AloneCut());
            for (var instant = 1; instant <= Instants; instant++)
            {
                story.Vote(random, instant);
                var sums = story.Sums();
                cuts.Do(new TakeCut(Given.Opening.AddMinutes(instant), GroupMin, [new UnitSums(0, sums)], []));
                var shown = cuts.Do(new ViewCut()).Units.Select(unit => unit.Sums).SingleOrDefault(VoteSums.None);
                if (everyInstant ? sums.Groups.Count > 0 : Drawn.Show(shown) == Drawn.Show(CutRule.Counted(sums, GroupMin)) && shown.Groups.Count > 0)
                    story.Show(instant, everyInstant ? CutRule.Counted(sums, GroupMin) : shown);
            }
            story._facts.Conclude();
            return story;
        }

        /// <summary>The slips whose mark has one possible value, of voters whose marks the attacker does not know.</summary>
        public IEnumerable<string> Determined() => _unknowns.Where(unknown => _facts.Range(unknown) is var (low, high) && low == high);

        private void Vote(Random random, int instant)
        {
            for (var group = 0; group < 2; group++)
            {
                var turns = random.Next(4);
                for (var turn = 0; turn < turns; turn++)
                {
                    var known = _marks.Keys.Count(key => key.Group == group);
                    var voter = random.Next(3) > 0 && known < Voters ? known : random.Next(Math.Max(1, known));
                    _marks[(group, voter)] = random.Next(2);
                    _slips[(group, voter)] = $"{group}.{voter}@{instant}";
                }
            }
        }

        private VoteSums Sums() => Drawn.Sums(_marks.Select(slip => new SlipPattern(0, (byte)slip.Key.Group, (ulong)slip.Value)));

        /// <summary>The attacker learns how many of the standing slips of each counted group have the second option.</summary>
        private void Show(int instant, VoteSums shown)
        {
            Changes.Add(instant);
            foreach (var group in shown.Groups)
            {
                var slips = _slips.Where(slip => slip.Key.Group == group.Group).ToList();
                Assert.Equal(slips.Count, group.Slips);
                foreach (var (voter, name) in slips)
                {
                    _facts.IsAtMost([(1, name)], 1);
                    if (voter.Voter < GroupMin - 1)
                        _facts.Is([(1, name)], _marks[voter]);
                    else
                        _unknowns.Add(name);
                }
                _facts.Is(LinearFacts.Sum(slips.Select(slip => slip.Value)), group.Marks[1]);
            }
        }
    }
}
