using Evaluation.Units.Inspections;

namespace Evaluation.Tests.Inspections;

/// <summary>What several devices of one inspector write, together or one after the other.</summary>
public sealed class SheetDraftTests
{
    [Fact]
    public void An_edit_that_names_every_head_replaces_them()
    {
        var draft = SheetDraft.Empty.Edit([], 1);
        draft = draft.Edit([1], 2);
        Assert.Equal([(2L, 2m)], Heads(draft));
    }

    [Fact]
    public void An_edit_that_has_not_seen_a_head_stays_beside_it_until_an_edit_names_both()
    {
        var draft = SheetDraft.Empty.Edit([], 1).Edit([1], 2).Edit([1], 3);
        Assert.Equal([(2L, 2m), (3L, 3m)], Heads(draft));
        Assert.True(draft.IsConflicting);
        Assert.Equal(["visit"], draft.Differences);
        Assert.Equal([(4L, 2m)], Heads(draft.Edit([2, 3], 2)));
    }

    [Fact]
    public void An_edit_that_is_sent_again_adds_nothing_even_after_later_edits()
    {
        var draft = SheetDraft.Empty.Edit([], 1);
        Assert.Same(draft, draft.Edit([], 1));
        var later = draft.Edit([1], 2);
        Assert.Same(later, later.Edit([], 1));
        Assert.Same(later, later.Edit([1], 2));
        var conflicting = later.Edit([], 5);
        Assert.Same(conflicting, conflicting.Edit([1], 2));
    }

    [Fact]
    public void An_edit_that_equals_the_head_it_has_seen_adds_nothing()
    {
        var draft = SheetDraft.Empty.Edit([], 1);
        Assert.Same(draft, draft.Edit([1], 1));
        Assert.Same(draft, draft.Merge([], new(new Dictionary<string, decimal?> { ["visit"] = 1.0m / 1.0000000000000000000000000000m }), Given.Now));
    }

    [Fact]
    public void Two_devices_that_come_to_the_same_content_do_not_conflict_any_more()
    {
        var draft = SheetDraft.Empty.Edit([], 1).Edit([1], 2).Edit([1], 3);
        Assert.Equal([(3L, 3m)], Heads(draft.Edit([2], 3)));
    }

    [Fact]
    public void The_order_of_criteria_does_not_count_and_points_differ_from_not_applicable()
    {
        var one = new SheetContent(new Dictionary<string, decimal?> { ["a"] = 1, ["b"] = null });
        Assert.True(one.IsSameAs(new(new Dictionary<string, decimal?> { ["b"] = null, ["a"] = 1 })));
        Assert.False(one.IsSameAs(new(new Dictionary<string, decimal?> { ["a"] = 1 })));
        Assert.False(one.IsSameAs(one with { Note = "a note" }));
        var draft = SheetDraft.Empty.Merge([], one, Given.Now).Merge([], new(new Dictionary<string, decimal?> { ["a"] = 1, ["b"] = 0 }), Given.Now);
        Assert.Equal(["b"], draft.Differences);
    }

    [Fact]
    public void Versions_go_on_after_the_filed_version_when_the_draft_is_lost()
    {
        var filed = new FiledSheet("wang", null, "north", 7, Content(4), null, Given.Now);
        Assert.Equal([(7L, 4m)], Heads(SheetDraft.Of(null, filed)));
        Assert.Equal([(7L, 4m)], Heads(SheetDraft.Of(SheetDraft.Empty.Edit([], 1), filed)));
        Assert.Equal([(8L, 5m)], Heads(SheetDraft.Of(null, filed).Edit([7], 5)));
        var newer = SheetDraft.Of(null, filed).Edit([7], 5);
        Assert.Same(newer, SheetDraft.Of(newer, filed));
    }

    /// <summary>Devices that save at random, each having seen what it last read; some edits are sent twice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_edit_is_lost_unless_an_edit_that_has_seen_it_replaced_it(int seed)
    {
        var random = new Random(seed);
        var draft = SheetDraft.Empty;
        var seen = Enumerable.Range(0, 3).Select(_ => new List<long>()).ToArray();
        var made = new Dictionary<long, decimal>();
        var named = new HashSet<long>();
        for (var step = 0; step < 60; step++)
        {
            var device = random.Next(seen.Length);
            if (random.Next(3) == 0 || draft.Heads.Count >= Limits.SheetHeads)
                seen[device] = [.. draft.Heads.Select(head => head.Version)];
            long[] basedOn = [.. seen[device]];
            var last = draft.Last;
            draft = draft.Edit(basedOn, step);
            Assert.Equal(last + 1, draft.Last);
            Assert.Same(draft, draft.Edit(basedOn, step));
            made[draft.Last] = step;
            named.UnionWith(basedOn);
            seen[device] = [draft.Last, .. seen[device]];
        }
        Assert.Equal(made.Where(edit => !named.Contains(edit.Key)).Select(edit => (edit.Key, edit.Value)).Order(), Heads(draft).Order());
    }

    private static IEnumerable<(long, decimal)> Heads(SheetDraft draft) => draft.Heads.Select(head => (head.Version, head.Content.Points["visit"]!.Value));

    private static SheetContent Content(decimal points) => new(new Dictionary<string, decimal?> { ["visit"] = points });
}

file static class Editing
{
    public static SheetDraft Edit(this SheetDraft draft, long[] basedOn, decimal points) =>
        draft.Merge(basedOn, new(new Dictionary<string, decimal?> { ["visit"] = points }), Given.Now);
}
