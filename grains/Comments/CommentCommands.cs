using Evaluation.Runtime;

namespace Evaluation.Comments;

/// <summary>A command to the book of a round's comments. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>
/// The sender checks in the sealed boxes that the comment exists and is shown. Sealed boxes never change, so the check stays valid. The
/// book itself contains no comments.
/// </remarks>
public abstract record CommentCommand;

/// <summary>
/// Removes tags from comments on one unit and adds tags. Adding a tag that is present, or removing one that is absent, changes nothing.
/// </summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Comments">Ids of comments; see <see cref="CommentId"/>.</param>
/// <param name="Add">Tags as <see cref="CommentTag.Normalise"/> writes them.</param>
/// <param name="Remove">Tags to remove, normalised likewise.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
public sealed record TagComments(
    string Unit, IReadOnlyList<string> Comments, IReadOnlyList<string> Add, IReadOnlyList<string> Remove, DateTimeOffset At, string By)
    : CommentCommand, ICommand<CommentBook, CommentNotes>
{
    public CommentNotes Answer(CommentBook state) => state.Notes(Unit);
}

/// <summary>Answers a comment or revises its answer. The same text again changes nothing.</summary>
/// <param name="Unit">The unit's code.</param>
/// <param name="Comment">The id of the comment.</param>
/// <param name="Text">The answer.</param>
/// <param name="Revision">
/// As <paramref name="BasedOn"/> with one number, but refused with <see cref="RefusalCode.AnswerReplaced"/>: the field <c>revision</c>
/// of the API. Null for any.
/// </param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account.</param>
/// <param name="BasedOn">
/// The numbers of answers to which one may be added. Refused with <see cref="RefusalCode.Stale"/> when there is another number. Null for
/// any.
/// </param>
public sealed record AnswerComment(string Unit, string Comment, string Text, int? Revision, DateTimeOffset At, string By, IReadOnlyList<long>? BasedOn = null)
    : CommentCommand, ICommand<CommentBook, CommentNotes>
{
    public CommentNotes Answer(CommentBook state) => state.Notes(Unit);
}
