using System.Collections.Immutable;

namespace Evaluation.Comments;

/// <summary>The tags and answers of a comment. The last answer is the current one.</summary>
/// <param name="Tags">In ordinal order.</param>
/// <param name="Answers">All revisions, oldest first.</param>
public sealed record CommentNote(ImmutableSortedSet<string> Tags, ImmutableList<CommentAnswer> Answers)
{
    /// <remarks>The comparer is set here, because deserialisation does not restore it.</remarks>
    public ImmutableSortedSet<string> Tags { get; init; } = Tags.WithComparer(StringComparer.Ordinal);

    public static readonly CommentNote None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), []);

    /// <summary>The current answer; null while there is none.</summary>
    public CommentAnswer? Answer => Answers.IsEmpty ? null : Answers[^1];
}

/// <summary>One revision of the answer to a comment.</summary>
public sealed record CommentAnswer(string Text, DateTimeOffset At, string By);
