using Evaluation.Ballots;
using Evaluation.Rules;

namespace Evaluation.Comments;

/// <summary>A comment that is shown: what one group wrote of a unit in these words.</summary>
/// <param name="Id">By <see cref="CommentId"/>.</param>
/// <param name="Group">The group's code.</param>
/// <param name="Times">How many slips have these very words.</param>
public sealed record ShownComment(string Id, string Group, string Text, int Times)
{
    /// <summary>Comments on one unit, those that are the same taken together, in their order.</summary>
    /// <param name="unit">The unit's index in the rules.</param>
    public static ShownComment[] Of(RoundRules rules, int unit, IEnumerable<SlipComment> comments) =>
    [
        .. comments.GroupBy(comment => comment).Select(same =>
        {
            var group = rules.Groups[same.Key.Group].Code;
            return new ShownComment(CommentId.Of(rules.Id, rules.Units[unit].Code, group, same.Key.Text), group, same.Key.Text, same.Count());
        }),
    ];
}
