namespace Evaluation.Ballots.Records;

/// <summary>An event of the sealed record of a round, encoded by <see cref="RecordCodec"/>.</summary>
/// <remarks>
/// The units come first, in the order of the rules, then the comments by unit, then the totals. Nothing in them names a box, a credential
/// or a time, and nothing connects two slips or a slip with its comment.
/// </remarks>
public abstract record RecordEvent;

/// <summary>The slips of the next unit, over all boxes.</summary>
public sealed record UnitRecorded(UnitCounts Counts) : RecordEvent;

/// <summary>Comments on one unit, in ascending order of group and text.</summary>
/// <param name="Unit">The unit's index in the rules.</param>
public sealed record CommentsRecorded(int Unit, IReadOnlyList<CommentCount> Comments) : RecordEvent;

/// <summary>The record is complete.</summary>
/// <param name="Digest">See <see cref="RecordDigest"/>.</param>
public sealed record RecordCompleted(RecordTotals Totals, string Digest) : RecordEvent;

/// <summary>The standing slips of one unit over all boxes.</summary>
/// <param name="Slips">All of them, as <see cref="PatternBytes"/>.</param>
/// <param name="Uniform">Those of a ballot with the same mark everywhere; null where the rules do not flag them (F25).</param>
/// <param name="Comments">The number of slips with a comment.</param>
public sealed record UnitCounts(byte[] Slips, byte[]? Uniform, int Comments);

/// <summary>One text of one group about a unit.</summary>
/// <param name="Group">The group's index in the rules.</param>
/// <param name="Count">The number of slips with exactly this text, at least 1.</param>
public sealed record CommentCount(byte Group, string Text, int Count);

/// <summary>The numbers of a sealed round.</summary>
/// <param name="Groups">Credentials and voters by group, in ordinal order of the codes.</param>
/// <param name="Raters">Credentials that may rate, by unit, then by group, in the rules' order.</param>
/// <param name="Ballots">Credentials with a ballot that counts.</param>
/// <param name="Slips">Standing slips.</param>
/// <param name="Replaced">Ballots that were followed by another one of their credential.</param>
/// <param name="LeftOut">Credentials whose ballot was left out, because it was not finished.</param>
public sealed record RecordTotals(IReadOnlyList<GroupParticipation> Groups, IReadOnlyList<int> Raters, int Ballots, long Slips, long Replaced, int LeftOut)
{
    /// <summary>Whether slips were revoked in the round.</summary>
    internal bool HasLostSlips => Groups.Any(group => group.Replaced is not null || group.Activated is not null);
}
