using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Tests.Scoring;
using Evaluation.Units;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>
/// The small round with inspection, bonuses and a veto, published at <see cref="Published"/>, and the commands of an objection of unit u1.
/// </summary>
internal static class GivenObjection
{
    public const string Unit = "unit-one", Reviewer = "wang", Second = "zhao";

    public static readonly DateTimeOffset Published = Given.Close.AddHours(1);

    /// <summary>When the window ends: seven days after 2020-12-04, at the end of the day in Shanghai.</summary>
    public static readonly DateTimeOffset Until = new(2020, 12, 12, 0, 0, 0, TimeSpan.FromHours(8));

    /// <summary>An instant within the window.</summary>
    public static readonly DateTimeOffset During = Published.AddDays(2);

    public static readonly RoundRules ObjectedRules = Given.AssessedRules with
    {
        Components = new() { Vote = 70, Inspection = 30, BonusCap = 5 },
        Vetoes = [new("bulletin", new(Fact: "named"), VetoEffect.Ineligible), new("checks", new(FailedSpotChecks: 2), VetoEffect.Last)],
    };

    public static readonly LedgerChange Prize = new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 2, "§ 1", "a prize", ""));

    /// <summary>The published round with the ledgers of its units at the time of the result.</summary>
    public static CheckedRound PublishedRound(RoundRules? rules = null, params (string Unit, UnitLedger Ledger)[] ledgers)
    {
        rules ??= ObjectedRules;
        var round = new CheckedRound();
        GivenRound.Bring(round, Sealed, rules);
        round.Do(GivenRound.Start());
        foreach (var (unit, ledger) in ledgers)
            round.Unit(unit).Do(new CorrectLedger("before", Entries(ledger), Given.Close, Given.Administrator));
        var versions = rules.Units.ToDictionary(unit => unit.Code, unit => round.Unit(unit.Code).Do(new CloseLedger(1, Given.Close, Given.Administrator)).ClosedAt!.Value);
        round.Do(new RecordResult(Result(rules, ledgers.ToDictionary(unit => unit.Unit, unit => unit.Ledger)), versions, Given.Close, Given.Administrator, null, Closing: 1));
        round.Do(GivenRound.Move(RoundState.Published, Published));
        return round;
    }

    /// <summary>The published round with objection o-1 in <paramref name="state"/>.</summary>
    public static CheckedRound With(ObjectionState state)
    {
        var round = PublishedRound();
        round.Do(File());
        if (state >= ObjectionState.Assigned)
            round.Do(new AssignObjection("o-1", Reviewer, During, Given.Administrator));
        if (state >= ObjectionState.Proposed)
            round.Do(Uphold());
        if (state >= ObjectionState.Answered)
            round.Do(Approve());
        Assert.Equal(state, round.Do(new ViewObjection("o-1")).State);
        return round;
    }

    public static FileObjection File(string unit = "u1", string about = "/inspection", string text = "we were inspected", string by = Unit, DateTimeOffset? at = null) =>
        new(unit, about, text, null, null, at ?? During, by);

    public static ProposeAnswer Uphold(string ticket = "o-1", params LedgerChange[] corrections) =>
        new(ticket, ObjectionDecision.Upheld, "you are right", corrections is [] ? [Prize] : corrections, During, Reviewer);

    public static ProposeAnswer Reject(string ticket = "o-1") => new(ticket, ObjectionDecision.Rejected, "nothing is wrong", [], During, Reviewer);

    public static ApproveAnswer Approve(string ticket = "o-1", string by = Second, DateTimeOffset? at = null) => new(ticket, null, at ?? During, by);

    /// <summary>Applies the next due correction.</summary>
    public static RecordResult NextVersion(CheckedRound round)
    {
        var due = round.Do(new ViewDueCorrection()).Next!;
        var corrected = round.Unit(due.Unit).Do(new CorrectLedger(due.Ticket, due.Changes, due.ApprovedAt, due.ApprovedBy));
        return new(
            Result(round.State.Rules!, round.Ledgers().SetItem(due.Unit, corrected.Ledger)), new Dictionary<string, long> { [due.Unit] = corrected.Version },
            During.AddHours(1), due.ApprovedBy, null, due.Ticket);
    }

    /// <summary>The changes that make a ledger of an empty one.</summary>
    private static LedgerChange[] Entries(UnitLedger ledger) =>
    [
        .. ledger.Sheets.Select(sheet => new SheetEntered(sheet)), .. ledger.Claims.Select(claim => new ClaimDecided(claim)),
        .. ledger.Adjustments.Select(adjustment => new AdjustmentEntered(adjustment)), .. ledger.SpotChecks.Select(check => new SpotCheckEntered(check)),
        .. ledger.Facts.Select(fact => new FactStated(fact)),
    ];

    private static RoundResult Result(RoundRules rules, IReadOnlyDictionary<string, UnitLedger> ledgers) =>
        new() { Round = rules.Id, Classes = TallyCounter.Score(rules, new Tally(), LedgerFacts.Of(rules, ledgers).Answer) };
}
