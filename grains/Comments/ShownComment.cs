using Evaluation.Ballots;
using Evaluation.Rules;

namespace Evaluation.Comments;

/// <summary>A comment that is shown: one text of one group about a unit.</summary>
/// <param name="Id">See <see cref="CommentId"/>.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Text">The text.</param>
/// <param name="Times">The number of slips with exactly this text.</param>
public sealed record ShownComment(string Id, string Group, string Text, int Times)
{
    /// <summary>The comments on one unit in their order, with equal ones combined.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="unit">The unit's index in the rules.</param>
    /// <param name="comments">The comments that are shown.</param>
    public static ShownComment[] Of(RoundRules rules, int unit, IEnumerable<SlipComment> comments) =>
    [
        .. comments.GroupBy(comment => comment).Select(same =>
        {
            var group = rules.Groups[same.Key.Group].Code;
            return new ShownComment(CommentId.Of(rules.Id, rules.Units[unit].Code, group, same.Key.Text), group, same.Key.Text, same.Count());
        }),
    ];
}
