using System.Text.Json;
using Evaluation.Comments;
using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Comments;

/// <summary>The body of a change of tags: tags to add to comments on one unit, and tags to remove.</summary>
/// <param name="Comments">The ids of the comments.</param>
/// <param name="Add">Two spellings that differ only in capitals, spaces or the width of letters are one tag.</param>
public sealed record Tagging(IReadOnlyList<string> Comments, IReadOnlyList<string> Add, IReadOnlyList<string> Remove)
{
    internal static Tagging Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("comments", "add", "remove");
        var comments = fields.Required("comments");
        var read = comments.List(Limits.CommentsPerPage, comment => comment.Text(Limits.SlugCharacters));
        if (comments.IsThere && read.Count == 0)
            comments.Fail("must have at least one item, but has none");
        return new(read, Tags(fields.Nullable("add")), Tags(fields.Nullable("remove")));
    }

    private static IReadOnlyList<string> Tags(JsonCursor at) => at.List(Limits.TagsPerComment, CommentTag.Read);
}

/// <summary>The body of an answer to a comment.</summary>
/// <param name="Revision">
/// The number of answers that the caller has read. The answer is refused when there are more; null replaces any answer.
/// </param>
public sealed record NewCommentAnswer(string Text, int? Revision = null)
{
    internal static NewCommentAnswer Read(JsonElement body, FaultList faults)
    {
        var fields = JsonCursor.Root(body, faults).Object("text", "revision");
        var revision = fields.Nullable("revision");
        return new(fields.Required("text").Text(Limits.CommentAnswerCharacters, lines: true), revision.IsThere ? revision.Integer() : null);
    }
}
