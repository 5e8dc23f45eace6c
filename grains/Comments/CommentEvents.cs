using System.Text.Json.Serialization;

namespace Evaluation.Comments;

/// <summary>An event of the book of a round's comments.</summary>
/// <remarks>
/// Written to the journal with these names, which golden files pin: a property may be added with a default, never renamed.
/// </remarks>
/// <param name="Unit">The unit's code.</param>
/// <param name="At">The server's clock.</param>
/// <param name="By">The staff account that acted.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CommentsTagged), "comments-tagged")]
[JsonDerivedType(typeof(CommentsUntagged), "comments-untagged")]
[JsonDerivedType(typeof(CommentAnswered), "comment-answered")]
public abstract record CommentEvent(string Unit, DateTimeOffset At, string By);

/// <summary>A tag was added to comments that did not have it.</summary>
public sealed record CommentsTagged(string Unit, string Tag, IReadOnlyList<string> Comments, DateTimeOffset At, string By) : CommentEvent(Unit, At, By);

/// <summary>A tag was removed from comments that had it.</summary>
public sealed record CommentsUntagged(string Unit, string Tag, IReadOnlyList<string> Comments, DateTimeOffset At, string By) : CommentEvent(Unit, At, By);

/// <summary>A comment was answered, or its answer was revised.</summary>
/// <param name="Revision">1 for the first answer.</param>
public sealed record CommentAnswered(string Unit, string Comment, string Text, int Revision, DateTimeOffset At, string By) : CommentEvent(Unit, At, By);
