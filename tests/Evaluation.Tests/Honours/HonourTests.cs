using Evaluation.Honours;
using static Evaluation.Tests.Honours.GivenHonours;

namespace Evaluation.Tests.Honours;

public sealed class HonourTests
{
    [Theory]
    [InlineData("2010-01-01")]
    [InlineData("2011-12-31")]
    [InlineData("2008-01-02")]
    public void A_unit_holds_a_title_once_at_a_time(string from)
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        var refusal = register.Refused(Confer("u1", from));
        Assert.Equal((RefusalCode.TermOverlaps, "h-1"), (refusal.Code, refusal.Fact("honour")));
    }

    [Theory]
    [InlineData("2012-01-01")]
    [InlineData("2008-01-01")]
    [InlineData("2020-01-01")]
    public void Terms_that_touch_do_not_overlap(string from)
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        Assert.Equal("h-2", register.Do(Confer("u1", from)).Id);
    }

    [Fact]
    public void Other_units_and_other_titles_do_not_overlap()
    {
        var register = Register();
        register.Do(new DefineTitle(Civilised with { Code = "garden" }, Given.Now, Li));
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Confer("u2", "2010-01-01"));
        register.Do(Confer("u1", "2010-01-01") with { Title = "garden" });
        Assert.Equal(RefusalCode.NoSuchTitle, register.Refused(Confer("u1", "2010-01-01") with { Title = "other" }).Code);
    }

    [Fact]
    public void A_title_held_under_a_former_code_overlaps_in_both_directions()
    {
        var lineage = Lineage("a", "b<a", "b");
        foreach (var (first, second) in new[] { ("a", "b"), ("b", "a") })
        {
            var register = Register();
            register.Do(Confer(first, "2000-06-01", lineage));
            Assert.Equal(RefusalCode.TermOverlaps, register.Refused(Confer(second, "2001-06-01", lineage)).Code);
        }
    }

    [Fact]
    public void Two_units_may_hold_a_title_before_they_are_merged_and_the_merged_one_only_after_both()
    {
        var lineage = Lineage("a c", "m<a,c");
        var register = Register();
        register.Do(Confer("a", "1999-01-01", lineage));
        register.Do(Confer("c", "1999-06-01", lineage));
        Assert.Equal("h-2", register.Refused(Confer("m", "2001-01-01", lineage)).Fact("honour"));
        register.Do(Confer("m", "2001-06-01", lineage));
        Assert.Equal(2, register.Term("h-3", lineage).ConsecutiveTerms);
    }

    [Fact]
    public void A_code_that_a_later_round_uses_again_means_another_unit()
    {
        var lineage = Lineage("a", "b<a", "a b");
        Assert.Equal([new RelatedUnit("a", new(2002, 1, 1))], lineage.Former("b"));
        var register = Register();
        register.Do(Confer("b", "2001-06-01", lineage));
        register.Do(Confer("a", "2002-06-01", lineage));
        Assert.Equal(RefusalCode.TermOverlaps, register.Refused(Confer("a", "2001-12-01", lineage)).Code);
    }

    [Fact]
    public void A_renewal_begins_at_the_end_and_joins()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-08-31"));
        var renewed = register.Do(Renew("h-1", "u1"));
        Assert.Equal((Day("2012-08-31"), Day("2014-08-31"), "h-1"), (renewed.Span.From, renewed.Span.Until, renewed.Renews));
        Assert.Equal((1, "h-2", null), (register.Term("h-1").ConsecutiveTerms, register.Term("h-1").RenewedBy, register.Term("h-1").DueOn));
        Assert.Equal((2, Day("2013-08-31")), (register.Term("h-2").ConsecutiveTerms, register.Term("h-2").DueOn!.Value));
    }

    [Fact]
    public void A_renewal_never_overlaps_its_predecessor()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        Assert.Equal(RefusalCode.TermOverlaps, register.Refused(Renew("h-1", "u1", "2011-12-31")).Code);
        register.Do(Renew("h-1", "u1", "2012-01-02"));
        Assert.Equal((1, "h-2"), (register.Term("h-2").ConsecutiveTerms, register.Term("h-1").RenewedBy));
        Assert.Equal(RefusalCode.TermOverlaps, register.Refused(Renew("h-1", "u1")).Code);
        Assert.Equal(RefusalCode.NoSuchHonour, register.Refused(Renew("h-9", "u1")).Code);
    }

    [Fact]
    public void A_unit_that_continues_another_one_renews_its_title_and_a_stranger_does_not()
    {
        var lineage = Lineage("a", "b<a c");
        var register = Register();
        register.Do(Confer("a", "2000-01-01", lineage));
        Assert.Equal(RefusalCode.NoSuchUnit, register.Refused(Renew("h-1", "c", lineage: lineage)).Code);
        register.Do(Renew("h-1", "b", lineage: lineage));
        Assert.Equal(("b", 2), (register.Term("h-2", lineage).Honour.Unit, register.Term("h-2", lineage).ConsecutiveTerms));
    }

    [Fact]
    public void A_withdrawn_term_ends_on_its_day_and_breaks_the_chain()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Renew("h-1", "u1"));
        register.Do(Withdraw("h-2", "2013-01-01"));
        Assert.Equal(2, register.Term("h-2").ConsecutiveTerms);
        Assert.Equal(RefusalCode.TermOverlaps, register.Refused(Confer("u1", "2012-12-31")).Code);
        register.Do(Confer("u1", "2013-01-01"));
        Assert.Equal(1, register.Term("h-3").ConsecutiveTerms);
        Assert.Equal(RefusalCode.WrongState, register.Refused(Renew("h-2", "u1")).Code);
    }

    [Fact]
    public void A_term_that_would_have_joined_a_withdrawn_one_is_the_first()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Renew("h-1", "u1"));
        register.Do(Withdraw("h-1", "2011-01-01"));
        Assert.Equal(1, register.Term("h-2").ConsecutiveTerms);
    }

    [Fact]
    public void A_withdrawal_after_the_end_does_not_break_the_chain_of_a_term_that_had_begun()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Renew("h-1", "u1"));
        register.Do(Withdraw("h-1", "2013-01-01"));
        Assert.Equal(2, register.Term("h-2").ConsecutiveTerms);
    }

    [Fact]
    public void A_withdrawal_before_the_first_day_frees_the_whole_term()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Withdraw("h-1", "2009-06-01"));
        Assert.Equal("h-2", register.Do(Confer("u1", "2010-01-01")).Id);
    }

    [Fact]
    public void The_same_withdrawal_again_changes_nothing_and_another_one_is_refused()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(Withdraw("h-1", "2011-01-01"));
        register.Do(Withdraw("h-1", "2011-01-02"));
        Assert.Equal(3, register.History.Count);
        Assert.Equal(RefusalCode.WrongState, register.Refused(Withdraw("h-1", "2011-01-01", "another reason")).Code);
    }

    [Fact]
    public void A_repeat_with_its_key_confers_nothing_more_and_is_answered_with_the_first_honour()
    {
        var register = Register();
        var key = new CreationKey("k", "b");
        var first = register.Do(Confer("u1", "2010-01-01", key: key));
        register.Do(Renew("h-1", "u1", key: new CreationKey("l", "b")));
        Assert.Equal(first, register.Do(Confer("u1", "2010-01-01", key: key)));
        Assert.Equal("h-2", register.Do(Renew("h-1", "u1", key: new CreationKey("l", "b"))).Id);
        Assert.Equal(RefusalCode.KeyReused, register.Refused(Confer("u2", "2010-01-01", key: new CreationKey("k", "c"))).Code);
        Assert.Equal(2, register.State.Honours.Count);
    }

    [Fact]
    public void A_title_is_replaced_for_later_terms_only()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        register.Do(new DefineTitle(Civilised, Given.Now, Li));
        Assert.Equal(1, register.State.Titles["civilised"].Version);
        Assert.Equal(2, register.Do(new DefineTitle(Civilised with { TermMonths = 36 }, Given.Now, Li, [1])).Version);
        Assert.Equal(RefusalCode.Stale, register.Refused(new DefineTitle(Civilised with { TermMonths = 12 }, Given.Now, Li, [1])).Code);
        Assert.Equal(Day("2012-01-01"), register.Term("h-1").Honour.Span.Until);
        Assert.Equal(Day("2015-01-01"), register.Do(Renew("h-1", "u1")).Span.Until);
    }

    [Theory]
    [InlineData("2010-09-30", 90, false)]
    [InlineData("2010-10-03", 90, true)]
    [InlineData("2010-10-02", 90, false)]
    [InlineData("2011-06-01", 0, true)]
    [InlineData("2012-01-01", 0, true)]
    [InlineData("2012-01-02", 0, false)]
    [InlineData("2012-03-31", 90, true)]
    [InlineData("2012-04-01", 90, false)]
    public void An_honour_is_due_before_its_re_examination_and_until_some_days_after_its_end(string today, int days, bool isDue)
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        Assert.Equal(Day("2011-01-01"), register.Term("h-1").DueOn);
        Assert.Equal(isDue, register.Term("h-1").IsDue(Day(today), days));
    }

    [Fact]
    public void The_state_of_an_honour_follows_from_the_day()
    {
        var register = Register();
        register.Do(Confer("u1", "2010-01-01"));
        HonourState On(string day) => register.Term("h-1").StateOn(Day(day));
        Assert.Equal([HonourState.Upcoming, HonourState.Held, HonourState.Held, HonourState.Ended], new[] { "2009-12-31", "2010-01-01", "2011-12-31", "2012-01-01" }.Select(On));
        register.Do(Withdraw("h-1", "2011-06-01"));
        Assert.Equal([HonourState.Held, HonourState.Withdrawn, HonourState.Withdrawn], new[] { "2011-05-31", "2011-06-01", "2013-01-01" }.Select(On));
        Assert.False(register.Term("h-1").IsDue(Day("2011-06-01"), 90));
    }
}
