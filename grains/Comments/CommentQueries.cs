using Evaluation.Runtime;

namespace Evaluation.Comments;

/// <summary>The notes on the comments on one unit.</summary>
public sealed record ViewCommentNotes(string Unit) : IQuery<CommentBook, CommentNotes>
{
    public Outcome<CommentNotes> Answer(CommentBook state) => state.Notes(Unit);
}

/// <summary>How many of the round's comments have each tag, and how many of each unit's have a note.</summary>
/// <param name="Tag">Counts units' comments with this tag only; null for all that have a tag or an answer.</param>
public sealed record ViewCommentCounts(string? Tag) : IQuery<CommentBook, CommentCounts>
{
    public Outcome<CommentCounts> Answer(CommentBook state) => state.Count(Tag);
}

public sealed record ViewCommentAudit : IQuery<CommentBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(CommentBook state) => new AuditTrail(state.Audit);
}

/// <summary>The notes on one unit's comments, by comment; comments without tag and answer are left out.</summary>
public sealed record CommentNotes(IReadOnlyDictionary<string, CommentNote> Notes)
{
    public static readonly CommentNotes None = new(new Dictionary<string, CommentNote>());

    public CommentNote Of(string comment) => Notes.GetValueOrDefault(comment, CommentNote.None);
}

/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">By the unit's code; units without such a comment are left out.</param>
public sealed record CommentCounts(IReadOnlyList<TagCount> Tags, IReadOnlyDictionary<string, NoteCount> Units);

/// <param name="Count">Number of comments; equal texts of one group on one unit count as one.</param>
public sealed record TagCount(string Tag, int Count);

/// <param name="Noted">Comments that have a tag or an answer, or the requested tag.</param>
/// <param name="Answered">Of these, how many are answered.</param>
public readonly record struct NoteCount(int Noted, int Answered);
