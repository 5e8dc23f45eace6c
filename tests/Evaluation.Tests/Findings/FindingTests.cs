using Evaluation.Findings;

namespace Evaluation.Tests.Findings;

/// <summary>The rules of findings and their notices.</summary>
public sealed class FindingTests
{
    private static readonly DateOnly Due = new(2020, 12, 10);
    private static readonly Actor Wang = new("wang", "wang");
    private static readonly Actor Clerk = new("clerk", "clerk");
    private static readonly Actor Li = new("li", "li");

    private readonly AloneFindings _findings = new();

    [Fact]
    public void Ids_count_up_in_each_unit_and_notices_in_the_round()
    {
        var opened = new[] { Open("u1"), Open("u2", notice: false), Open("u1"), Open("u2") };
        Assert.Equal([("f-1", 1), ("f-1", null), ("f-2", 2), ("f-2", 3)], opened.Select(finding => (finding.Id, finding.Notice)));
        Assert.Equal([1, 2, 3, 4], opened.Select(finding => finding.Place));
        Assert.Null(_findings.State.Find("u1", "f-01"));
        Assert.Null(_findings.State.Find("u1", "f-3"));
        Assert.Null(_findings.State.Find("u1", "f-0"));
    }

    [Fact]
    public void A_finding_is_replied_to_verified_and_closed_and_its_history_is_kept()
    {
        Open("u1");
        Reply();
        Verify(false, new(2020, 12, 20));
        Assert.Equal((FindingState.Open, new DateOnly(2020, 12, 20)), (Finding.State, Finding.DueOn));
        Reply("cleared now");
        Verify(true);
        _findings.Do(new CloseFinding("u1", "f-1", "done", Given.Now, Li));
        Assert.Equal(FindingState.Closed, Finding.State);
        Assert.Equal(
            [FindingAct.Opened, FindingAct.Replied, FindingAct.Failed, FindingAct.Replied, FindingAct.Passed, FindingAct.Closed], Finding.History.Select(step => step.Act));
        Assert.Equal([Due, null, new DateOnly(2020, 12, 20), null, null, null], Finding.History.Select(step => step.DueOn));
        Assert.Equal("a blocked door", Finding.History[0].Text);
    }

    /// <summary>Every step in every state.</summary>
    [Theory]
    [InlineData(FindingState.Open, true, false, false)]
    [InlineData(FindingState.Replied, true, true, false)]
    [InlineData(FindingState.Verified, false, false, true)]
    [InlineData(FindingState.Closed, false, false, false)]
    public void A_step_is_possible_in_its_states_only(FindingState state, bool mayReply, bool mayVerify, bool mayClose)
    {
        Open("u1");
        if (state > FindingState.Open)
            Reply();
        if (state > FindingState.Replied)
            Verify(true);
        if (state > FindingState.Verified)
            _findings.Do(new CloseFinding("u1", "f-1", null, Given.Now, Li));
        Assert.Equal(mayReply, IsAllowed(new ReplyToFinding("u1", "f-1", "other words", null, Given.Now, Clerk)));
        Assert.Equal(mayVerify, IsAllowed(new VerifyFinding("u1", "f-1", true, "other words", null, Given.Now, Wang)));
        Assert.Equal(mayClose, IsAllowed(new CloseFinding("u1", "f-1", "other words", Given.Now, Li)));

        bool IsAllowed(FindingStepCommand step)
        {
            var decision = FindingGrain.Decide(_findings.State, step);
            Assert.True(decision.Refusal is null || decision.Refusal.Code == RefusalCode.WrongState);
            return decision.Refusal is null;
        }
    }

    [Fact]
    public void A_step_that_the_same_account_repeats_changes_nothing()
    {
        Open("u1");
        Reply();
        Reply();
        Verify(false, new(2020, 12, 20));
        Verify(false, new(2020, 12, 20));
        Reply();
        Verify(true);
        Verify(true);
        _findings.Do(new CloseFinding("u1", "f-1", null, Given.Now, Li));
        _findings.Do(new CloseFinding("u1", "f-1", null, Given.Now, Li));
        Assert.Equal(6, _findings.History.Count);
    }

    [Fact]
    public void One_key_and_one_complaint_open_one_finding_each()
    {
        var key = new CreationKey("k", "body");
        Assert.Equal(("f-1", 1), IdOf(Open("u1", key: key)));
        Open("u1");
        Assert.Equal(("f-1", 1), IdOf(Open("u1", key: key)));
        Assert.Equal(("f-3", 3), IdOf(Open("u1", complaint: "2020-0001")));
        Assert.Equal(("f-3", 3), IdOf(Open("u1", complaint: "2020-0001")));
        Assert.Equal(3, _findings.History.Count);
        Assert.Equal(RefusalCode.KeyReused, _findings.Refused(new OpenFinding("u1", "x", Due, true, Given.Now, Wang, Key: new("k", "other"))).Code);

        static (string, int?) IdOf(Finding finding) => (finding.Id, finding.Notice);
    }

    [Fact]
    public void Thirty_four_findings_that_are_opened_and_closed_give_the_closure_rate_one()
    {
        Assert.Null(Counts().ClosureRate);
        for (var number = 1; number <= 34; number++)
        {
            Open("u1");
            if (number == 34)
                Assert.Equal(new FindingCounts(34, 33, 1, 0.9706m), Counts(Due.AddDays(1)));
            Close($"f-{number}");
        }
        Assert.Equal(new FindingCounts(34, 34, 0, 1), Counts(Due.AddDays(1)));
    }

