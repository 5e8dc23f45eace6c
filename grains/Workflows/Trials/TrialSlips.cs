using Evaluation.Ballots;
using Evaluation.Ballots.Counting;
using Evaluation.Ballots.Packing;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Workflows.Trials;

/// <summary>The slips of a trial, typed or drawn, with their turnout.</summary>
/// <param name="Tally">The slips by unit.</param>
/// <param name="Turnout">As the boxes would report it.</param>
internal sealed record TrialSlips(Tally Tally, TurnoutTotals Turnout)
{
    private const double RatesUnit = 0.92, DoesNotKnow = 0.04, Spread = 0.7;

    /// <summary>The voters of a group that is not named: enough for its minima.</summary>
    private const int VotersUsual = 20;

    public static TrialSlips Of(RoundRules rules, TrialInput input)
    {
        var cells = new int[rules.Units.Count * rules.Groups.Count];
        var raters = new int[cells.Length];
        var tally = new Tally();
        if (rules.Combine is null && rules.VoteCriteria.Count > 0)
        {
            if (input.Marks is { } marks)
                Type(rules, marks, tally);
            else
                Draw(rules, input, tally);
        }
        foreach (var (slip, count) in tally.Counts)
            cells[(slip.Unit * rules.Groups.Count) + slip.Group] += count;
        var groups = new GroupParticipation[rules.Groups.Count];
        for (var group = 0; group < groups.Length; group++)
        {
            var most = rules.Units.Count == 0 ? 0 : Enumerable.Range(0, rules.Units.Count).Max(unit => cells[(unit * groups.Length) + group]);
            var voted = input.Marks is null && most > 0 ? VotersOf(rules, input, rules.Groups[group]) : most;
            groups[group] = new(rules.Groups[group].Code, voted, voted);
            for (var unit = 0; unit < rules.Units.Count; unit++)
                raters[(unit * groups.Length) + group] = Rates(rules, unit, rules.Groups[group]) ? voted : 0;
        }
        var turnout = new TurnoutTotals();
        turnout.Add(new BoxTurnout(0, groups, cells, raters));
        return new(tally, turnout);
    }

    /// <summary>The sums by unit, in the order of the rules.</summary>
    public VoteSums[] Sums(RoundRules rules)
    {
        var scoring = new ScoringRules(rules);
        var counters = new Dictionary<SlipScale, SlipCounter>();
        return [.. rules.Units.Select((unit, index) => CounterOf(scoring.Of(unit).Scale).Count(Tally.Of(index)))];

        SlipCounter CounterOf(SlipScale scale) =>
            counters.TryGetValue(scale, out var known) ? known : counters[scale] = SlipCounter.For(scale, rules.Groups.Count, Tally.Slips);
    }

    public static int VotersOf(RoundRules rules, TrialInput input, Group group)
    {
        if (input.Voters?.TryGetValue(group.Code, out var voters) == true)
            return voters;
        var wanted = Math.Max(Math.Max(VotersUsual, rules.Policies.GroupMin + 2), decimal.Ceiling((group.TurnoutMin ?? 0) * group.Roll));
        return (int)Math.Min(group.Roll, Math.Max(wanted, (group.SlipsMin ?? 0) == 0 ? 0 : Math.Ceiling(group.SlipsMin!.Value / (decimal)RatesUnit) + 2));
    }

    /// <summary>Whether a group has a weight in the class of a unit.</summary>
    public static bool Rates(RoundRules rules, int unit, Group group) =>
        rules.Classes.First(unitClass => unitClass.Code == rules.Units[unit].Class) is var rating && (rating.IsPooled || rating.Weights.ContainsKey(group.Code));

    private static void Draw(RoundRules rules, TrialInput input, Tally tally)
    {
        var draws = new Draws(input.Seed);
        int[] valued = [.. rules.Options.Index().Where(option => option.Item.Value is not null).OrderByDescending(option => option.Item.Value).Select(option => option.Index)];
        int[] unknown = [.. rules.Options.Index().Where(option => option.Item.Value is null).Select(option => option.Index)];
        foreach (var (unit, evaluated) in rules.Units.Index())
            foreach (var (group, rater) in rules.Groups.Index())
            {
                var marks = new byte[rules.OfUnit(evaluated).VoteCriteria.Count];
                if (marks.Length == 0 || !Rates(rules, unit, rater))
                    continue;
                var quality = Quality(draws, evaluated);
                var state = draws.State("slips", evaluated.Code, rater.Code);
                for (var voter = VotersOf(rules, input, rater); voter > 0; voter--)
                {
                    var rates = Draws.Next(ref state) < RatesUnit;
                    var mood = Draws.Next(ref state) - 0.5;
                    for (var criterion = 0; criterion < marks.Length; criterion++)
                    {
                        var (knows, opinion) = (Draws.Next(ref state) >= DoesNotKnow, Draws.Next(ref state) - 0.5);
                        var level = Math.Clamp(0.35 + (0.6 * quality) + (Spread * ((mood + opinion) / 2)), 0, 0.999);
                        marks[criterion] = (byte)(!knows && unknown.Length > 0 ? unknown[0] : valued[(int)((1 - level) * valued.Length)]);
                    }
                    if (rates)
                        tally.Add(new SlipPattern((ushort)unit, (byte)group, PackedMarks.Pack(marks)));
                }
            }
    }

    /// <summary>How good a unit is in the example, from 0 to below 1.</summary>
    public static double Quality(Draws draws, Unit unit) => draws.Share("quality", unit.Code);

    private static void Type(RoundRules rules, IReadOnlyList<TrialMarks> typed, Tally tally)
    {
        var options = rules.Options.Select(option => option.Code).ToList();
        foreach (var slips in typed.GroupBy(marks => (marks.Unit, marks.Group)))
        {
            var unit = rules.Units.Index().First(known => known.Item.Code == slips.Key.Unit).Index;
            var group = rules.Groups.Index().First(known => known.Item.Code == slips.Key.Group).Index;
            var places = rules.OfUnit(rules.Units[unit]).VoteCriteria.Select(criterion => criterion.Code);
            byte[][] columns =
            [
                .. places.Select(criterion => slips.Where(marks => marks.Criterion == criterion).OrderBy(marks => options.IndexOf(marks.Option))
                    .SelectMany(marks => Enumerable.Repeat((byte)options.IndexOf(marks.Option), marks.Count)).ToArray()),
            ];
            for (var slip = 0; slip < columns.Max(column => column.Length); slip++)
                tally.Add(new SlipPattern((ushort)unit, (byte)group, PackedMarks.Pack([.. columns.Select(column => column[slip])])));
        }
    }
}
