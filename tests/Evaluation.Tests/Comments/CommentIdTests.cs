using Evaluation.Ballots;
using Evaluation.Comments;

namespace Evaluation.Tests.Comments;

public sealed class CommentIdTests
{
    [Fact]
    public void A_name_is_a_slug_and_the_same_on_every_machine() =>
        Assert.Equal("9d47f91676cb79fb0ae478dafcac7936", CommentId.Of("2020-social", "u01", "npc", "窗口排队\n太久"));

    [Fact]
    public void Round_unit_group_and_words_each_make_another_name()
    {
        string[] names =
        [
            CommentId.Of("r", "u", "g", "text"), CommentId.Of("s", "u", "g", "text"), CommentId.Of("r", "v", "g", "text"), CommentId.Of("r", "u", "h", "text"), CommentId.Of("r", "u", "g", "texts"),
        ];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.True(Slug.IsValid(name)));
    }

    /// <summary>Whoever voted, in whichever box, how often and in whatever order: the names are the same.</summary>
    [Fact]
    public void A_name_says_nothing_of_credential_box_arrival_or_revote()
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
    public void The_same_words_of_one_group_are_one_comment_and_of_another_group_another()
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
