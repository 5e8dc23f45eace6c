using Evaluation.Runtime;

namespace Evaluation.Comments;

/// <summary>The tags and answers of the comments on one unit.</summary>
public sealed record ViewCommentNotes(string Unit) : IQuery<CommentBook, CommentNotes>
{
    public Outcome<CommentNotes> Answer(CommentBook state) => state.Notes(Unit);
}

/// <summary>The number of comments with each tag in the round, and the number of comments with a tag or an answer for each unit.</summary>
/// <param name="Tag">Counts only comments with this tag; null for all with a tag or an answer.</param>
public sealed record ViewCommentCounts(string? Tag) : IQuery<CommentBook, CommentCounts>
{
    public Outcome<CommentCounts> Answer(CommentBook state) => state.Count(Tag);
}

public sealed record ViewCommentAudit : IQuery<CommentBook, AuditTrail>
{
    public Outcome<AuditTrail> Answer(CommentBook state) => new AuditTrail(state.Audit);
}

/// <summary>The tags and answers of one unit's comments, by comment id. Comments without either are left out.</summary>
public sealed record CommentNotes(IReadOnlyDictionary<string, CommentNote> Notes)
{
    public static readonly CommentNotes None = new(new Dictionary<string, CommentNote>());

    public CommentNote Of(string comment) => Notes.GetValueOrDefault(comment, CommentNote.None);
}

/// <summary>The numbers of tagged and answered comments.</summary>
/// <param name="Tags">Every tag of the round with the number of its comments.</param>
/// <param name="Units">Numbers by unit code. Units without such a comment are left out.</param>
public sealed record CommentCounts(IReadOnlyList<TagCount> Tags, IReadOnlyDictionary<string, NoteCount> Units);

/// <summary>A tag and the number of its comments.</summary>
/// <param name="Count">Number of comments; equal texts of one group on one unit count as one.</param>
public sealed record TagCount(string Tag, int Count);

/// <summary>The numbers of one unit.</summary>
/// <param name="Noted">Comments with a tag or an answer, or with the requested tag.</param>
/// <param name="Answered">How many of these are answered.</param>
public readonly record struct NoteCount(int Noted, int Answered);
