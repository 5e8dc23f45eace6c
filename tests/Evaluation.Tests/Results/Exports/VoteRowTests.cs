using Evaluation.Ballots;
using Evaluation.Comments;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Tests.Results.Exports;

/// <summary>Tally, slips and comments of a unit whose slips lie in two boxes: npc has three, users two.</summary>
public sealed class VoteRowTests
{
    private readonly AloneBox[] _boxes = [Given.OpenBox(), Given.OpenBox()];

    public VoteRowTests()
    {
        Cast(0, 1, "u1:BA 很好", "u2:AA");
        Cast(0, 2, "u1:AA");
        Cast(0, 4, "u1:CD =1+1");
        Cast(1, 1, "u1:AA 一般");
        Cast(1, 5, "u1:AA");
        foreach (var box in _boxes)
            box.Do(new SealBox(Given.Close));
    }

    [Fact]
    public void Slips_are_ordered_by_group_and_marks_not_by_arrival()
    {
        Assert.Equal(["u1 npc A A", "u1 npc A A", "u1 npc B A", "u1 users A A", "u1 users C D"], Slips(groupMin: 1));
        Array.Reverse(_boxes);
        Assert.Equal(["u1 npc A A", "u1 npc A A", "u1 npc B A", "u1 users A A", "u1 users C D"], Slips(groupMin: 1));
    }

    [Fact]
    public void Slips_of_a_group_below_the_minimum_are_left_out()
    {
        Assert.Equal(5, Slips(groupMin: 2).Length);
        Assert.Equal(["u1 npc A A", "u1 npc A A", "u1 npc B A"], Slips(groupMin: 3));
        Assert.Empty(Slips(groupMin: 4));
    }

    [Fact]
    public void The_tally_counts_marks_by_criterion_group_and_option_and_keeps_zeros()
    {
        var rules = RulesWith(groupMin: 3);
        Assert.Equal(
            ["duty npc A 100 top 2", "duty npc B 80 positive 1", "duty npc C 0 negative 0", "duty npc D - - 0", "style npc A 100 top 3", "style npc B 80 positive 0", "style npc C 0 negative 0", "style npc D - - 0"],
            Shown.Of(TallyRows.Table, new TallyRows(rules).Of(Counted(rules)), "criterion", "group", "option", "value", "box", "marks"));
        Assert.Equal(
            "u1 中心 - 履职尽责 人大代表 满意",
            Shown.Of(TallyRows.Table, new TallyRows(rules).Of(Counted(rules)), "unit", "unitZh", "unitEn", "criterionZh", "groupZh", "optionZh")[0]);
        Assert.Equal(16, new TallyRows(RulesWith(groupMin: 2)).Of(Counted(RulesWith(groupMin: 2))).Count());
    }

    [Theory]
    [InlineData(1, 1, "u1 npc 一般|u1 npc 很好|u1 users =1+1")]
    [InlineData(1, 3, "u1 npc 一般|u1 npc 很好")]
    [InlineData(3, 1, "u1 npc 一般|u1 npc 很好")]
    [InlineData(1, 4, "")]
    public void Comments_are_ordered_by_text_and_shown_from_both_minimums_on(int groupMin, int commentMin, string expected)
    {
        var rules = RulesWith(groupMin, commentMin);
        var rows = CommentRows.Of(rules, Counted(rules), _boxes.Select(box => box.Do(new ViewComments(0))), CommentNotes.None);
        Assert.Equal(expected, string.Join('|', Shown.Of(CommentRows.Table, rows, "unit", "group", "comment")));
    }

    [Fact]
    public void A_comment_is_exported_with_its_tags_and_its_present_answer()
    {
        var rules = RulesWith(groupMin: 1) with { TimeZone = "Asia/Shanghai" };
        var at = new DateTimeOffset(2020, 12, 31, 20, 0, 0, TimeSpan.Zero);
        var note = new CommentNote(["b", "a"], [new("first", at, "li"), new("second", at, "li")]);
        var notes = new CommentNotes(new Dictionary<string, CommentNote> { [CommentId.Of(rules.Id, "u1", "npc", "一般")] = note });
        var rows = CommentRows.Of(rules, Counted(rules), _boxes.Select(box => box.Do(new ViewComments(0))), notes).ToList();
        Assert.Equal(
            ["一般 a, b second", "很好 - -", "=1+1 - -"], Shown.Of(CommentRows.Table, rows, "comment", "tags", "answer"));
        var answeredAt = rows[0].Cells[CommentRows.Table.Columns.Index().Single(column => column.Item.Name == "answeredAt").Index];
        Assert.Equal((at, TimeSpan.FromHours(8)), (answeredAt.At, answeredAt.At.Offset));
        Assert.Equal(3, Shown.Of(CommentRows.Table, rows, "id").Distinct().Count());
    }

    private string[] Slips(int groupMin)
    {
        var rows = new SlipRows(RulesWith(groupMin));
        Assert.Equal(["unit", "group", "criterion.duty", "criterion.style"], rows.Table.Columns.Select(column => column.Name));
        return Shown.Of(rows.Table, rows.Of(Counted(RulesWith(groupMin))), "unit", "group", "criterion.duty", "criterion.style");
    }

    private CountedSlips Counted(RoundRules rules) => CountedSlips.Of(rules, 0, _boxes.Select(box => box.Do(new ViewPatterns(0))));

    private static RoundRules RulesWith(int groupMin, int commentMin = 1) => Given.Rules with { Policies = new() { GroupMin = groupMin, CommentMin = commentMin } };

    private void Cast(int box, int credential, params string[] slips) => _boxes[box].Do(Given.Ballot(credential, slips));
}
