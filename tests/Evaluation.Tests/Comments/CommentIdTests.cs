using Evaluation.Ballots;
using Evaluation.Comments;

namespace Evaluation.Tests.Comments;

public sealed class CommentIdTests
{
    [Fact]
    public void A_comment_id_is_a_slug_and_the_same_on_every_machine() =>
        Assert.Equal("9d47f91676cb79fb0ae478dafcac7936", CommentId.Of("2020-social", "u01", "npc", "窗口排队\n太久"));

    [Fact]
    public void A_comment_id_depends_on_round_unit_group_and_text()
    {
        string[] names =
        [
            CommentId.Of("r", "u", "g", "text"), CommentId.Of("s", "u", "g", "text"), CommentId.Of("r", "v", "g", "text"), CommentId.Of("r", "u", "h", "text"), CommentId.Of("r", "u", "g", "texts"),
        ];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.True(Slug.IsValid(name)));
    }

    /// <summary>The ids do not depend on voter, box, repetition or order.</summary>
    [Fact]
    public void A_comment_id_does_not_depend_on_credential_box_arrival_or_revote()
    {
        var first = Given.OpenBox();
        first.Do(Given.Ballot(1, "u1:AA good"));
        first.Do(Given.Ballot(2, "u1:BB bad"));
        var second = Given.OpenBox();
        second.Do(Given.Ballot(2, "u1:CC other"));
        second.Do(Given.Ballot(3, "u1:DD bad"));
        second.Do(Given.Ballot(2, "u1:AB good"));
        Assert.Equal(Names(first), Names(second));
        Assert.Equal(2, Names(first).Length);
    }

    [Fact]
    public void Equal_texts_are_one_comment_within_a_group_and_two_in_two_groups()
    {
        var shown = ShownComment.Of(Given.Rules, 0, [new(0, "good"), new(0, "good"), new(1, "good")]);
        Assert.Equal([("npc", 2), ("users", 1)], shown.Select(comment => (comment.Group, comment.Times)));
        Assert.NotEqual(shown[0].Id, shown[1].Id);
    }

    private static string[] Names(AloneBox box)
    {
        box.Do(new SealBox(Given.Close));
        return [.. ShownComment.Of(Given.Rules, 0, box.Do(new ViewComments(0)).Comments).Select(comment => comment.Id)];
    }
}
