using Evaluation.Runtime;

namespace Evaluation.Comments;

/// <summary>A command to the book of a round's comments. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>
/// Whether there is such a comment, and whether it is shown, is looked up in the sealed boxes before a command is sent: they never change, so what was found stays
/// true. The book itself holds no comment.
/// </remarks>
public abstract record CommentCommand;

/// <summary>Takes tags off comments on one unit and puts tags on. A tag that is there is not put twice; one that is not there is not missed.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Comments">By <see cref="CommentId"/>.</param>
/// <param name="Add">As <see cref="CommentTag.Normalise"/> writes them.</param>
public sealed record TagComments(
    string Unit, IReadOnlyList<string> Comments, IReadOnlyList<string> Add, IReadOnlyList<string> Remove, DateTimeOffset At, string By)
    : CommentCommand, ICommand<CommentBook, CommentNotes>
{
    public CommentNotes Answer(CommentBook state) => state.Notes(Unit);
}

/// <summary>Answers a comment, or revises the answer. The same text again is nothing new.</summary>
/// <param name="Revision">How many answers the sender has read; refused when there are others. Null for whatever stands.</param>
public sealed record AnswerComment(string Unit, string Comment, string Text, int? Revision, DateTimeOffset At, string By)
    : CommentCommand, ICommand<CommentBook, CommentNotes>
{
    public CommentNotes Answer(CommentBook state) => state.Notes(Unit);
}
