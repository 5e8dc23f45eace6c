using System.Security.Cryptography;
using System.Text;
using Evaluation.Rules;

namespace Evaluation.Tests.Comments;

/// <summary>
/// Random comments of voters: the final comments and, by simple counting, the visible ones. The ballots that lead to them are drawn
/// separately by
/// <see cref="Writer.BallotsOf"/>, so that the same final state is reached in many ways.
/// </summary>
internal sealed class WrittenVote
{
    /// <summary>Texts that differ slightly, contain line breaks, look like code, or sort differently in another culture.</summary>
    private static readonly string[] Words = ["办事很快", "排队太久", "good", "Good", "good!", "=1+1", "two\nlines", "<b>good</b>", "𠮷野", "！", "ä", "z"];

    public WrittenVote(int seed, string round = Given.Round)
    {
        var random = new Random(seed);
        Rules = Given.Rules with
        {
            Id = round,
            Groups = [.. Given.Rules.Groups.Select(group => group with { Roll = 1_000 })],
            Policies = new() { GroupMin = random.Next(1, 4), CommentMin = random.Next(5) },
        };
        Writers = [.. Rules.Groups.SelectMany(group => Enumerable.Range(0, random.Next(2, 7)).Select(_ => new Writer(group.Code, Slips(random)))).ToList()];
    }

    public RoundRules Rules { get; }

    public IReadOnlyList<Writer> Writers { get; private init; }

    /// <summary>Ordered by unit and group as in the rules, then by text; equal texts of a group once.</summary>
    public IReadOnlyList<Comment> Shown => field ??= [.. All.Where(comment => IsShown(comment.Unit, comment.Group))];

    /// <summary>The text of all standing comments, visible or not.</summary>
    public IEnumerable<string> Written => All.Select(comment => comment.Text);

    /// <summary>
    /// Ids that can be guessed but belong to no visible comment: of groups that are too small, of replaced texts, or of texts never
    /// written.
    /// </summary>
    public IReadOnlyList<(string Unit, string Id)> Guesses => field ??=
    [
        .. Rules.Units.SelectMany(unit => Rules.Groups.SelectMany(group => Words.Select(words => (unit.Code, Id(unit.Code, group.Code, words)))))
            .Except(Shown.Select(comment => (comment.Unit, comment.Id))),
    ];

    private IEnumerable<Comment> All =>
        from unit in Rules.Units.Index()
        from place in Rules.Groups
        from words in Writers.Where(writer => writer.Group == place.Code).Select(writer => writer.Standing.GetValueOrDefault(unit.Index)?.Comment)
            .OfType<string>().Where(words => words.Length > 0).CountBy(words => words).OrderBy(words => words.Key, StringComparer.Ordinal)
        select new Comment(unit.Item.Code, place.Code, words.Key, words.Value, Id(unit.Item.Code, place.Code, words.Key));

    /// <summary>The same vote with other texts in the groups whose comments are hidden.</summary>
    public WrittenVote WithOtherHiddenWords() => new(this, Writers.Select(writer => writer with
    {
        Standing = writer.Standing.ToDictionary(slip => slip.Key, slip => IsShown(Rules.Units[slip.Key].Code, writer.Group) ? slip.Value : slip.Value with { Comment = Other(slip.Value.Comment) }),
    }));

    /// <summary>The same vote with its writers in another order, so that each has another credential.</summary>
    public WrittenVote InAnotherOrder(Random random)
    {
        var writers = Writers.ToArray();
        random.Shuffle(writers);
        return new(this, writers);
    }

    private WrittenVote(WrittenVote other, IEnumerable<Writer> writers) => (Rules, Writers) = (other.Rules, [.. writers]);

    private static string Other(string words) => Words[(Array.IndexOf(Words, words) + 1) % Words.Length];

    private static Dictionary<int, Slip> Slips(Random random) =>
        Enumerable.Range(0, Given.Rules.Units.Count).Where(_ => random.Next(3) > 0).ToDictionary(unit => unit, _ => Slip.Draw(random));

    private bool IsShown(string unit, string group)
    {
        var index = Rules.Units.Index().Single(known => known.Item.Code == unit).Index;
        var slips = Writers.Count(writer => writer.Group == group && writer.Standing.ContainsKey(index));
        return slips >= Rules.Policies.GroupMin && slips >= Rules.Policies.CommentMin;
    }

    private string Id(string unit, string group, string words) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rules.Id}\n{unit}\n{group}\n{words}"))).ToLowerInvariant()[..32];

    internal sealed record Comment(string Unit, string Group, string Text, int Times, string Id);

    internal sealed record Slip(byte[] Marks, string Comment)
    {
        public static Slip Draw(Random random) => new([(byte)random.Next(4), (byte)random.Next(4)], random.Next(3) == 0 ? "" : Words[random.Next(Words.Length)]);
    }

    /// <param name="Standing">By the unit's index.</param>
    internal sealed record Writer(string Group, IReadOnlyDictionary<int, Slip> Standing)
    {
        /// <summary>
        /// Ballots that lead to the standing slips: first other ones for the same units, later replaced or removed, then the standing ones,
        /// together or one by one.
        /// </summary>
        public IReadOnlyList<(int Unit, Slip Slip)[]> BallotsOf(Random history)
        {
            var units = Standing.Keys.ToArray();
            history.Shuffle(units);
            var before = Enumerable.Range(0, history.Next(3)).Select(_ => Ballot(units.Take(history.Next(1, 4)), _ => Slip.Draw(history)));
            var last = history.Next(2) == 0 ? [Ballot(units, unit => Standing[unit])] : units.Select(unit => Ballot([unit], known => Standing[known]));
            return [.. before.Concat(last).Where(ballot => ballot.Length > 0)];
        }

        private static (int Unit, Slip Slip)[] Ballot(IEnumerable<int> units, Func<int, Slip> slip) => [.. units.Select(unit => (unit, slip(unit)))];
    }
}
