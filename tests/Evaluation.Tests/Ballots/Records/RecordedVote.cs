using System.Globalization;
using Evaluation.Ballots;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Records;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Workflows.Recording;

namespace Evaluation.Tests.Ballots.Records;

/// <summary>
/// A vote that is drawn by its seed and cast in boxes of an engine: re-votes, voters of some units only, unfinished ballots, comments.
/// Keeps its own account of what stands.
/// </summary>
internal sealed class RecordedVote
{
    private static readonly string[] Words = ["好", "服务差", "a b", "好 ", "很长的意见，写了一行又一行。"];

    private readonly Random _random;
    private readonly Dictionary<int, Voter> _voters = [];

    public RecordedVote(int seed)
    {
        _random = new(seed);
        Rules = Given.Rules with
        {
            BallotBoxes = _random.Next(1, 5),
            Units = [.. Enumerable.Range(1, _random.Next(1, 40)).Select(unit => new Unit(string.Create(CultureInfo.InvariantCulture, $"u{unit}"), new("单位"), "service"))],
            Groups = [.. Given.Rules.Groups.Select(group => group with { Roll = 100 })],
            Ballot = _random.Next(3) switch
            {
                0 => null,
                1 => new BallotRules(null, UniformBallot.Flag, null),
                _ => new BallotRules([new("service", "duty", ["A", "B", "C", "D"], Min: 1)], UniformBallot.Flag, UnfinishedBallot.Ignore),
            },
        };
    }

    public RoundRules Rules { get; }

    public IEnumerable<GrainRef<BallotBox>> Boxes => Enumerable.Range(0, Rules.BallotBoxes).Select(box => BoxGrain.Ref(Rules.Id, box));

    private BoxShape Shape => BoxShape.Of(Rules);

    /// <summary>What stands, independent of the boxes: <c>unit group marks</c> of every slip that counts.</summary>
    public IEnumerable<string> Slips => from voter in Counted from slip in voter.Slips select Line(slip.Key, voter.Group, slip.Value.Marks);

    public IEnumerable<string> Comments => from voter in Counted from slip in voter.Slips where slip.Value.Comment.Length > 0 select $"{slip.Key} {voter.Group} {slip.Value.Comment}";

    public int Ballots => Counted.Count();

    public int Replaced => _voters.Values.Sum(voter => Math.Max(0, voter.Ballots - 1));

    public int LeftOut => _voters.Values.Count(voter => voter.Ballots > 0) - Ballots;

    private IEnumerable<Voter> Counted => _voters.Values.Where(voter => voter.Ballots > 0 && (!Shape.IgnoresUnfinished || voter.IsFinished));

    /// <summary>Casts everything and seals the boxes.</summary>
    public async Task CastAsync(IEngine engine)
    {
        await IssueAsync(engine);
        foreach (var box in Boxes)
            await engine.SendAsync(box, new OpenBox(Shape, Given.Window));
        await VoteAsync(engine);
        foreach (var box in Boxes)
            await engine.SendAsync(box, new SealBox(Given.Close));
    }

    /// <summary>Stores the credentials of the voters, who vote at once.</summary>
    public async Task IssueAsync(IEngine engine)
    {
        foreach (var number in Enumerable.Range(1, _random.Next(1, 60)))
        {
            var voter = _voters[number] = new(_random.Next(Rules.Groups.Count));
            string[]? units = _random.Next(4) == 0 ? [Rules.Units[_random.Next(Rules.Units.Count)].Code] : null;
            voter.Units = units is null ? [.. Enumerable.Range(0, Rules.Units.Count)] : [.. Rules.Units.Index().Where(unit => unit.Item.Code == units[0]).Select(unit => unit.Index)];
            Assert.Null((await engine.SendAsync(BoxOf(number), new StoreCredentials("b", Rules.Groups[voter.Group].Code, units, [Given.Credential(number)]))).Refusal);
        }
    }

    public async Task VoteAsync(IEngine engine)
    {
        foreach (var (number, voter) in _voters)
        {
            for (var ballots = _random.Next(4); ballots > 0; ballots--)
                await CastAsync(engine, number, voter);
            if (voter.Ballots > 0 && Shape.NeedsFinish && _random.Next(3) > 0)
            {
                Assert.Null((await engine.SendAsync(BoxOf(number), new FinishBallot(Given.Credential(number), Given.Now))).Refusal);
                voter.IsFinished = true;
            }
        }
    }

    public ValueTask<Outcome<RecordHead>> RecordAsync(IEngine engine) => new RecordClerk(engine).RecordAsync(Rules.Id, Rules.BallotBoxes, Rules.Units.Count);

    /// <summary>The slips of the record, as <see cref="Slips"/>.</summary>
    public static IEnumerable<string> SlipsOf(SealedRecord record) =>
        from unit in Enumerable.Range(0, record.Units.Count)
        from pattern in record.Patterns(unit)
        from line in Enumerable.Repeat(Line(unit, pattern.Group, pattern.Marks), pattern.Slips)
        select line;

    public static IEnumerable<string> CommentsOf(SealedRecord record) =>
        from unit in Enumerable.Range(0, record.Units.Count)
        from comment in record.Comments(unit)
        from line in Enumerable.Repeat($"{unit} {comment.Group} {comment.Text}", comment.Count)
        select line;

    private static string Line(int unit, int group, ulong marks) => string.Create(CultureInfo.InvariantCulture, $"{unit} {group} {marks:x}");

    private async Task CastAsync(IEngine engine, int number, Voter voter)
    {
        var bytes = new List<byte>();
        var same = _random.Next(3) == 0 ? (byte)_random.Next(4) : (byte?)null;
        var slips = new Dictionary<int, (ulong Marks, string Comment)>();
        foreach (var unit in voter.Units.Where(_ => _random.Next(3) > 0).DefaultIfEmpty(voter.Units[0]))
        {
            byte[] marks = [same ?? (byte)_random.Next(4), same ?? (byte)_random.Next(4)];
            var comment = _random.Next(4) == 0 ? Words[_random.Next(Words.Length)] : "";
            bytes.AddRange(Given.Slip(unit, marks, comment));
            slips[unit] = (Evaluation.Ballots.Packing.PackedMarks.Pack(marks), comment);
        }
        Assert.Null((await engine.SendAsync(BoxOf(number), new CastBallot(Given.Credential(number), Given.Now, [.. bytes], new((ulong)_random.NextInt64(1, long.MaxValue))))).Refusal);
        foreach (var (unit, slip) in slips)
            voter.Slips[unit] = slip;
        (voter.Ballots, voter.IsFinished) = (voter.Ballots + 1, false);
    }

    private GrainRef<BallotBox> BoxOf(int number) => BoxGrain.Ref(Rules.Id, Given.Credential(number).Box(Rules.BallotBoxes));

    private sealed class Voter(int group)
    {
        public int Group { get; } = group;

        public List<int> Units { get; set; } = [];

        public int Ballots { get; set; }

        public bool IsFinished { get; set; }

        public Dictionary<int, (ulong Marks, string Comment)> Slips { get; } = [];
    }
}
