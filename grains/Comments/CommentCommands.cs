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
    : CommentCommand, ICommand<CommentNotes>;

/// <summary>Answers a comment, or revises the answer. The same text again is nothing new.</summary>
/// <param name="Revision">How many answers the sender has read; refused when there are others. Null for whatever stands.</param>
public sealed record AnswerComment(string Unit, string Comment, string Text, int? Revision, DateTimeOffset At, string By) : CommentCommand, ICommand<CommentNotes>;

/// <summary>Asks for what was made of the comments on one unit.</summary>
public sealed record ViewCommentNotes(string Unit) : CommentCommand, ICommand<CommentNotes>;

/// <summary>Asks how the round's comments are sorted.</summary>
/// <param name="Tag">Counts units' comments with this tag only; null for all that have a tag or an answer.</param>
public sealed record ViewCommentCounts(string? Tag) : CommentCommand, ICommand<CommentCounts>;

public sealed record ViewCommentAudit : CommentCommand, ICommand<AuditTrail>
{
    public static readonly ViewCommentAudit Now = new();
}

/// <summary>The notes on one unit's comments, by comment; comments without tag and answer are not there.</summary>
public sealed record CommentNotes(IReadOnlyDictionary<string, CommentNote> Notes)
{
    public static readonly CommentNotes None = new(new Dictionary<string, CommentNote>());

    public CommentNote Of(string comment) => Notes.GetValueOrDefault(comment, CommentNote.None);
}

/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">By the unit's code; units without such a comment are not there.</param>
public sealed record CommentCounts(IReadOnlyList<TagCount> Tags, IReadOnlyDictionary<string, NoteCount> Units);

/// <param name="Count">Of comments; the same words of one group on one unit are one.</param>
public sealed record TagCount(string Tag, int Count);

/// <param name="Noted">Comments that have a tag or an answer, or the tag that was asked for.</param>
/// <param name="Answered">Of these, how many are answered.</param>
public readonly record struct NoteCount(int Noted, int Answered);
