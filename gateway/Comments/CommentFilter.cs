using Evaluation.Comments;

namespace Evaluation.Gateway.Comments;

/// <summary>A filter for lists of comments.</summary>
/// <param name="Unit">The unit's code; null for all units, in the order of the rules.</param>
/// <param name="Tag">As <see cref="CommentTag.Normalise"/> writes it; null for all.</param>
/// <param name="Answered">Whether the comment has an answer; null for all.</param>
public sealed record CommentFilter(string? Unit = null, string? Tag = null, bool? Answered = null)
{
    /// <summary>The number of a unit's comments that match.</summary>
    /// <param name="comments">The number of the unit's comments.</param>
    /// <param name="notes">The counts for <see cref="Tag"/>.</param>
    public int Count(int comments, NoteCount notes)
    {
        var tagged = Tag is null ? comments : notes.Noted;
        return Answered switch
        {
            null => tagged,
            true => notes.Answered,
            false => tagged - notes.Answered,
        };
    }

    public bool Admits(CommentNote note) => (Tag is null || note.Tags.Contains(Tag)) && (Answered is null || Answered == (note.Answer is not null));
}