    [Fact]
    public void A_finding_is_overdue_from_the_day_after_its_date_until_it_is_closed()
    {
        Open("u1");
        Assert.Equal([0, 1], [Counts(Due).Overdue, Counts(Due.AddDays(1)).Overdue]);
        Reply();
        Verify(true);
        Assert.Equal(1, Counts(Due.AddDays(1)).Overdue);
        _findings.Do(new CloseFinding("u1", "f-1", null, Given.Now, Li));
        Assert.Equal(0, Counts(Due.AddDays(1)).Overdue);
    }

    [Fact]
    public void Pages_list_every_finding_that_matches_once()
    {
        for (var number = 0; number < 25; number++)
            Open(number % 2 == 0 ? "u1" : "u2");
        Close("f-2");
        var (places, after) = (new List<int>(), 0);
        while (_findings.Do(new ViewFindings("u1", FindingState.Open, true, Due.AddDays(1), 5, after)) is var page)
        {
            places.AddRange(page.Items.Select(finding => finding.Place));
            Assert.Equal(13, page.Counts.Opened);
            if (!page.HasMore)
                break;
            after = page.Items[^1].Place;
        }
        Assert.Equal(Enumerable.Range(1, 25).Where(place => place % 2 == 1 && place != 3), places);
    }

    [Fact]
    public void Ten_thousand_findings_of_one_unit_are_opened_counted_and_listed()
    {
        for (var number = 1; number <= 10_000; number++)
            Assert.Equal(number, Open("u1").Notice);
        Assert.Equal(new FindingCounts(10_000, 0, 10_000, 0), Counts(Due.AddDays(1)));
        Assert.Equal([9_999, 10_000], _findings.Do(new ViewFindings(null, null, true, Due.AddDays(1), 10, 9_998)).Items.Select(finding => finding.Place));
    }

    [Fact]
    public void A_bulletin_counts_by_the_steps_before_the_end_of_the_month_alone()
    {
        var december = new DateTimeOffset(2020, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));
        Open("u1", at: december.AddDays(-3));
        Open("u1", at: december.AddDays(3));
        Close("f-1", december.AddMonths(1).AddDays(1));
        Close("f-2", december.AddDays(5));
        var november = Month(december.AddMonths(-1), new(2020, 11, 30));
        Assert.Equal([("u1", 1, 0, 0, 1)], november);
        Assert.Equal([("u1", 1, 1, 1, 1)], Month(december, new(2020, 12, 31)));
        Assert.Equal([("u1", 0, 1, 0, 0)], Month(december.AddMonths(1), new(2021, 1, 31)));
        Assert.Empty(Month(december.AddMonths(2), new(2021, 2, 28)));

        IEnumerable<(string, int, int, int, int)> Month(DateTimeOffset from, DateOnly last) => _findings.Do(new ViewFindingMonth(from, from.AddMonths(1), last)).Units
            .Select(unit => (unit.Unit, unit.Opened, unit.Closed, unit.Overdue, unit.Notices.Count));
    }

    [Fact]
    public void A_reply_that_is_based_on_an_older_history_is_refused()
    {
        Open("u1");
        _findings.Do(new ReplyToFinding("u1", "f-1", "cleared", null, Given.Now, Clerk, [1]));
        Assert.Equal(RefusalCode.Stale, _findings.Refused(new ReplyToFinding("u1", "f-1", "cleared in May", null, Given.Now, Clerk, [1])).Code);
        // The same reply again: its answer was lost.
        _findings.Do(new ReplyToFinding("u1", "f-1", "cleared", null, Given.Now, Clerk, [1]));
        Assert.Equal(2, Finding.History.Count);
        _findings.Do(new ReplyToFinding("u1", "f-1", "cleared in May", null, Given.Now, Clerk, [2]));
        Assert.Equal(3, Finding.History.Count);
    }

    private Finding Finding => _findings.State.Find("u1", "f-1")!;

    private Finding Open(string unit, bool notice = true, CreationKey? key = null, string? complaint = null, DateTimeOffset? at = null) =>
        _findings.Do(new OpenFinding(unit, "a blocked door", Due, notice, at ?? Given.Now, Wang, Key: key, Complaint: complaint));

    private void Reply(string text = "cleared", string id = "f-1", DateTimeOffset? at = null) => _findings.Do(new ReplyToFinding("u1", id, text, null, at ?? Given.Now, Clerk));

    private void Verify(bool passed, DateOnly? dueOn = null, string id = "f-1", DateTimeOffset? at = null) =>
        _findings.Do(new VerifyFinding("u1", id, passed, null, dueOn, at ?? Given.Now, Wang));

    private void Close(string id, DateTimeOffset? at = null)
    {
        Reply(id: id, at: at);
        Verify(true, id: id, at: at);
        _findings.Do(new CloseFinding("u1", id, null, at ?? Given.Now, Li));
    }

    private FindingCounts Counts(DateOnly? today = null) => _findings.Do(new ViewFindingCounts("u1", today ?? Due));
}
