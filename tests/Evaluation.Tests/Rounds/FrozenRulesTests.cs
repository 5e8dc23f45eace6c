using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rules;

namespace Evaluation.Tests.Rounds;

public sealed class FrozenRulesTests
{
    private static readonly RoundRules Other = Given.Rules with { AllowRevote = false };

    [Fact]
    public void Replacing_a_draft_increments_its_version()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(2, round.Do(Replace(Other)).RulesVersion);
        Assert.Same(Other, round.Do(new ViewRules()));
    }

    [Fact]
    public void Replacing_a_draft_by_the_same_rules_changes_nothing()
    {
        var round = GivenRound.In(RoundState.Draft);
        Assert.Equal(1, round.Do(Replace(Given.Rules with { Units = [.. Given.Rules.Units] })).RulesVersion);
        Assert.Single(round.History);
    }

    [Theory]
    [InlineData(RoundState.Assessing)]
    [InlineData(RoundState.Voting)]
    [InlineData(RoundState.Paused)]
    [InlineData(RoundState.Sealing)]
    [InlineData(RoundState.Sealed)]
    [InlineData(RoundState.Provisional)]
    [InlineData(RoundState.Published)]
    [InlineData(RoundState.Final)]
    [InlineData(RoundState.Archived)]
    [InlineData(RoundState.Cancelled)]
    public void After_the_opening_a_change_of_rules_is_refused_and_audited(RoundState state)
    {
        var round = GivenRound.In(state);
        Assert.Equal(RefusalCode.RulesFrozen, round.Refused(Replace(Other)).Code);

        Assert.Same(Given.Rules, round.Do(new ViewRules()));
        var line = round.Do(new ViewAudit()).Lines[^1];
        Assert.Equal((Given.Now, "wang", "act-refused"), (line.At, line.By, line.Act));
        Assert.StartsWith("rules-replaced: ", line.Detail, StringComparison.Ordinal);
    }

    public static TheoryData<RoundRules, string> Strandings => new()
    {
        { Other with { Id = "other" }, "/id" },
        { Other with { BallotBoxes = 3 }, "/ballotBoxes" },
        { Other with { Groups = [Given.Rules.Groups[1]] }, "/groups" },
        { Other with { Groups = [Given.Rules.Groups[0] with { Roll = 4 }, Given.Rules.Groups[1]] }, "/groups" },
        { Other with { Units = Given.Rules.Units.Take(2).ToList() }, "/units" },
    };

    [Theory]
    [MemberData(nameof(Strandings))]
    public void New_rules_must_keep_the_group_and_units_of_issued_credentials(RoundRules rules, string pointer)
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(GivenRound.Reserve("b1", "npc", 5, "u3"));

        var refusal = round.Refused(Replace(rules));
        Assert.Equal(RefusalCode.InvalidDefinition, refusal.Code);
        Assert.Equal(pointer, Assert.Single(Assert.IsType<Fault[]>(refusal.Fact("faults"))).Pointer);
    }

    [Fact]
    public void New_rules_may_change_everything_that_no_credential_depends_on()
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(GivenRound.Reserve("b1", "npc", 5, "u3"));
        round.Do(Replace(Other with { Groups = [Given.Rules.Groups[0] with { Roll = 5 }], Units = [Given.Rules.Units[2]] }));
    }

    [Fact]
    public void Credentials_that_were_not_created_do_not_bind_the_rules()
    {
        var round = GivenRound.In(RoundState.Draft);
        round.Do(GivenRound.Reserve("b1", "npc", 5));
        round.Do(new SettleCredentials("b1", 0, GivenRound.Created));
        round.Do(Replace(Other with { BallotBoxes = 3, Groups = [Given.Rules.Groups[1]] }));
    }

    private static ReplaceRules Replace(RoundRules rules) => new(rules, Given.Now, "wang");
}
