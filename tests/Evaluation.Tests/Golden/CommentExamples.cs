using Evaluation.Comments;

namespace Evaluation.Tests.Golden;

/// <summary>
/// Every event of a round's comments in every shape, as one history. Append only: the lines of <c>comments.txt</c> are in journals.
/// </summary>
internal static class CommentExamples
{
    private static readonly DateTimeOffset At = new(2020, 12, 20, 9, 0, 0, 250, TimeSpan.FromHours(8));

    public static readonly CommentEvent[] All =
    [
        new CommentsTagged("u1", "停车", ["0a", "0b"], At, "li"),
        new CommentsUntagged("u1", "停车", ["0b"], At.AddMinutes(1), "wang"),
        new CommentAnswered("u1", "0a", "已增设\n车位 \"B\"", 1, At.AddDays(1).ToUniversalTime(), "li"),
    ];
}
