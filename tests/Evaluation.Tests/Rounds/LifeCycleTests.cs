using System.Globalization;
using Evaluation.Rounds;
using Evaluation.Rules;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

/// <summary>Every state × every target. <c>+</c> moves, <c>=</c> changes nothing, <c>.</c> is refused.</summary>
public sealed class LifeCycleTests
{
    private const string WithInspectionAndVote = """
                    dr as vo pa sg se pr pu fi ar ca
        draft       =  +  .  .  .  .  .  .  .  .  +
        assessing   .  =  +  .  .  .  .  .  .  .  +
        voting      .  .  =  +  .  +  .  .  .  .  +
        paused      .  .  +  =  .  +  .  .  .  .  +
        sealing     .  .  .  .  =  =  .  .  .  .  +
        sealed      .  .  .  .  .  =  .  .  .  .  +
        provisional .  .  .  .  .  +  =  +  .  .  +
        published   .  .  .  .  .  .  .  =  +  .  .
        final       .  .  .  .  .  .  .  .  =  +  .
        archived    .  .  .  .  .  .  .  .  .  =  .
        cancelled   .  .  .  .  .  .  .  .  .  .  =
        """;

    private const string WithVoteOnly = """
                    dr as vo pa sg se pr pu fi ar ca
        draft       =  +  +  .  .  .  .  .  .  .  +
        assessing   .  =  +  .  .  .  .  .  .  .  +
        voting      .  .  =  +  .  +  .  .  .  .  +
        paused      .  .  +  =  .  +  .  .  .  .  +
        sealing     .  .  .  .  =  =  .  .  .  .  +
        sealed      .  .  .  .  .  =  .  .  .  .  +
        provisional .  .  .  .  .  +  =  +  .  .  +
        published   .  .  .  .  .  .  .  =  +  .  .
        final       .  .  .  .  .  .  .  .  =  +  .
        archived    .  .  .  .  .  .  .  .  .  =  .
        cancelled   .  .  .  .  .  .  .  .  .  .  =
        """;

    private const string WithInspectionOnly = """
                    dr as vo pa sg se pr pu fi ar ca
        draft       =  +  .  .  .  .  .  .  .  .  +
        assessing   .  =  .  .  .  +  .  .  .  .  +
        sealed      .  .  .  .  .  =  .  .  .  .  +
        provisional .  .  .  .  .  +  =  +  .  .  +
        published   .  .  .  .  .  .  .  =  +  .  .
        final       .  .  .  .  .  .  .  .  =  +  .
        archived    .  .  .  .  .  .  .  .  .  =  .
        cancelled   .  .  .  .  .  .  .  .  .  .  =
        """;

    [Fact]
    public void A_round_with_inspection_and_vote_passes_through_all_states() => AssertMoves(Given.AssessedRules, WithInspectionAndVote);

    [Fact]
    public void A_round_without_assessed_criteria_may_go_straight_to_voting() => AssertMoves(Given.Rules, WithVoteOnly);

    [Fact]
    public void A_round_without_a_vote_goes_from_assessing_straight_to_sealed() => AssertMoves(Given.InspectedOnlyRules, WithInspectionOnly);

    [Fact]
    public void A_missing_round_can_only_be_created()
    {
        Assert.Equal(RefusalCode.NoSuchRound, new AloneRound().Refused(GivenRound.Move(Voting)).Code);
        Assert.Equal(RefusalCode.NoSuchRound, new AloneRound().Refused(new ViewRound()).Code);
        Assert.Equal(RefusalCode.NoSuchRound, new AloneRound().Refused(new KeepTime(Given.Now)).Code);
    }

    [Fact]
    public void A_round_is_created_once()
    {
        var round = GivenRound.In(Draft);
        Assert.Equal(RefusalCode.RoundExists, round.Refused(new CreateRound(Given.AssessedRules, Given.Now, "wang")).Code);
        Assert.Equal(Given.Rules, round.Do(new ViewRules()));
    }

    [Fact]
    public void Every_act_is_audited_with_actor_instant_and_reason()
    {
        var audit = GivenRound.In(Archived).Do(new ViewAudit()).Lines;

        Assert.Equal(
            [
                "round-created", "voting-opened", "voting-paused", "sealing-started", "box-counted", "box-counted", "round-sealed", "result-computed",
                "result-published", "round-finalised", "round-archived",
            ],
            audit.Select(line => line.Act));
        Assert.Equal(new AuditLine(Given.Opening, Given.Administrator, "voting-opened", null, "as planned"), audit[1]);
        Assert.Equal("box 1", audit[5].Detail);
        Assert.Equal(("schedule", "version 1, objections until 2020-12-09T00:00:00.0000000+08:00"), (audit[6].By, audit[8].Detail));
    }

    private static void AssertMoves(RoundRules rules, string table)
    {
        RoundState[] targets = Enum.GetValues<RoundState>();
        var rows = table.Split('\n')[1..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(
            row => Enum.Parse<RoundState>(row[0], ignoreCase: true), row => row[1..]);
        foreach (var (from, cells) in rows)
            foreach (var (column, to) in targets.Index())
            {
                var round = GivenRound.In(from, rules);
                if (AssertMove(round, to, cells[column]) is { } refusal)
                    AssertNames(refusal, from, rows.Keys, to == Provisional ? [Sealed] : rows.Keys.Where(row => rows[row][column] == "+"));
            }
    }

    private static Refusal? AssertMove(AloneRound round, RoundState to, string expected)
    {
        var (from, before) = (round.State.State, round.History.Count);
        var moved = round.Send(GivenRound.Move(to));

        Assert.Equal((from, to, expected), (from, to, moved.Refusal is not null ? "." : round.History.Count == before ? "=" : "+"));
        if (expected == "+")
            Assert.Equal(to == Sealed && from != Provisional && round.State.Rules!.VoteCriteria.Count > 0 ? Sealing : to, round.State.State);
        Assert.True(moved.Refusal is null or { Code: RefusalCode.WrongState });
        Assert.True(moved.Refusal is null || round.History.Count == before);
        return moved.Refusal;
    }

    /// <param name="states">The states that a round with these rules can reach.</param>
    private static void AssertNames(Refusal refusal, RoundState from, IEnumerable<RoundState> states, IEnumerable<RoundState> allowedFrom)
    {
        // A sealed round becomes provisional when its result is recorded.
        if (refusal.Facts.Count == 0)
        {
            Assert.Equal(Sealed, from);
            return;
        }
        Assert.Equal(Word(from), refusal.Fact("state"));
        Assert.Equal(allowedFrom.Select(Word), Assert.IsType<string[]>(refusal.Fact("allowedFrom")).Intersect(states.Select(Word)));
    }

    private static string Word(RoundState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);
}
