using Evaluation.Ballots.LostSlips;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Counting;

/// <summary>Credentials, voters and unfinished ballots of a box by group; groups are numbered.</summary>
internal sealed class Participations
{
    private readonly NumberedItems<string> _groups = new(StringComparer.Ordinal);
    private readonly List<Counts> _counts = [];

    public string Code(int group) => _groups.Items[group];

    /// <summary>The number of a group.</summary>
    public int Number(string group)
    {
        var number = _groups.Number(group);
        if (number == _counts.Count)
            _counts.Add(new());
        return number;
    }

    public void Issue(int group, int credentials) => _counts[group].Issued += credentials;

    /// <summary>Counts credentials with a ballot, or no longer.</summary>
    public void Vote(int group, int credentials) => _counts[group].Voted += credentials;

    /// <summary>Counts ballots that are not finished, or no longer.</summary>
    public void Leave(int group, int ballots) => _counts[group].Unfinished += ballots;

    /// <summary>Counts credentials with this right of their slip, or no longer.</summary>
    public void CountSlip(int group, SlipRight right, int credentials)
    {
        if (right == SlipRight.Revoked)
            _counts[group].Replaced += credentials;
        else if (right == SlipRight.Activated)
            _counts[group].Activated += credentials;
    }

    /// <summary>
    /// Groups with a credential that votes, or whose slip was revoked, in ordinal order. The order depends only on the content of the box,
    /// not on its history.
    /// </summary>
    /// <param name="needsFinish">Whether voters finish their ballot.</param>
    public IReadOnlyList<GroupParticipation> List(bool needsFinish) =>
    [
        .. _groups.Items.Zip(_counts, (group, counts) => new GroupParticipation(group, counts.Issued, counts.Voted, needsFinish ? counts.Unfinished : null, OrNull(counts.Activated), OrNull(counts.Replaced)))
            .Where(group => group.Issued > 0 || group.Replaced > 0).OrderBy(group => group.Group, StringComparer.Ordinal),
    ];

    private static int? OrNull(int count) => count == 0 ? null : count;

    private sealed class Counts
    {
        public int Issued;
        public int Voted;
        public int Unfinished;
        public int Activated;
        public int Replaced;
    }
}
