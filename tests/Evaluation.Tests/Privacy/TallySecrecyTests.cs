using System.Globalization;
using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Results.Recounts;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;

namespace Evaluation.Tests.Privacy;

/// <summary>
/// What an attacker learns of single slips from everything that is public after the close: the published table, the marks of all groups
/// together on the card of a unit, and the published tallies. Numbers of marks are unknown whole numbers; every published number is an
/// exact equation.
/// </summary>
public sealed class TallySecrecyTests
{
    private const int Seeds = 150;

    public static TheoryData<int> Times => [1, 2, 4];

    /// <summary>
    /// A single slip is known when all slips of a cell are known to have one answer. Scores and shares can say that without any tally: 100
    /// of 100 points from eight slips. The tallies say it of no further cell.
    /// </summary>
    [Theory]
    [MemberData(nameof(Times))]
    public void Tallies_determine_no_single_slip_that_the_table_does_not_determine(int times)
    {
        var (unanimous, published) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (rules, slips, tallies) = Draw(seed, times);
            var counts = Counts(rules, slips);
            var (table, all) = (new Reader(rules, counts), new Reader(rules, counts));
            all.Read(tallies);
            table.Conclude();
            all.Conclude();
            foreach (var cell in counts.Cells)
            {
                var known = all.Unanimous(cell);
                unanimous += counts.IsUnanimous(cell) ? 1 : 0;
                Assert.True(!known || table.Unanimous(cell), $"seed {seed}: the tallies show that all {counts.Slips(cell)} slips of {cell} have one answer");
            }
            published += tallies.GetProperty("units").EnumerateArray().Sum(unit => unit.GetProperty("groups").EnumerateArray().Count(group => group.TryGetProperty("counts", out _)));
        }
        Assert.True(unanimous > Seeds && (times == 1 || published > 20), $"{unanimous} unanimous cells, {published} published groups: nothing was tried");
    }

    /// <summary>Not even with the tallies a number of marks of a group below the minimum is determined, nor its slips.</summary>
    [Theory]
    [MemberData(nameof(Times))]
    public void Tallies_determine_nothing_of_a_group_below_the_minimum(int times)
    {
        var hidden = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (rules, slips, tallies) = Draw(seed, times);
            var counts = Counts(rules, slips);
            foreach (var cell in counts.Cells.Where(cell => counts.Slips(cell) is > 0 and var few && few < rules.Policies.GroupMin))
            {
                hidden++;
                Assert.DoesNotContain(Groups(tallies, cell.Unit), group => group.GetProperty("group").GetString() == cell.Group);
            }
            var text = tallies.GetRawText();
            var moved = slips.Select(slip => counts.Slips((slip.Unit, slip.Group, "")) < rules.Policies.GroupMin ? slip with { Marks = [.. slip.Marks.Select(mark => (mark + 1) % rules.Options.Count)] } : slip).ToList();
            Assert.Equal(text, Publish(rules, moved).GetRawText());
        }
        Assert.True(hidden > Seeds / 2, $"{hidden} cells were hidden");
    }

    /// <summary>The same search, where each group is suppressed alone: a cell of the only small group is what the others leave.</summary>
    [Fact]
    public void The_same_search_finds_slips_when_only_the_unanimous_cell_is_left_out()
    {
        var found = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (rules, slips, _) = Draw(seed, 2);
            var counts = Counts(rules, slips);
            var (table, leaky) = (new Reader(rules, counts), new Reader(rules, counts));
            leaky.ReadAllButUnanimous();
            table.Conclude();
            leaky.Conclude();
            found += counts.Cells.Count(cell => leaky.Unanimous(cell) && !table.Unanimous(cell));
        }
        Assert.True(found > 0, "The search finds nothing, so that it proves nothing.");
    }

    private static (RoundRules Rules, List<OracleSlip> Slips, JsonElement Tallies) Draw(int seed, int times)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly: true);
        drawn.Definition["policies"]!["groupMin"] = 3;
        var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
        List<OracleSlip> slips = [.. Enumerable.Range(0, times).SelectMany(_ => given.Slips())];
        // Groups that agree on a criterion, as small groups of one profession do.
        slips = [.. slips.Select(slip => (slip.Unit.Length + slip.Group[^1] + seed) % 3 == 0 ? slip with { Marks = [1, .. slip.Marks.Skip(1)] } : slip)];
        return (rules, slips, Publish(rules, slips));
    }

    private static JsonElement Publish(RoundRules rules, List<OracleSlip> slips) => JsonElement.Parse(
        System.Text.Encoding.UTF8.GetString(new PublishedTallies(rules, 1, [], TallyCounter.Count(rules, ProductInputs.TallyOf(rules, slips)), new Dictionary<string, UnitLedger>()).Write()));

    private static JsonElement.ArrayEnumerator Groups(JsonElement tallies, string unit) =>
        tallies.GetProperty("units").EnumerateArray().Single(known => known.GetProperty("unit").GetString() == unit).GetProperty("groups").EnumerateArray();

    private static TrueCounts Counts(RoundRules rules, List<OracleSlip> slips) => new(rules, slips);

    /// <summary>The counts of the round, which the attacker does not know.</summary>
    private sealed class TrueCounts(RoundRules rules, List<OracleSlip> slips)
    {
        private readonly Dictionary<(string, string, string, string), int> _marks = slips
            .SelectMany(slip => slip.Marks.Select((mark, place) => (slip.Unit, slip.Group, rules.VoteCriteria[place].Code, rules.Options[mark].Code)))
            .GroupBy(mark => mark).ToDictionary(mark => mark.Key, mark => mark.Count());

        private readonly Dictionary<(string, string), int> _slips = slips.GroupBy(slip => (slip.Unit, slip.Group)).ToDictionary(slip => slip.Key, slip => slip.Count());

        public IEnumerable<(string Unit, string Group, string Criterion)> Cells =>
            from unit in rules.Units
            from code in rules.Groups
            from criterion in rules.VoteCriteria
            select (unit.Code, code.Code, criterion.Code);

        public int Slips((string Unit, string Group, string Criterion) cell) => _slips.GetValueOrDefault((cell.Unit, cell.Group));

        public int Marks((string Unit, string Group, string Criterion) cell, string option) => _marks.GetValueOrDefault((cell.Unit, cell.Group, cell.Criterion, option));

        public bool IsUnanimous((string Unit, string Group, string Criterion) cell) => Slips(cell) > 0 && rules.Options.Any(option => Marks(cell, option.Code) == Slips(cell));
    }

    /// <summary>An attacker who reads the table, and then what is published besides.</summary>
    private sealed class Reader
    {
        private readonly LinearFacts _facts = new();
        private readonly RoundRules _rules;
        private readonly TrueCounts _truth;

        public Reader(RoundRules rules, TrueCounts truth)
        {
            (_rules, _truth) = (rules, truth);
            var values = new ScoringRules(rules).Values;
            foreach (var unit in rules.Units.Select(unit => unit.Code))
            {
                string[] counted = [.. rules.Groups.Select(group => group.Code).Where(group => truth.Slips((unit, group, "")) >= rules.Policies.GroupMin)];
                foreach (var group in counted)
                    ReadGroup(unit, group, values);
                foreach (var criterion in rules.VoteCriteria.Select(criterion => criterion.Code))
                    ReadTogether(unit, counted, criterion, values);
            }
        }

        public void Conclude() => _facts.Conclude();

        /// <summary>Whether all slips of a counted cell are known to have one answer.</summary>
        public bool Unanimous((string Unit, string Group, string Criterion) cell) => _truth.Slips(cell) >= _rules.Policies.GroupMin
            && _rules.Options.Any(option => _facts.Range(Name(cell, option.Code)).Low == _truth.Slips(cell));

        /// <summary>The published counts by group.</summary>
        public void Read(JsonElement tallies)
        {
            foreach (var unit in tallies.GetProperty("units").EnumerateArray())
                foreach (var group in unit.GetProperty("groups").EnumerateArray().Where(group => group.TryGetProperty("counts", out _)))
                    foreach (var (place, marks) in group.GetProperty("counts").EnumerateArray().Index())
                        foreach (var (option, count) in marks.EnumerateArray().Index())
                            Is((unit.GetProperty("unit").GetString()!, group.GetProperty("group").GetString()!, _rules.VoteCriteria[place].Code), _rules.Options[option].Code, count.GetInt32());
        }

        /// <summary>What would be published if each cell stood for itself.</summary>
        public void ReadAllButUnanimous()
        {
            foreach (var cell in _truth.Cells.Where(cell => _truth.Slips(cell) >= 10 && !_truth.IsUnanimous(cell)))
                foreach (var option in _rules.Options)
                    Is(cell, option.Code, _truth.Marks(cell, option.Code));
        }

        /// <summary>Slips, awareness and the scores of the cells, which derivations show.</summary>
        private void ReadGroup(string unit, string group, Fraction?[] values)
        {
            var cells = _rules.VoteCriteria.Select(criterion => (unit, group, criterion.Code)).ToList();
            foreach (var cell in cells)
            {
                _facts.Is(LinearFacts.Sum(_rules.Options.Select(option => Name(cell, option.Code))), _truth.Slips(cell));
                // Σ (v − S)·n = 0 with whole factors.
                var valid = _rules.Options.Index().Where(option => values[option.Index] is not null).ToList();
                var (marks, points) = (valid.Sum(option => _truth.Marks(cell, option.Item.Code)), valid.Aggregate(Fraction.Zero, (sum, option) => sum + (values[option.Index]!.Value * _truth.Marks(cell, option.Item.Code))));
                if (marks == 0)
                    foreach (var option in valid)
                        Is(cell, option.Item.Code, 0);
                else
                    _facts.Is(Whole(valid.Select(option => (values[option.Index]!.Value - (points / marks), Name(cell, option.Item.Code)))), 0);
            }
            var unknown = _rules.Options.Where(option => option.Value is null).Select(option => option.Code).ToList();
            _facts.Is(LinearFacts.Sum(cells.SelectMany(cell => unknown.Select(option => Name(cell, option)))), cells.Sum(cell => unknown.Sum(option => _truth.Marks(cell, option))));
        }

        /// <summary>The shares of a criterion with their number of valid marks, and the counts of the card from ten slips on.</summary>
        private void ReadTogether(string unit, string[] counted, string criterion, Fraction?[] values)
        {
            Together(unit, counted, criterion, option => option.Item.Box is AnswerBox.Top);
            Together(unit, counted, criterion, option => option.Item.Box is AnswerBox.Top or AnswerBox.Positive);
            Together(unit, counted, criterion, option => values[option.Index] is not null);
            var slips = counted.Sum(group => _truth.Slips((unit, group, criterion)));
            if (slips < 10 || _rules.Options.Any(option => counted.Sum(group => _truth.Marks((unit, group, criterion), option.Code)) == slips))
                return;
            foreach (var option in _rules.Options)
                Together(unit, counted, criterion, known => known.Item == option);
        }

        private void Together(string unit, string[] counted, string criterion, Func<(int Index, Option Item), bool> isCounted)
        {
            var options = _rules.Options.Index().Where(isCounted).Select(option => option.Item.Code).ToList();
            _facts.Is(
                LinearFacts.Sum(counted.SelectMany(group => options.Select(option => Name((unit, group, criterion), option)))),
                counted.Sum(group => options.Sum(option => _truth.Marks((unit, group, criterion), option))));
        }

        private void Is((string Unit, string Group, string Criterion) cell, string option, int count) => _facts.Is(LinearFacts.Sum([Name(cell, option)]), count);

        private static IEnumerable<(int Factor, string Unknown)> Whole(IEnumerable<(Fraction Factor, string Unknown)> terms)
        {
            var all = terms.ToList();
            var multiple = all.Aggregate(System.Numerics.BigInteger.One, (product, term) => SlipScale.CommonMultiple(product, term.Factor.Denominator));
            return all.Select(term => ((int)(term.Factor * new Fraction(multiple, 1)).Numerator, term.Unknown)).Where(term => term.Item1 != 0);
        }

        private static string Name((string Unit, string Group, string Criterion) cell, string option) => string.Create(CultureInfo.InvariantCulture, $"{cell.Unit} {cell.Group} {cell.Criterion} {option}");
    }
}
