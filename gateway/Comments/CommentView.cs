using Evaluation.Comments;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Comments;

/// <summary>A comment with its tags and its answer.</summary>
/// <param name="Id">A hash of unit, group and text only: the same words of one group about a unit are one comment.</param>
/// <param name="Times">The number of slips with exactly these words.</param>
/// <param name="Revision">The number of answers so far; 0 for a comment without an answer.</param>
public sealed record CommentView(
    string Id, string Unit, string Group, string Text, int Times, IReadOnlyList<string> Tags, CommentAnswer? Answer, int Revision)
{
    internal static CommentView Of(ListedComment listed, string timeZone) => new(
        listed.Comment.Id, listed.Unit, listed.Comment.Group, listed.Comment.Text, listed.Comment.Times, [.. listed.Note.Tags],
        listed.Note.Answer is { } answer ? answer with { At = answer.At.In(timeZone) } : null, listed.Note.Answers.Count);
}

/// <summary>A comment with every revision of its answer, the oldest first.</summary>
public sealed record CommentHistory(CommentView Comment, IReadOnlyList<CommentAnswer> Answers)
{
    internal static CommentHistory Of(ListedComment listed, string timeZone) =>
        new(CommentView.Of(listed, timeZone), [.. listed.Note.Answers.Select(answer => answer with { At = answer.At.In(timeZone) })]);
}

/// <summary>A page of the comments that match the request's filter.</summary>
/// <param name="Total">The number of matching comments.</param>
/// <param name="From">The place of the page's first comment among the matching comments, from 0.</param>
/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">The units with matching comments, whatever unit the filter names.</param>
public sealed record CommentList(int Total, int From, IReadOnlyList<CommentView> Comments, IReadOnlyList<TagCount> Tags, IReadOnlyList<UnitCount> Units);

/// <summary>The number of matching comments on a unit.</summary>
public sealed record UnitCount(string Unit, int Count);
