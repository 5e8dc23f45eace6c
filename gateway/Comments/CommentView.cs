using Evaluation.Comments;
using Evaluation.Gateway.Rounds;

namespace Evaluation.Gateway.Comments;

/// <summary>A comment with its tags and its answer.</summary>
/// <param name="Id">Made of what stands here and nothing else; those of one group who wrote the same words of a unit are one comment.</param>
/// <param name="Times">How many slips have these very words.</param>
/// <param name="Revision">How often it was answered: 0 where it is not.</param>
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

/// <summary>Comments of those that were asked for.</summary>
/// <param name="Total">How many were asked for.</param>
/// <param name="From">The place of the first one here, from 0.</param>
/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">Units that have some of those that were asked for, and how many.</param>
public sealed record CommentList(int Total, int From, IReadOnlyList<CommentView> Comments, IReadOnlyList<TagCount> Tags, IReadOnlyList<UnitCount> Units);

public sealed record UnitCount(string Unit, int Count);
