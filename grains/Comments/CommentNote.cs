using System.Collections.Immutable;

namespace Evaluation.Comments;

/// <summary>What staff has made of a comment: its tags, and its answers with the one that stands at the end.</summary>
/// <param name="Tags">In ordinal order.</param>
/// <param name="Answers">Every revision, the oldest first.</param>
public sealed record CommentNote(ImmutableSortedSet<string> Tags, ImmutableList<CommentAnswer> Answers)
{
    public static readonly CommentNote None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), []);

    /// <summary>The answer that stands; null while there is none.</summary>
    public CommentAnswer? Answer => Answers.IsEmpty ? null : Answers[^1];
}

/// <summary>One revision of the answer to a comment.</summary>
public sealed record CommentAnswer(string Text, DateTimeOffset At, string By);
