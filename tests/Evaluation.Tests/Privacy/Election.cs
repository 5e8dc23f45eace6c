using Evaluation.Ballots;
using Evaluation.Rules;

namespace Evaluation.Tests.Privacy;

/// <summary>
/// A random vote with many small groups. Some credentials may rate every unit, some only one or two. Voters rate a part of their units, and
/// some change their minds.
/// </summary>
internal sealed class Election
{
    private readonly Random _random;

    public Election(int seed)
    {
        _random = new(seed);
        var groups = Names("g", _random.Next(1, 4));
        var units = Names("u", _random.Next(1, 5));
        Rules = Given.Rules with
        {
            Groups = [.. groups.Select(code => new Group(code, new(code), 100))],
            Units = [.. units.Select(code => new Unit(code, new(code), "service"))],
            Criteria = [.. Names("k", _random.Next(1, 3)).Select(code => new Criterion(code, new(code), CriterionSource.Vote, _random.Next(1, 40)))],
            Classes = [new("service", new("类"), groups.ToDictionary(code => code, _ => (decimal)_random.Next(1, 50)))],
            Policies = new()
            {
                GroupMin = _random.Next(2, 5),
                CommentMin = _random.Next(1, 6),
                MissingGroup = _random.Next(2) == 0 ? MissingGroup.Renormalise : MissingGroup.ClassMean,
                AwarenessMin = _random.Next(3) == 0 ? 0.7m : 0,
            },
        };
        Kinds = [.. groups.SelectMany(KindsOf)];
        Voters = [.. Kinds.SelectMany(VotersOf)];
    }

    public RoundRules Rules { get; private set; }

    /// <summary>The same voters and slips under other rules of scoring.</summary>
    public Election Under(Func<RoundRules, RoundRules> change)
    {
        var other = (Election)MemberwiseClone();
        other.Rules = change(Rules);
        return other;
    }

    public IReadOnlyList<Kind> Kinds { get; }

    public IReadOnlyList<Voter> Voters { get; }

    /// <summary>The standing slips of a kind of credential, or of a group, for a unit.</summary>
    public int Slips(string unit, Func<Voter, bool> whose) => Voters.Where(whose).Count(voter => voter.Slips.ContainsKey(unit));

    public int Slips(string unit, string group) => Slips(unit, voter => voter.Kind.Group == group);

    public int Voted(string group) => Voters.Count(voter => voter.Kind.Group == group && voter.Slips.Count > 0);

    public bool IsSmall(string unit, string group) => Slips(unit, group) < Rules.Policies.GroupMin;

    /// <summary>Whether a credential of the group may rate the unit.</summary>
    public bool MayBeRated(string unit, string group) => Kinds.Any(kind => kind.Group == group && kind.Issued > 0 && kind.Units.Contains(unit));

    /// <summary>The sealed boxes that have taken these ballots.</summary>
    /// <param name="change">Replaces a voter's marks and comment for a unit.</param>
    public IReadOnlyList<AloneBox> Cast(Func<Voter, string, Slip>? change = null)
    {
        AloneBox[] boxes = [new(), new()];
        var shape = BoxShape.Of(Rules);
        foreach (var (number, voter) in Voters.Index())
        {
            var box = boxes[number % boxes.Length];
            var all = voter.Kind.Units.Count == Rules.Units.Count;
            box.Do(new StoreCredentials(voter.Kind.Name, voter.Kind.Group, all ? null : voter.Kind.Units, [Given.Credential(number)]));
        }
        foreach (var box in boxes)
            box.Do(new OpenBox(shape, Given.Window));
        foreach (var (number, voter) in Voters.Index().Where(voter => voter.Item.Slips.Count > 0))
        {
            // Some vote twice, so their first slips do not stand.
            foreach (var isFirst in number % 3 == 0 ? new[] { true, false } : [false])
            {
                byte[] slips = [.. voter.Slips.SelectMany(slip => Compact(slip.Key, isFirst ? First(slip.Value) : change?.Invoke(voter, slip.Key) ?? slip.Value))];
                boxes[number % boxes.Length].Do(new CastBallot(Given.Credential(number), Given.Now, slips));
            }
        }
        foreach (var box in boxes)
            box.Do(new SealBox(Given.Close));
        return boxes;
    }

    private static Slip First(Slip slip) => new([.. slip.Marks.Select(mark => (byte)(mark ^ 1))], "");

    private byte[] Compact(string unit, Slip slip) => Given.Slip(Rules.Units.Index().Single(item => item.Item.Code == unit).Index, slip.Marks, slip.Comment);

    private IEnumerable<Kind> KindsOf(string group)
    {
        string[] units = [.. Rules.Units.Select(unit => unit.Code)];
        return _random.Next(4) switch
        {
            0 => units.Select(unit => new Kind($"{group}-{unit}", group, [unit], _random.Next(0, 9))),
            1 => [new($"{group}-all", group, units, _random.Next(0, 6)), new($"{group}-some", group, units[..Math.Max(1, units.Length - 1)], _random.Next(0, 6))],
            _ => [new($"{group}-all", group, units, _random.Next(0, 12))],
        };
    }

    private IEnumerable<Voter> VotersOf(Kind kind)
    {
        var (turnout, breadth) = (_random.Next(2, 11), _random.Next(2, 11));
        for (var number = 0; number < kind.Issued; number++)
        {
            var rated = kind.Units.Where(_ => _random.Next(10) < breadth).ToList();
            if (rated.Count == 0)
                rated.Add(kind.Units[_random.Next(kind.Units.Count)]);
            var slips = _random.Next(10) < turnout ? rated : [];
            yield return new(kind, slips.ToDictionary(unit => unit, _ => new Slip(
                [.. Rules.Criteria.Select(_ => (byte)_random.Next(Rules.Options.Count))], _random.Next(3) == 0 ? $"意见{_random.Next(100)}" : "")));
        }
    }

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(1, count).Select(number => $"{prefix}{number}")];

    /// <summary>Credentials of one group that may rate the same units.</summary>
    internal sealed record Kind(string Name, string Group, IReadOnlyList<string> Units, int Issued);

    internal sealed record Voter(Kind Kind, IReadOnlyDictionary<string, Slip> Slips);

    internal sealed record Slip(byte[] Marks, string Comment);
}
