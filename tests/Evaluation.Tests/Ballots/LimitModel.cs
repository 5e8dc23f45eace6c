using Evaluation.Rules;

namespace Evaluation.Tests.Ballots;

/// <summary>
/// The limits of a ballot over plain texts (F25): it uses no code of the box. A slip is <c>u1:AB</c>, an answer is one text, and every
/// ballot has an id of its own.
/// </summary>
internal sealed class LimitModel(RoundRules rules, bool revote)
{
    /// <summary>Refusals of one ballot that may depend on the slips that stand.</summary>
    private const int AnswersMax = 3;

    private readonly Dictionary<int, Voter> _voters = [];
    private int _ballots;

    private BallotRules Terms => rules.Ballot!;

    private BallotLimit[] Limits => [.. Terms.Limits ?? []];

    private bool NeedsFinish => Terms.Uniform == UniformBallot.Refuse || Limits.Any(limit => limit.Min is not null);

    public void Add(int credential, params string[] units) => _voters[credential] = new(units);

    /// <summary>The answer to a ballot, and the number of events.</summary>
    public (string Answer, int Events) Cast(int credential, string[] slips, int id)
    {
        var voter = _voters[credential];
        if (slips.FirstOrDefault(slip => !voter.Units.Contains(Unit(slip))) is not null)
            return ("UnitNotYours", 0);
        if (id == voter.Id)
            return (Counted(voter), 0);
        if (!revote && slips.Any(slip => voter.Slips.ContainsKey(Unit(slip))))
            return ("AlreadyCast", 0);
        if (OverLimit(voter, slips) is { } over)
            return over;
        foreach (var slip in slips)
            voter.Slips[Unit(slip)] = slip;
        (voter.Id, voter.Number, voter.Accepted, voter.IsFinished, voter.Asked) = (id, ++_ballots, slips.Length, false, 0);
        return (Counted(voter), 1);
    }

    /// <summary>The answer to finishing, and the number of events.</summary>
    public (string Answer, int Events) Finish(int credential)
    {
        var voter = _voters[credential];
        if (voter.IsFinished)
            return (Standing(voter), 0);
        if (!NeedsFinish || voter.Slips.Count == 0)
            return ("NothingToFinish", 0);
        foreach (var (index, limit) in Limits.Index())
        {
            var members = Members(limit, voter);
            int[] bounds = [limit.Min ?? 0, Max(limit, members) ?? members, members];
            if (Marked(limit, voter.Slips.Values) < bounds.Min())
                return ($"UnderLimit {index} {Marked(limit, voter.Slips.Values)} {bounds.Min()}", 0);
        }
        if (Terms.Uniform == UniformBallot.Refuse && voter.Slips.Count > 1 && voter.Slips.Values.SelectMany(Marks).Distinct().Count() == 1)
            return ("UniformBallot", 0);
        voter.IsFinished = true;
        return (Standing(voter), 1);
    }

    private (string, int)? OverLimit(Voter voter, string[] slips)
    {
        foreach (var (index, limit) in Limits.Index())
            if (Max(limit, Members(limit, voter)) is { } max && Marked(limit, slips) > max)
                return ($"OverLimit {index} {Marked(limit, slips)} {max}", 0);
        foreach (var (index, limit) in Limits.Index())
        {
            if (Max(limit, Members(limit, voter)) is not { } max || Marked(limit, slips) == 0)
                continue;
            string[] others = [.. voter.Slips.Values.Where(slip => slips.All(sent => Unit(sent) != Unit(slip)))];
            string[] missing = [.. others.Select(Unit).Where(unit => ClassOf(unit) == limit.Class).Order(StringComparer.Ordinal)];
            if (revote && voter.Asked == AnswersMax)
            {
                if (missing.Length > 0)
                    return ($"OverLimit {index} {Marked(limit, slips)} {max} {string.Join(',', missing)}", 0);
            }
            else if (Marked(limit, [.. slips, .. others]) is var count && count > max)
            {
                voter.Asked += revote ? 1 : 0;
                return ($"OverLimit {index} {count} {max}", revote ? 1 : 0);
            }
        }
        return null;
    }

    private int Marked(BallotLimit limit, IEnumerable<string> slips) =>
        slips.Count(slip => ClassOf(Unit(slip)) == limit.Class && limit.Options.Contains(slip[limit.Criterion == "duty" ? 3 : 4].ToString()));

    private int Members(BallotLimit limit, Voter voter) => voter.Units.Count(unit => ClassOf(unit) == limit.Class);

    private static int? Max(BallotLimit limit, int members) => limit.Max ?? (limit.MaxShare is { } share ? (int)Math.Floor(share * members) : null);

    private string ClassOf(string unit) => rules.Units.Single(known => known.Code == unit).Class;

    private string Counted(Voter voter) => $"counted {voter.Number} {voter.Accepted} {voter.Units.Length - voter.Slips.Count} {(NeedsFinish ? voter.IsFinished : null)}";

    private static string Standing(Voter voter) => $"finished {voter.Number} {voter.Slips.Count} {voter.Units.Length - voter.Slips.Count} True";

    private static string Unit(string slip) => slip[..2];

    private static string Marks(string slip) => slip[3..];

    private sealed class Voter(string[] units)
    {
        public string[] Units => units;

        public Dictionary<string, string> Slips { get; } = [];

        public int Id { get; set; } = -1;

        public int Number { get; set; }

        public int Accepted { get; set; }

        public int Asked { get; set; }

        public bool IsFinished { get; set; }
    }
}
