using Evaluation.Evidence;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Units;

namespace Evaluation.Tests.Evidence;

/// <summary>The states and items for which evidence is accepted.</summary>
public sealed class EvidenceRuleTests
{
    private static readonly DateOnly Today = new(2020, 6, 1);

    private static readonly RoundRules Rules = Given.AssessedRules;

    [Theory]
    [InlineData(RoundState.Draft, false)]
    [InlineData(RoundState.Assessing, true)]
    [InlineData(RoundState.Voting, true)]
    [InlineData(RoundState.Paused, true)]
    [InlineData(RoundState.Sealing, true)]
    [InlineData(RoundState.Sealed, true)]
    [InlineData(RoundState.Provisional, true)]
    [InlineData(RoundState.Published, true)]
    [InlineData(RoundState.Final, true)]
    [InlineData(RoundState.Archived, false)]
    [InlineData(RoundState.Cancelled, false)]
    public void Evidence_is_filed_from_the_opening_until_the_round_is_archived(RoundState state, bool allowed) =>
        Assert.Equal(allowed ? null : RefusalCode.WrongState, EvidenceRule.RefuseNow(state, Rules, "u1")?.Code);

    [Fact]
    public void Every_state_of_a_round_is_in_the_table() => Assert.Equal(11, Enum.GetValues<RoundState>().Length);

    [Fact]
    public void A_filing_for_an_unknown_unit_is_refused() =>
        Assert.Equal(RefusalCode.NoSuchUnit, EvidenceRule.RefuseNow(RoundState.Assessing, Rules, "u9")?.Code);

    [Theory]
    [InlineData("results", "2020-06-01", "")]
    [InlineData("results", "1998-01-01", "")]
    [InlineData("results", "2020-06-02", "/date")]
    [InlineData("duty", "2020-06-01", "/criterion")]
    [InlineData("", "2020-06-02", "/criterion /date")]
    [InlineData(null, "2020-06-01", "")]
    public void An_item_names_an_assessed_criterion_or_none_and_a_date_that_is_not_in_the_future(string? criterion, string date, string faultyFields)
    {
        var faults = new FaultList();
        EvidenceRule.Check(new(new string('0', 64), 1, "application/pdf", "a", EvidenceKind.Document, criterion, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)), Rules, Today, faults);
        Assert.Equal(faultyFields, string.Join(' ', faults.Faults.Select(fault => fault.Pointer)));
    }
}
