using Evaluation.Scoring;
using Evaluation.Testing.Oracle;
using static Evaluation.Tests.Privacy.LinearFacts;

namespace Evaluation.Tests.Privacy;

/// <summary>
/// An attacker who knows the rules, the credentials of each voter, the suppression rules and all published data, and combines them: slips
/// by unit and kind of credential, voters by kind, marks by unit, group, criterion and option.
/// </summary>
internal sealed class Attacker
{
    private readonly Election _election;
    private readonly LinearFacts _facts = new();

    public Attacker(Election election, Publication shown)
    {
        _election = election;
        KnowTheVote();
        ReadTurnout(shown);
        ReadResult(shown);
        ReadExports(shown);
    }

    /// <summary>The newest receipts of all boxes reveal the number of ballots, and every voter cast at least one.</summary>
    public void HoldReceipts(int ballots) => _facts.IsAtMost(Sum(_election.Kinds.Select(Voters)), ballots);

    public void Conclude() => _facts.Conclude();

    public (int Low, int? High) SlipsOf(string unit, string group) => _facts.Range(Slips(unit, group));

    public (int Low, int? High) MarksOf(string unit, string group, string criterion, string option) => _facts.Range(Marks(unit, group, criterion, option));

    public (int Low, int? High) VotersOf(string group) => _facts.Range(Voters(group));

    private void KnowTheVote()
    {
        var rules = _election.Rules;
        foreach (var group in rules.Groups.Select(group => group.Code))
        {
            var kinds = _election.Kinds.Where(kind => kind.Group == group).ToList();
            _facts.AreEqual([Voters(group)], kinds.Select(Voters));
            foreach (var unit in rules.Units.Select(unit => unit.Code))
            {
                _facts.AreEqual([Slips(unit, group)], kinds.Where(kind => kind.Units.Contains(unit)).Select(kind => Slips(unit, kind)));
                foreach (var criterion in rules.Criteria)
                    _facts.AreEqual([Slips(unit, group)], rules.Options.Select(option => Marks(unit, group, criterion.Code, option.Code)));
            }
        }
        foreach (var kind in _election.Kinds)
        {
            _facts.IsAtMost(Sum([Voters(kind)]), kind.Issued);
            _facts.IsNoMore([Voters(kind)], kind.Units.Select(unit => Slips(unit, kind)));
            foreach (var unit in kind.Units)
                _facts.IsNoMore([Slips(unit, kind)], [Voters(kind)]);
        }
    }

    private void ReadTurnout(Publication shown)
    {
        foreach (var group in shown.Result.Turnout)
            if (group.Voted is { } voted)
                _facts.Is(Sum([Voters(group.Group)]), voted);
    }

    private void ReadResult(Publication shown)
    {
        foreach (var unit in shown.Units)
        {
            foreach (var group in unit.Groups)
            {
                if (group.Slips is { } slips)
                    _facts.Is(Sum([Slips(unit.Unit, group.Group)]), slips);
                else
                    _facts.IsAtMost(Sum([Slips(unit.Unit, group.Group)]), _election.Rules.Policies.GroupMin - 1);
            }
            ReadNumber(unit, unit.Slips, group => [(1, Slips(unit.Unit, group))]);
            ReadShare(unit, _election.Rules.Criteria.Select(criterion => criterion.Code), unit.Positive, unit.Top);
            foreach (var criterion in unit.Criteria)
                ReadShare(unit, [criterion.Criterion], criterion.Positive, criterion.Top);
        }
    }

    private void ReadShare(UnitResult unit, IEnumerable<string> criteria, Share? positive, Share? top)
    {
        string[] valid = [.. _election.Rules.Options.Where(option => option.Value is not null).Select(option => option.Code)];
        IEnumerable<(int, string)> Of(string group, params string[] options) =>
            Sum(criteria.SelectMany(criterion => options.Select(option => Marks(unit.Unit, group, criterion, option))));
        foreach (var (share, options) in new[] { (positive, new[] { "A", "B" }), (top, ["A"]) })
        {
            if (share is null)
                continue;
            var groups = new[] { Counted(unit), All() }.FirstOrDefault(groups => Truth(groups, valid) is > 0 and var all && new Exact(Truth(groups, options), all).Round(4) == share.Value);
            Assert.True(groups is not null, $"The share {share.Value} of {unit.Unit} is of no groups.");
            _facts.Is(groups.SelectMany(group => Of(group, options)), Truth(groups, options));
            _facts.Is(groups.SelectMany(group => Of(group, valid)), Truth(groups, valid));
        }

        int Truth(IEnumerable<string> groups, string[] options) => groups.Sum(group => criteria.Sum(criterion => options.Sum(option => Count(unit.Unit, group, criterion, option))));
    }

    /// <summary>Adds a published number: the sum over the shown groups or, if it differs, over all groups.</summary>
    private void ReadNumber(UnitResult unit, int number, Func<string, IEnumerable<(int, string)>> terms)
    {
        var groups = new[] { Counted(unit), All() }.FirstOrDefault(groups => groups.Sum(group => _election.Slips(unit.Unit, group)) == number);
        Assert.True(groups is not null, $"{unit.Unit} is said to have {number} slips, which is of no groups.");
        _facts.Is(groups.SelectMany(terms), number);
    }

    private void ReadExports(Publication shown)
    {
        foreach (var row in shown.Tally.Select(row => row.Split(' ')))
            _facts.Is(Sum([Marks(row[0], row[2], row[1], row[3])]), int.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var rows in shown.Slips.Select(row => row.Split(' ')).GroupBy(row => (Unit: row[0], Group: row[1])))
            _facts.Is(Sum([Slips(rows.Key.Unit, rows.Key.Group)]), rows.Count());
        foreach (var rows in shown.Comments.Select(row => row.Split(' ')).GroupBy(row => (Unit: row[0], Group: row[1])))
            _facts.IsAtMost([(-1, Slips(rows.Key.Unit, rows.Key.Group))], -rows.Count());
    }

    private static string[] Counted(UnitResult unit) => [.. unit.Groups.Where(group => group.Slips is not null).Select(group => group.Group)];

    private string[] All() => [.. _election.Rules.Groups.Select(group => group.Code)];

    private int Count(string unit, string group, string criterion, string option)
    {
        var place = _election.Rules.Criteria.Index().Single(item => item.Item.Code == criterion).Index;
        var mark = _election.Rules.Options.Index().Single(item => item.Item.Code == option).Index;
        return _election.Slips(unit, voter => voter.Kind.Group == group && voter.Slips.TryGetValue(unit, out var slip) && slip.Marks[place] == mark);
    }

    private static string Slips(string unit, string group) => $"slips {unit} {group}";

    private static string Slips(string unit, Election.Kind kind) => $"slips {unit} of kind {kind.Name}";

    private static string Voters(string group) => $"voters {group}";

    private static string Voters(Election.Kind kind) => $"voters of kind {kind.Name}";

    private static string Marks(string unit, string group, string criterion, string option) => $"marks {unit} {group} {criterion} {option}";
}
