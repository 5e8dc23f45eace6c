using System.Diagnostics;

namespace Evaluation.Comments;

/// <summary>The rules of tags and answers. A command is carried out for all its comments or for none.</summary>
internal static class CommentDecider
{
    public static Decision<CommentEvent> Decide(CommentBook book, CommentCommand command) => command switch
    {
        TagComments tag => Tag(book, tag),
        AnswerComment answer => Answer(book, answer),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private static Decision<CommentEvent> Tag(CommentBook book, TagComments tag)
    {
        foreach (var word in tag.Add.Concat(tag.Remove))
        {
            if (CommentTag.Normalise(word) != word || CommentTag.Fault(word) is not null)
                return new Refusal(RefusalCode.BadTag, $"'{word}' is not a tag: 1 to {Limits.TagCharacters} characters in small letters, without commas.", ("tag", word));
        }
        if (tag.Add.Intersect(tag.Remove).FirstOrDefault() is { } both)
            return new Refusal(RefusalCode.BadTag, $"'{both}' is both added and removed.", ("tag", both));
        string[] comments = [.. tag.Comments.Distinct()];
        var removed = Events(tag.Remove, comments, (word, comment) => Has(book, tag.Unit, comment, word), (word, changed) => new CommentsUntagged(tag.Unit, word, changed, tag.At, tag.By));
        var added = Events(tag.Add, comments, (word, comment) => !Has(book, tag.Unit, comment, word), (word, changed) => new CommentsTagged(tag.Unit, word, changed, tag.At, tag.By));
        CommentEvent[] events = [.. removed, .. added];
        var after = events.Aggregate(book, (state, happened) => state.Evolve(happened));
        if (added.Length > 0 && comments.Any(comment => after.Note(tag.Unit, comment).Tags.Count > Limits.TagsPerComment))
            return new Refusal(RefusalCode.TooManyTags, $"A comment has at most {Limits.TagsPerComment} tags.", ("tagsPerComment", Limits.TagsPerComment));
        if (added.Length > 0 && after.Tags.Count > Limits.TagsPerRound)
            return new Refusal(RefusalCode.TooManyTags, $"A round has at most {Limits.TagsPerRound} different tags.", ("tagsPerRound", Limits.TagsPerRound));
        return Decision<CommentEvent>.Of(events);
    }

    private static CommentEvent[] Events(
        IReadOnlyList<string> words, string[] comments, Func<string, string, bool> changes, Func<string, string[], CommentEvent> happened) =>
    [
        .. words.Distinct().Select(word => (Word: word, Changed: comments.Where(comment => changes(word, comment)).ToArray()))
            .Where(change => change.Changed.Length > 0).Select(change => happened(change.Word, change.Changed)),
    ];

    private static bool Has(CommentBook book, string unit, string comment, string tag) => book.Note(unit, comment).Tags.Contains(tag);

    private static Decision<CommentEvent> Answer(CommentBook book, AnswerComment answer)
    {
        var note = book.Note(answer.Unit, answer.Comment);
        if (note.Answer?.Text == answer.Text)
            return Decision<CommentEvent>.NothingToDo;
        if (Stale.Refuse(answer.BasedOn, note.Answers.Count, "The answer") is { } stale)
            return stale;
        if (answer.Revision is { } read && read != note.Answers.Count)
        {
            return new Refusal(
                RefusalCode.AnswerReplaced, $"Meanwhile {(note.Answer is { } other ? $"'{other.By}' answered this comment" : "the answer is gone")}. Read it first.", ("revision", note.Answers.Count));
        }
        if (note.Answers.Count >= Limits.AnswersPerComment)
            return new Refusal(RefusalCode.TooManyAnswers, $"The answer cannot be revised again: it has {Limits.AnswersPerComment} revisions.", ("answersPerComment", Limits.AnswersPerComment));
        return new CommentAnswered(answer.Unit, answer.Comment, answer.Text, note.Answers.Count + 1, answer.At, answer.By);
    }
}
