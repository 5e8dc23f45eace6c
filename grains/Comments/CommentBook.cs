using System.Collections.Immutable;
using System.Diagnostics;

namespace Evaluation.Comments;

/// <summary>The tags and answers of a round's comments, by unit, with their audit.</summary>
public sealed record CommentBook
{
    private static readonly ImmutableDictionary<string, CommentNote> Nothing = ImmutableDictionary.Create<string, CommentNote>(StringComparer.Ordinal);

    private ImmutableDictionary<string, ImmutableDictionary<string, CommentNote>> Units { get; init; } =
        ImmutableDictionary.Create<string, ImmutableDictionary<string, CommentNote>>(StringComparer.Ordinal);

    /// <summary>All tags in use, with the number of their comments.</summary>
    public ImmutableSortedDictionary<string, int> Tags { get; private init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    public ImmutableList<AuditLine> Audit { get; private init; } = [];

    public CommentNotes Notes(string unit) => new(Units.GetValueOrDefault(unit, Nothing));

    public CommentNote Note(string unit, string comment) => Units.GetValueOrDefault(unit, Nothing).GetValueOrDefault(comment, CommentNote.None);

    public CommentCounts Count(string? tag) => new(
        [.. Tags.Select(count => new TagCount(count.Key, count.Value))],
        Units.Select(unit => (Unit: unit.Key, Count: Count(unit.Value.Values, tag))).Where(unit => unit.Count.Noted > 0)
            .ToDictionary(unit => unit.Unit, unit => unit.Count, StringComparer.Ordinal));

    public CommentBook Evolve(CommentEvent happened) => Apply(happened) with { Audit = Audit.Add(CommentAudit.Line(happened)) };

    private CommentBook Apply(CommentEvent happened) => happened switch
    {
        CommentsTagged tagged => tagged.Comments.Aggregate(this, (book, comment) => book.Put(tagged.Unit, comment, note => note with { Tags = note.Tags.Add(tagged.Tag) }))
            .Count(tagged.Tag, tagged.Comments.Count),
        CommentsUntagged untagged => untagged.Comments.Aggregate(this, (book, comment) => book.Put(untagged.Unit, comment, note => note with { Tags = note.Tags.Remove(untagged.Tag) }))
            .Count(untagged.Tag, -untagged.Comments.Count),
        CommentAnswered answered => Put(answered.Unit, answered.Comment, note => note with { Answers = note.Answers.Add(new(answered.Text, answered.At, answered.By)) }),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    /// <summary>A comment without tag and answer is removed, so that it takes no memory.</summary>
    private CommentBook Put(string unit, string comment, Func<CommentNote, CommentNote> change)
    {
        var notes = Units.GetValueOrDefault(unit, Nothing);
        var note = change(notes.GetValueOrDefault(comment, CommentNote.None));
        notes = note.Tags.IsEmpty && note.Answers.IsEmpty ? notes.Remove(comment) : notes.SetItem(comment, note);
        return this with { Units = Units.SetItem(unit, notes) };
    }

    private CommentBook Count(string tag, int more)
    {
        var count = Tags.GetValueOrDefault(tag) + more;
        return this with { Tags = count == 0 ? Tags.Remove(tag) : Tags.SetItem(tag, count) };
    }

    private static NoteCount Count(IEnumerable<CommentNote> notes, string? tag)
    {
        var (noted, answered) = (0, 0);
        foreach (var note in notes)
        {
            if (tag is not null && !note.Tags.Contains(tag))
                continue;
            noted++;
            if (!note.Answers.IsEmpty)
                answered++;
        }
        return new(noted, answered);
    }
}
