using Evaluation.Assessment;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;
using static Evaluation.Tests.Rounds.Objections.GivenObjection;

namespace Evaluation.Tests.Rounds.Objections;

public sealed class AnsweringTests
{
    /// <summary>State of an objection × act. <c>+</c> changes it, <c>=</c> changes nothing, a code is a refusal.</summary>
    private const string Table = """
                         filed             assigned          proposed      answered
        assign           +                 =                 =             =
        assign-another   +                 +                 +             ObjectionAnswered
        assign-unread    +                 Stale             Stale         ObjectionAnswered
        uphold           +                 +                 =             =
        uphold-otherwise +                 +                 +             ObjectionAnswered
        reject           +                 +                 +             ObjectionAnswered
        check            =                 =                 =             ObjectionAnswered
        check-unchanged  NothingCorrected  NothingCorrected  NothingCorrected ObjectionAnswered
        approve          NothingProposed   NothingProposed   +             =
        approve-2        NothingProposed   NothingProposed   ProposalReplaced ObjectionAnswered
        approve-proposer NothingProposed   NothingProposed   SamePerson    ObjectionAnswered
        approve-objector NothingProposed   NothingProposed   SamePerson    ObjectionAnswered
        approve-third    NothingProposed   NothingProposed   +             ObjectionAnswered
        view             =                 =                 =             =
        """;

    private static readonly Dictionary<string, IRequest<Round, Objection>> Acts = new()
    {
        ["assign"] = new AssignObjection("o-1", Reviewer, During, Given.Administrator),
        ["assign-another"] = new AssignObjection("o-1", "qian", During, Given.Administrator),
        ["assign-unread"] = new AssignObjection("o-1", "qian", During, Given.Administrator, BasedOn: [0]),
        ["uphold"] = Uphold(),
        ["uphold-otherwise"] = Uphold("o-1", new FactStated(new("named"))),
        ["reject"] = Reject(),
        ["check"] = new ViewAnswerCheck("o-1", ObjectionDecision.Upheld, [Prize], Reviewer),
        ["check-unchanged"] = new ViewAnswerCheck("o-1", ObjectionDecision.Upheld, [], Reviewer),
        ["approve"] = Approve(),
        ["approve-2"] = Approve() with { Proposal = 2 },
        ["approve-proposer"] = Approve(by: Reviewer),
        ["approve-objector"] = Approve(by: Unit),
        ["approve-third"] = Approve(by: "qian"),
        ["view"] = new ViewObjection("o-1"),
    };

