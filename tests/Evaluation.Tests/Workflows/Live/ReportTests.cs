using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Criteria;
using Evaluation.Units;
using Evaluation.Workflows.Live;

namespace Evaluation.Tests.Workflows.Live;

/// <summary>
/// Reports of boxes to units and criteria, lost, repeated, late and out of order by seed, compared with a model that knows the newest
/// report.
/// </summary>
public sealed class ReportTests
{
    private const int Seeds = 200;
    private const int Boxes = 3;

    [Fact]
    public void A_unit_keeps_the_newest_report_of_every_box()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var (unit, received) = (new AloneUnit(), new Dictionary<int, Report>());
            var version = unit.Do(new ViewUnitVotes(Boxes)).Version;
            foreach (var reports in Journey(random))
            {
                unit.Do(new ObserveUnitVotes([.. reports.Select(report => new BoxSums(report.Box, report.Version, Drawn.Sums(report.Slips)))]));
                var isNews = reports.Aggregate(false, (news, report) => Take(received, report) || news);

                var view = unit.Do(new ViewUnitVotes(Boxes));
                Assert.Equal(Drawn.Show(Drawn.Sums(received.Values.SelectMany(report => report.Slips))), Drawn.Show(view.Sums));
                Assert.Equal(Enumerable.Range(0, Boxes).Except(received.Keys), view.Missing);
                Assert.Equal(isNews, view.Version > version);
                version = view.Version;
            }
            Assert.Empty(unit.History);
        }
    }

    [Fact]
    public void A_criterion_keeps_the_newest_report_of_every_box_and_unit()
    {
        const int Criterion = 1;
        var units = Drawn.Round.Units.Count;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var (criterion, received) = (new AloneCriterion(), Enumerable.Range(0, units).Select(_ => new Dictionary<int, Report>()).ToArray());
            var version = criterion.Do(new ViewCriterionVotes(units, Boxes)).Version;
            foreach (var reports in Journey(random))
            {
                var unit = random.Next(units);
                criterion.Do(new ObserveCriterionVotes(LiveVotes.Sums(Drawn.Round, Criterion, reports.Select(report => (unit, new BoxSums(report.Box, report.Version, Drawn.Sums(report.Slips)))))));
                var isNews = reports.Aggregate(false, (news, report) => Take(received[unit], report) || news);

                var view = criterion.Do(new ViewCriterionVotes(units, Boxes));
                Assert.Equal(received.Select(boxes => Counted(boxes.Values.SelectMany(report => report.Slips), Criterion)), view.Units.Select(Drawn.Show));
                Assert.Equal(Enumerable.Range(0, Boxes).Where(box => received.Any(boxes => !boxes.ContainsKey(box))), view.Missing);
                Assert.Equal(isNews, view.Version > version);
                version = view.Version;
            }
        }
    }

    [Fact]
    public void A_new_activation_of_a_unit_lacks_the_reports_of_all_boxes()
    {
        var view = new AloneUnit().Do(new ViewUnitVotes(Boxes));
        Assert.Equal([0, 1, 2], view.Missing);
        Assert.Empty(view.Sums.Groups);
    }

    [Fact]
    public void Reported_votes_survive_events_of_the_unit()
    {
        var unit = new AloneUnit();
        var sums = Drawn.Sums([Drawn.Slip(new Random(1))]);
        unit.Do(new ObserveUnitVotes([new(0, 7, sums)]));
        var before = unit.Do(new ViewUnitVotes(1));
        unit.Do(new CorrectLedger("o-1", [], Given.Close, "li"));

        var after = unit.Do(new ViewUnitVotes(1));
        Assert.Equal((Drawn.Show(sums), before.Version + 1), (Drawn.Show(after.Sums), after.Version));
    }

    /// <summary>Every box grows and sends reports. Some are lost, some arrive twice, all arrive in any order and in batches.</summary>
    private static IEnumerable<Report[]> Journey(Random random)
    {
        var reports = new List<Report>();
        for (var box = 0; box < Boxes; box++)
        {
            var slips = new List<SlipPattern>();
            for (var (version, left) = (0L, random.Next(8)); left > 0; left--)
            {
                version += random.Next(1, 5);
                if (slips.Count > 0 && random.Next(3) == 0)
                    slips.RemoveAt(random.Next(slips.Count));
                slips.AddRange(Enumerable.Range(0, random.Next(4)).Select(_ => Drawn.Slip(random, unit: 0)));
                for (var copies = random.Next(3); copies > 0; copies--)
                    reports.Add(new(box, version, [.. slips]));
            }
        }
        Report[] arriving = [.. reports];
        random.Shuffle(arriving);
        return arriving.Chunk(random.Next(1, 4));
    }

    private static bool Take(Dictionary<int, Report> received, Report report)
    {
        if (received.TryGetValue(report.Box, out var known) && known.Version >= report.Version)
            return false;
        received[report.Box] = report;
        return true;
    }

    private static string Counted(IEnumerable<SlipPattern> slips, int criterion) => string.Join("; ", slips.GroupBy(slip => slip.Group).OrderBy(group => group.Key).Select(group =>
    {
        var marks = Enumerable.Range(0, Given.Rules.Options.Count).Select(option => group.Count(slip => PackedMarks.Mark(slip.Marks, criterion) == option));
        var dontKnow = group.Sum(slip => Enumerable.Range(0, Drawn.Round.Criteria.Count).Count(any => PackedMarks.Mark(slip.Marks, any) == 3));
        return $"{group.Key}: {string.Join(' ', marks)} | {dontKnow}";
    }));

    private sealed record Report(int Box, long Version, SlipPattern[] Slips);
}
