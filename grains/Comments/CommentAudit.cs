using System.Collections.Frozen;
using System.Diagnostics;

namespace Evaluation.Comments;

/// <summary>
/// Renders tags and answers as lines of a round's audit. They contain the ids of the comments, but neither their text nor the answers.
/// </summary>
internal static class CommentAudit
{
    private static readonly FrozenDictionary<Type, string> Acts = AuditLine.ActsOf(typeof(CommentEvent));

    public static AuditLine Line(CommentEvent happened) => new(happened.At, happened.By, Acts[happened.GetType()], AuditDetail.Of(Describe(happened)), null);

    private static FormattableString Describe(CommentEvent happened) => happened switch
    {
        CommentsTagged tagged => Tagged(tagged.Unit, tagged.Tag, tagged.Comments),
        CommentsUntagged untagged => Tagged(untagged.Unit, untagged.Tag, untagged.Comments),
        CommentAnswered answered => $"unit {answered.Unit}, comment {answered.Comment}, revision {answered.Revision}",
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static FormattableString Tagged(string unit, string tag, IReadOnlyList<string> comments) => comments switch
    {
        [var comment] => $"unit {unit}, comment {comment}: {tag}",
        _ => $"unit {unit}, {comments.Count} comments: {tag}",
    };
}
