using Evaluation.Ballots;

namespace Evaluation.Tests.Ballots;

public sealed class UnitSlipsTests
{
    [Fact]
    public void A_sealed_box_returns_the_slips_of_a_unit_by_group_and_marks()
    {
        var box = Sealed("users u1:BA", "npc u1:AA", "npc u2:AA", "users u1:AB", "npc u1:AA");
        Assert.Equal([(0, 0x00, 2), (1, 0x01, 1), (1, 0x10, 1)], box.Do(new ViewPatterns(0)).Counts.Select(slips => ((int)slips.Group, (int)slips.Marks, slips.Slips)));
        Assert.Single(box.Do(new ViewPatterns(1)).Counts);
        Assert.Empty(box.Do(new ViewPatterns(2)).Counts);
    }

    [Fact]
    public void A_sealed_box_returns_the_standing_comments_of_a_unit_by_group_and_text()
    {
        var box = Sealed("users u1:BA 慢", "npc u1:AA 好", "users u2:AA 别的", "npc u1:AB", "npc u1:AA 啊");
        Assert.Equal([(0, "啊"), (0, "好"), (1, "慢")], Comments(box, 0));
        Assert.Equal([(1, "别的")], Comments(box, 1));
        Assert.Empty(Comments(box, 2));
    }

    [Fact]
    public void Only_the_standing_comment_is_returned()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AA 先", "u2:AA 留"));
        box.Do(Given.Ballot(1, "u1:AA 后"));
        box.Do(Given.Ballot(2, "u1:AA 先"));
        box.Do(Given.Ballot(2, "u1:AA"));
        box.Do(new SealBox(Given.Close));
        Assert.Equal([(0, "后")], Comments(box, 0));
        Assert.Equal([(0, "留")], Comments(box, 1));
    }

    [Fact]
    public void An_open_box_returns_neither_slips_nor_comments()
    {
        var box = Given.OpenBox();
        Assert.Equal(RefusalCode.WrongState, box.Refused(new ViewPatterns(0)).Code);
        Assert.Equal(RefusalCode.WrongState, box.Refused(new ViewComments(0)).Code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_unknown_unit_is_refused(int unit)
    {
        var box = Sealed();
        Assert.Equal(RefusalCode.NoSuchUnit, box.Refused(new ViewPatterns(unit)).Code);
        Assert.Equal(RefusalCode.NoSuchUnit, box.Refused(new ViewComments(unit)).Code);
    }

    [Fact]
    public void Turnout_counts_slips_and_entitled_voters_by_unit_and_group()
    {
        var box = new AloneBox();
        box.Do(Given.Stored("npc", 1, 2, 3));
        box.Do(new StoreCredentials("limited", "users", ["u3"], [Given.Credential(4), Given.Credential(5)]));
        box.Do(new StoreCredentials("gone", "users", ["u1"], [Given.Credential(6)]));
        Assert.Empty(box.Do(new ViewTurnout()).Slips);
        box.Do(new OpenBox(Given.Shape, Given.Window));
        box.Do(Given.Ballot(1, "u1:AA", "u2:AA"));
        box.Do(Given.Ballot(1, "u1:BB"));
        box.Do(Given.Ballot(2, "u1:AA"));
        box.Do(Given.Ballot(4, "u3:AA"));
        box.Do(new VoidCredentials("gone"));

        var turnout = box.Do(new ViewTurnout());
        Assert.Equal([2, 0, 1, 0, 0, 1], turnout.Slips);
        Assert.Equal([3, 0, 3, 0, 3, 2], turnout.Raters);
    }

    /// <summary>A sealed box into which credentials of these groups have each cast one slip.</summary>
    private static AloneBox Sealed(params string[] slips)
    {
        var box = Given.OpenBox();
        var next = new Dictionary<string, int> { ["npc"] = 1, ["users"] = 4 };
        foreach (var slip in slips)
        {
            var group = slip[..slip.IndexOf(' ', StringComparison.Ordinal)];
            box.Do(Given.Ballot(next[group]++, slip[(group.Length + 1)..]));
        }
        box.Do(new SealBox(Given.Close));
        return box;
    }

    private static IEnumerable<(int, string)> Comments(AloneBox box, int unit) => box.Do(new ViewComments(unit)).Comments.Select(comment => ((int)comment.Group, comment.Text));
}
