using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.Recording;
using Evaluation.Rules;
using Evaluation.Scoring;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds;

/// <summary>The small round in every state of its life.</summary>
internal static class GivenRound
{
    /// <summary>The SHA-256 of the key of <see cref="Keyed"/>.</summary>
    public const string Commitment = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>A draft that names its key.</summary>
    public static AloneRound Keyed()
    {
        var round = In(RoundState.Draft);
        round.Do(new CommitKey(Commitment, Given.Opening, Given.Administrator));
        return round;
    }

    public static readonly DateTimeOffset Created = Given.Opening.AddDays(-10);

    /// <summary>An instant after the objection window of a round that was published at its opening.</summary>
    public static readonly DateTimeOffset AfterObjections = Given.Opening.AddDays(30);

    private static readonly RoundState[] Path = [Draft, Assessing, Voting, Paused, Sealing, Sealed, Provisional, Published, Final, Archived];

    /// <summary>
    /// A round moved to a state on the usual path; to cancelled directly from draft. States that its rules do not have are skipped.
    /// </summary>
    public static AloneRound In(RoundState state, RoundRules? rules = null) => Bring(new AloneRound(), state, rules);

    /// <summary>Creates a round and moves it likewise.</summary>
    public static AloneRound Bring(AloneRound round, RoundState state, RoundRules? rules = null)
    {
        round.Do(new CreateRound(rules ?? Given.Rules, Created, Given.Administrator));
        return BringOn(round, state);
    }

    /// <summary>Moves a draft likewise.</summary>
    public static AloneRound BringOn(AloneRound round, RoundState state)
    {
        if (state == Cancelled)
            round.Do(Move(Cancelled));
        else
            foreach (var step in Path[1..(Array.IndexOf(Path, state) + 1)])
                Step(round, step, state);
        Assert.Equal(state, round.State.State);
        return round;
    }

    public static MoveRound Move(RoundState to, DateTimeOffset? at = null) =>
        new(to, at ?? (to is Final or Archived ? AfterObjections : Given.Opening), Given.Administrator, "as planned");

    public static BoxReport Report(int ballots = 1) => new(ballots, 2L * ballots, [new("npc", 3, ballots)], new string('0', 64));

    /// <summary>A record of what the boxes reported.</summary>
    public static RecordHead Record(AloneRound round) => new(
        new string('d', 64), new([], [], round.State.Counted.Values.Sum(box => box.Ballots), round.State.Counted.Values.Sum(box => box.Slips), 0, 0));

    public static void CountBoxes(this AloneRound round)
    {
        for (var box = 0; box < Given.Rules.BallotBoxes; box++)
            round.Do(new CountBox(box, Report(), Given.Close));
    }

    public static StartComputation Start(bool acceptsIncomplete = false) => new(acceptsIncomplete, Given.Close, Given.Administrator, acceptsIncomplete ? "by order" : null);

    /// <summary>The result of the first computation.</summary>
    public static RecordResult Result() => new(
        new RoundResult { Round = Given.Round }, new Dictionary<string, long> { ["u1"] = 1, ["u2"] = 1 }, Given.Close.AddMinutes(1), Given.Administrator, null, Closing: 1);

    public static ReserveCredentials Reserve(string batch, string group, int count, params string[]? units) =>
        new(batch, group, count, units is [] ? null : units, Created, Given.Administrator);

    private static void Step(AloneRound round, RoundState step, RoundState target)
    {
        var hasVote = round.State.Rules!.VoteCriteria.Count > 0;
        switch (step)
        {
            case Assessing when round.State.Rules!.HasAssessedCriteria || target == Assessing: round.Do(Move(Assessing)); break;
            case Voting or Paused or Sealing when hasVote: round.Do(Move(step == Sealing ? Sealed : step)); break;
            case Sealed when hasVote:
                round.CountBoxes();
                if (round.State.KeyCommitment is not null)
                    round.Do(new RecordVotes(Record(round), Given.Close));
                break;
            case Sealed: round.Do(Move(Sealed)); break;
            case Provisional:
                round.Do(Start());
                round.Do(Result());
                break;
            case Published or Final or Archived: round.Do(Move(step)); break;
        }
    }
}