    [Fact]
    public void Every_act_is_tried_in_every_state_of_an_objection()
    {
        var rows = Table.Split('\n');
        var states = rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Enum.Parse<ObjectionState>(word, ignoreCase: true)).ToArray();
        foreach (var row in rows[1..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            foreach (var (state, expected) in states.Zip(row[1..]))
            {
                var round = With(state);
                var history = round.History.Count;
                var sent = round.Send(Acts[row[0]]);
                var what = sent.Refusal is { } refusal ? refusal.Code.ToString() : round.History.Count == history ? "=" : "+";
                Assert.Equal((row[0], state, expected), (row[0], state, what));
                Assert.Equal(what == "+" ? history + 1 : history, round.History.Count);
            }
    }

    [Fact]
    public void A_new_proposal_replaces_the_old_one_under_the_next_number()
    {
        var round = With(ObjectionState.Proposed);
        var replaced = round.Do(Reject());
        Assert.Equal((2, ObjectionDecision.Rejected, "nothing is wrong"), (replaced.Proposal!.Number, replaced.Proposal.Decision, replaced.Proposal.Text));

        var refusal = round.Refused(Approve() with { Proposal = 1 });
        Assert.Equal((RefusalCode.ProposalReplaced, 2), (refusal.Code, refusal.Fact("proposal")));
        Assert.Equal(ObjectionDecision.Rejected, round.Do(Approve() with { Proposal = 2 }).Answer!.Decision);
    }

    [Fact]
    public void An_answer_and_its_adjustments_name_two_persons()
    {
        var round = With(ObjectionState.Answered);
        var answer = round.Do(new ViewObjection("o-1")).Answer!;
        Assert.Equal((Reviewer, Second), (answer.ProposedBy, answer.ApprovedBy));
        var adjustment = Assert.IsType<AdjustmentEntered>(Assert.Single(answer.Corrections)).Adjustment;
        Assert.Equal((Reviewer, Second, true), (adjustment.ProposedBy, adjustment.ApprovedBy, adjustment.IsApproved));
    }

    [Fact]
    public void The_approver_of_an_adjustment_cannot_be_set_in_the_proposal()
    {
        var round = With(ObjectionState.Filed);
        var forged = new AdjustmentEntered(new("prize", AdjustmentKind.Bonus, 2, "§ 1", "a prize", "somebody", "somebody-else"));
        var proposal = round.Do(Uphold("o-1", forged)).Proposal!;
        Assert.Equal((Reviewer, null), Names(Assert.Single(proposal.Corrections)));

        static (string, string?) Names(LedgerChange change) => change is AdjustmentEntered { Adjustment: var adjustment } ? (adjustment.ProposedBy, adjustment.ApprovedBy) : default;
    }

    [Fact]
    public void A_rejected_objection_has_no_corrections_and_leads_to_no_version()
    {
        var round = With(ObjectionState.Filed);
        var refusal = round.Refused(Reject() with { Corrections = [Prize] });
        Assert.Equal(RefusalCode.BadCorrection, refusal.Code);

        round.Do(Reject());
        round.Do(Approve());
        Assert.Equal((false, 1, null), (round.Do(new ViewRound()).IsCorrecting, round.State.Versions.Count, round.Do(new ViewRound()).DueAt));
    }

    [Fact]
    public void An_upheld_objection_needs_a_correction()
    {
        var round = PublishedRound(null, ("u1", new UnitLedger(
            [new("chen", new Dictionary<string, decimal?> { ["results"] = 10 })],
            Adjustments: [new("prize", AdjustmentKind.Bonus, 2, "§ 1", "a prize", "qian", "li")],
            SpotChecks: [new("c1", false)])));
        round.Do(File());
        LedgerChange[][] idle =
        [
            [new SheetEntered(new("chen", new Dictionary<string, decimal?> { ["results"] = 10.00m }))],
            [Prize],
            [new SpotCheckEntered(new("c1", true)), new SpotCheckEntered(new("c1", false))],
            [new FactStated(new("named")), new FactWithdrawn("named")],
        ];
        Assert.Equal(RefusalCode.NothingCorrected, round.Refused(Uphold() with { Corrections = [] }).Code);
        foreach (var corrections in idle)
            Assert.Equal(RefusalCode.NothingCorrected, round.Refused(Uphold("o-1", corrections)).Code);
        Assert.NotNull(round.Do(Uphold("o-1", new SpotCheckWithdrawn("c1"))).Proposal);
    }

    [Fact]
    public void A_proposal_that_another_answer_has_outdated_is_not_approved()
    {
        var round = PublishedRound();
        round.Do(File(text: "one"));
        round.Do(File(text: "two"));
        round.Do(Uphold("o-1"));
        round.Do(Uphold("o-2"));
        round.Do(Approve("o-1"));

        // The approval is enough, even if it is not applied yet.
        Assert.Equal(RefusalCode.NothingCorrected, round.Refused(Approve("o-2")).Code);
        round.Do(NextVersion(round));
        Assert.Equal(RefusalCode.NothingCorrected, round.Refused(Approve("o-2")).Code);
        round.Do(Uphold("o-2", new AdjustmentWithdrawn("prize")));
        Assert.NotNull(round.Do(Approve("o-2")).Answer);
    }

    [Fact]
    public void Every_act_on_an_objection_is_audited()
    {
        var round = With(ObjectionState.Answered);
        round.Do(NextVersion(round));
        Assert.Equal(
            [
                (Unit, "objection-filed", "o-1: unit u1, /inspection of version 1"), (Given.Administrator, "objection-assigned", "o-1 to wang"),
                (Reviewer, "answer-proposed", "o-1: upheld with 1 corrections"), (Second, "objection-answered", "o-1: upheld with 1 corrections, proposed by wang"),
                (Second, "result-computed", "version 2, objection o-1"),
            ],
            round.Do(new ViewAudit()).Lines.TakeLast(5).Select(line => (line.By, line.Act, line.Detail!)));
    }
}
