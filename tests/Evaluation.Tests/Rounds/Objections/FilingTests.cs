using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

public sealed class FilingTests
{
    [Fact]
    public void Objections_are_numbered_in_filing_order_and_keep_their_text()
    {
        var round = PublishedRound();
        var filed = round.Do(new FileObjection("u2", "/", "all of it", 1, "somebody", During, Reviewer));
        Assert.Equal(new Objection("o-1", "u2", "/", "all of it", 1, "somebody", During, Reviewer), filed);
        Assert.Equal(("o-2", 1), (round.Do(File()).Id, round.Do(File()).Version));
        Assert.Equal(["o-1", "o-2"], round.Do(new ViewObjections()).Objections.Select(objection => objection.Id));
    }

    [Fact]
    public void Sending_the_same_objection_again_returns_the_same_ticket()
    {
        var round = PublishedRound();
        var first = round.Do(File());
        var history = round.History.Count;
        Assert.Same(first, round.Do(File(at: During.AddHours(5))));
        Assert.Equal(history, round.History.Count);
    }

    [Fact]
    public void A_different_caller_unit_figure_text_or_objector_makes_a_new_objection()
    {
        var round = PublishedRound();
        FileObjection[] others = [File(), File(by: Reviewer), File(unit: "u2"), File(about: "/total"), File(text: "else"), File() with { OnBehalfOf = "somebody" }];
        Assert.Equal(["o-1", "o-2", "o-3", "o-4", "o-5", "o-6"], others.Select(other => round.Do(other).Id));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/total")]
    [InlineData("/inspection")]
    [InlineData("/groups/npc/score")]
    [InlineData("/groups/npc")]
    [InlineData("/groups")]
    [InlineData("/positive/low")]
    [InlineData("/positive")]
    [InlineData("/criteria/duty/top/share")]
    [InlineData("/vetoes")]
    [InlineData("/incomplete/vote")]
    [InlineData("/assessed/results/inspected")]
    public void An_objection_may_be_about_any_figure_of_a_unit_or_the_whole_result(string about) => Assert.Equal(about, PublishedRound().Do(File(about: about)).About);

    [Theory]
    [InlineData("")]
    [InlineData("total")]
    [InlineData("/totals")]
    [InlineData("/tot")]
    [InlineData("/total/")]
    [InlineData("/unit")]
    [InlineData("/groups/0/score")]
    [InlineData("/groups/elders/score")]
    [InlineData("/groups/np")]
    [InlineData("/vetoes/bulletin/fact")]
    public void An_objection_about_an_unknown_figure_is_refused(string about)
    {
        var refusal = PublishedRound().Refused(File(about: about));
        Assert.Equal((RefusalCode.NoSuchFigure, about), (refusal.Code, refusal.Fact("about")));
    }

    [Fact]
    public void An_objection_needs_an_existing_unit_and_version()
    {
        var round = PublishedRound();
        Assert.Equal(RefusalCode.NoSuchUnit, round.Refused(File(unit: "u9")).Code);
        foreach (var version in new[] { 0, 2, -1 })
            Assert.Equal(RefusalCode.NoSuchVersion, round.Refused(File() with { Version = version }).Code);
    }

    [Fact]
    public void An_objection_may_name_an_older_version_and_otherwise_means_the_newest()
    {
        var round = With(ObjectionState.Answered);
        round.Do(NextVersion(round));
        Assert.Equal(2, round.Do(File(text: "newest")).Version);
        Assert.Equal(1, round.Do(File(text: "before") with { Version = 1 }).Version);
    }

    [Fact]
    public void Objections_are_accepted_only_for_a_published_result()
    {
        foreach (var state in Enum.GetValues<RoundState>().Except([RoundState.Published]))
        {
            var refusal = GivenRound.In(state, ObjectedRules).Refused(File(at: Given.Opening.AddDays(1)));
            var isOver = state is RoundState.Final or RoundState.Archived;
            Assert.Equal((state, isOver ? RefusalCode.ObjectionWindowClosed : RefusalCode.WrongState), (state, refusal.Code));
        }
    }

    [Fact]
    public void The_objections_of_one_unit_are_limited()
    {
        var round = PublishedRound();
        for (var i = 0; i < Limits.ObjectionsPerUnit; i++)
            round.Do(File(text: $"no. {i}"));
        Assert.Equal(RefusalCode.TooManyObjections, round.Refused(File(text: "one more")).Code);
        Assert.Equal("o-5", round.Do(File(text: "no. 4")).Id);
        Assert.Equal("u2", round.Do(File(unit: "u2")).Unit);
    }

    [Theory]
    [InlineData("o-0")]
    [InlineData("o-2")]
    [InlineData("o-01")]
    [InlineData("o-+1")]
    [InlineData("o-")]
    [InlineData("1")]
    [InlineData("o-99999999999")]
    public void An_unknown_ticket_is_not_found(string ticket)
    {
        var round = With(ObjectionState.Filed);
        Assert.Equal(RefusalCode.NoSuchObjection, round.Refused(new ViewObjection(ticket)).Code);
        Assert.Equal(RefusalCode.NoSuchObjection, round.Refused(new AssignObjection(ticket, Reviewer, During, Second)).Code);
        Assert.Equal(RefusalCode.NoSuchObjection, round.Refused(Uphold(ticket)).Code);
        Assert.Equal(RefusalCode.NoSuchObjection, round.Refused(Approve(ticket)).Code);
    }
}
