using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Batches;
using Evaluation.Ballots.LostSlips;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Criteria;
using Evaluation.Cuts;
using Evaluation.Evidence;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.LostSlips;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Staff.Proposals;
using Evaluation.Targets;
using Evaluation.Tests.Awards;
using Evaluation.Tests.Ballots.LostSlips;
using Evaluation.Tests.Rounds;
using Evaluation.Tests.Rounds.LostSlips;
using Evaluation.Tests.Rounds.Objections;
using Evaluation.Tests.Units.SelfAssessments;
using Evaluation.Tests.Workflows.Live;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Tests.Runtime;

/// <summary>
/// Every type of request that says it is repeatable is sent twice: the second time appends nothing and gets the first answer.
/// </summary>
public sealed partial class RepeatableTests
{
    private static readonly Actor Inspector = new("wang", "wang");

    private static readonly EvidenceItem Item = new(new string('a', 64), 1, "application/pdf", "title", EvidenceKind.Volume, "results", new(2020, 3, 1));

    /// <summary>An example of each repeatable type, with a grain that carries it out.</summary>
    private static readonly Dictionary<Type, Action> Examples = WithLog(new(OfRecords())
    {
        [typeof(OpenBox)] = () => Twice(new AloneBox(), new OpenBox(Given.Shape, Given.Window)),
        [typeof(StoreCredentials)] = () => Twice(new AloneBox(), Given.Stored("npc", 1, 2)),
        [typeof(StoreBatch)] = () => Twice(new AloneBox(), new StoreBatch("b", "npc", null, [Given.Credential(1)])),
        [typeof(SettleBatch)] = () => Twice(Given.OpenBox(), new SettleBatch("batch-npc", 1)),
        [typeof(RevokeSlip)] = () => Twice(NumberedBox.Open(), new RevokeSlip(2, NumberedBox.Sealed(11))),
        [typeof(ActivateSpare)] = () => Twice(NumberedBox.Open(), new ActivateSpare(3, NumberedBox.Sealed(14))),
        [typeof(ViewSlip)] = () => Twice(NumberedBox.Open(), new ViewSlip(NumberedBox.Sealed(11))),
        [typeof(StartSlipRevocation)] = () => Twice(GivenLostSlip.Round(), GivenLostSlip.Start("s1", "p1")),
        [typeof(CompleteSlipRevocation)] = () => Twice(GivenLostSlip.Revoking(), GivenLostSlip.Complete(1, SlipOutcome.Replaced)),
        [typeof(ViewSlipRevocation)] = () => Twice(GivenLostSlip.Revoking(), new ViewSlipRevocation("s1")),
        [typeof(HoldBatch)] = () => Twice(Given.OpenBox(), new HoldBatch("batch-npc", 1)),
        [typeof(VoidCredentials)] = () => Twice(Given.OpenBox(), new VoidCredentials("batch-npc")),
        [typeof(CastBallot)] = () => Twice(Given.OpenBox(), Given.Ballot(1, "u1:AA", "u2:BB")),
        [typeof(Evaluation.Ballots.Finishing.FinishBallot)] = () => Twice(Ballots.LimitedBox.Voted(), new Evaluation.Ballots.Finishing.FinishBallot(Given.Credential(1), Given.Now)),
        [typeof(SealBox)] = () => Twice(VotedBox(), new SealBox(Given.Close)),
        [typeof(ViewProgress)] = () => Twice(VotedBox(), new ViewProgress(Given.Credential(1))),
        [typeof(ViewTurnout)] = () => Twice(VotedBox(), new ViewTurnout()),
        [typeof(ViewVotes)] = () => Twice(VotedBox(), new ViewVotes(ViewVotes.Ever, Drawn.Round.Scale)),
        [typeof(ViewPatterns)] = () => Twice(SealedBox(), new ViewPatterns(0)),
        [typeof(ViewComments)] = () => Twice(SealedBox(), new ViewComments(0)),

        [typeof(CountBox)] = () => Twice(GivenRound.In(RoundState.Sealing), new CountBox(0, GivenRound.Report(), Given.Close)),
        [typeof(SettleCredentials)] = () => Twice(ReservedRound(), new SettleCredentials("b", 2, Given.Opening)),
        [typeof(CommitKey)] = () => Twice(GivenRound.In(RoundState.Draft), new CommitKey(new('a', 64), Given.Opening, "li")),
        [typeof(CompleteBatch)] = () => Twice(VoidingRound(), new CompleteBatch("b", 1, BatchOutcome.Void, Given.Opening)),
        [typeof(ViewBatches)] = () => Twice(ReservedRound(), new ViewBatches()),
        [typeof(ViewBatch)] = () => Twice(ReservedRound(), new ViewBatch("b")),
        [typeof(ViewKey)] = () => Twice(GivenRound.Keyed(), new ViewKey()),
        [typeof(StopComputation)] = () => Twice(ComputingRound(), new StopComputation(1, "panels", Given.Close, "li")),
        [typeof(NameRegister)] = () => Twice(GivenRound.In(RoundState.Published), new NameRegister(RoundRegisters.Awards, Given.Close)),
        [typeof(ConfirmOpening)] = () => Twice(StoppedRound(), new ConfirmOpening(2, Given.Close)),
        [typeof(FileObjection)] = () => Twice(GivenObjection.PublishedRound(), GivenObjection.File()),
        [typeof(ViewRound)] = () => Twice(GivenRound.In(RoundState.Voting), new ViewRound()),
        [typeof(ViewRules)] = () => Twice(GivenRound.In(RoundState.Voting), new ViewRules()),
        [typeof(ViewAudit)] = () => Twice(GivenRound.In(RoundState.Voting), new ViewAudit()),
        [typeof(ViewResult)] = () => Twice(GivenRound.In(RoundState.Published), new ViewResult(1)),
        [typeof(ViewVersion)] = () => Twice(GivenRound.In(RoundState.Published), new ViewVersion(null)),
        [typeof(CompareVersions)] = () => Twice(GivenObjection.PublishedRound(), new CompareVersions(null, null)),
        [typeof(ViewDueCorrection)] = () => Twice(GivenObjection.With(ObjectionState.Answered), new ViewDueCorrection()),
        [typeof(ViewCorrectionBase)] = () => Twice(GivenObjection.With(ObjectionState.Answered), new ViewCorrectionBase("o-1")),
        [typeof(ViewObjection)] = () => Twice(GivenObjection.With(ObjectionState.Filed), new ViewObjection("o-1")),
        [typeof(ViewObjections)] = () => Twice(GivenObjection.With(ObjectionState.Filed), new ViewObjections()),
        [typeof(ViewAnswerCheck)] = () => Twice(
            GivenObjection.With(ObjectionState.Filed), new ViewAnswerCheck("o-1", ObjectionDecision.Upheld, [GivenObjection.Prize], GivenObjection.Reviewer)),

        [typeof(CorrectLedger)] = () => Twice(new AloneUnit(), new CorrectLedger("o-1", [GivenObjection.Prize], Given.Now, "li")),
        [typeof(CloseLedger)] = () => Twice(new AloneUnit(), new CloseLedger(1, Given.Now, "li")),
        [typeof(OpenLedger)] = () => Twice(new AloneUnit(), new OpenLedger(1, Given.Now, "li")),
        [typeof(ReserveEvidence)] = () => Twice(new AloneUnit(), new ReserveEvidence(Item.Sha256, Item.Size, Given.Now, "li")),
        [typeof(ReleaseEvidence)] = () => Twice(ReservedUnit(), new ReleaseEvidence(Item.Sha256, Given.Now, "li")),
        [typeof(FileEvidence)] = () => Twice(new AloneUnit(), new FileEvidence(Item, Given.Now, "li")),
        [typeof(FileSelfAssessment)] = () => Twice(new AloneUnit(), GivenSelfAssessment.File()),
        [typeof(ReopenSelfAssessment)] = () => Twice(GivenSelfAssessment.Filed(), GivenSelfAssessment.Reopen()),
        [typeof(ViewSelfAssessment)] = () => Twice(GivenSelfAssessment.Filed(), new ViewSelfAssessment()),
        [typeof(ViewClaims)] = () => Twice(GivenSelfAssessment.Filed(), new ViewClaims()),
        [typeof(ViewUnitAudit)] = () => Twice(GivenSelfAssessment.Filed(), new ViewUnitAudit()),
        [typeof(WithdrawEvidence)] = () => Twice(FiledUnit(), new WithdrawEvidence("ev-1", "wrong year", Given.Now, "li")),
        [typeof(ObserveUnitVotes)] = () => Twice(new AloneUnit(), new ObserveUnitVotes([new(0, 7, Drawn.Sums([Drawn.Slip(new Random(1))]))])),
        [typeof(ViewUnitVotes)] = () => Twice(new AloneUnit(), new ViewUnitVotes(2)),
        [typeof(ViewFiledEvidence)] = () => Twice(FiledUnit(), new ViewFiledEvidence(new("key", "body"), Given.Now, EvidenceOwner.Unit)),
        [typeof(ViewEvidence)] = () => Twice(new AloneUnit(), new ViewEvidence()),
        [typeof(FileSheet)] = () => Twice(new AloneUnit(), new FileSheet("north", 1, new(new Dictionary<string, decimal?> { ["results"] = 1 }), null, Given.Now, Inspector)),
        [typeof(ViewInspections)] = () => Twice(new AloneUnit(), new ViewInspections()),

        [typeof(SeedDraw)] = () => Twice(AnnouncedDraw(), new SeedDraw("d", "seed", Given.Now, Inspector)),
        [typeof(ViewPanels)] = () => Twice(new AlonePanels(), new ViewPanels()),
        [typeof(ViewUnitPanel)] = () => Twice(new AlonePanels(), new ViewUnitPanel("u1")),
        [typeof(ViewDraws)] = () => Twice(AnnouncedDraw(), new ViewDraws()),
        [typeof(ViewPanelAudit)] = () => Twice(AnnouncedDraw(), new ViewPanelAudit()),

        [typeof(ViewLedgerAt)] = () => Twice(ClosedUnit(), new ViewLedgerAt(1)),
        [typeof(ViewSupervision)] = () => Twice(new AloneUnit(), new ViewSupervision()),
        [typeof(ViewUnitMonth)] = () => Twice(new AloneUnit(), new ViewUnitMonth(Given.Opening, Given.Close, new(2020, 12, 1))),
        [typeof(ViewLedger)] = () => Twice(new AloneUnit(), new ViewLedger()),

        [typeof(TakeCut)] = () => Twice(new AloneCut(), new TakeCut(Given.Now, 5, [], [])),
        [typeof(ViewCut)] = () => Twice(new AloneCut(), new ViewCut()),
        [typeof(ViewPastTurnout)] = () => Twice(new AloneCut(), new ViewPastTurnout()),
        [typeof(ObserveCriterionVotes)] = () => Twice(new AloneCriterion(), new ObserveCriterionVotes([new(0, 7, [])])),
        [typeof(ViewCriterionVotes)] = () => Twice(new AloneCriterion(), new ViewCriterionVotes(3, 2)),

        [typeof(ViewCommentNotes)] = () => Twice(new AloneComments(), new ViewCommentNotes("u1")),
        [typeof(ViewCommentCounts)] = () => Twice(new AloneComments(), new ViewCommentCounts(null)),
        [typeof(ViewCommentAudit)] = () => Twice(new AloneComments(), new ViewCommentAudit()),

        [typeof(ViewAwards)] = () => Twice(new AloneAwards(), new ViewAwards()),
        [typeof(ViewSpecialAward)] = () => Twice(GivenAwards.WithSpecial(), new ViewSpecialAward("creative")),
        [typeof(ViewAwardAudit)] = () => Twice(GivenAwards.WithSpecial(), new ViewAwardAudit()),

        [typeof(ViewHonours)] = () => Twice(new AloneHonours(), new ViewHonours()),
        [typeof(ViewHonourAudit)] = () => Twice(new AloneHonours(), new ViewHonourAudit()),

        [typeof(ViewTargets)] = () => Twice(new AloneTargets(), new ViewTargets("u1")),
        [typeof(ViewAllTargets)] = () => Twice(new AloneTargets(), new ViewAllTargets()),
        [typeof(ViewTargetAudit)] = () => Twice(new AloneTargets(), new ViewTargetAudit()),

        [typeof(ViewComplaint)] = () => Twice(Complained(), new ViewComplaint("2011-0001")),
        [typeof(ViewOwnComplaint)] = () => Twice(Complained(), new ViewOwnComplaint("2011-0001", "hash")),
        [typeof(ViewCreatedComplaint)] = () => Twice(Complained(), new ViewCreatedComplaint(new("key", "body"), Given.Opening, "hash")),
        [typeof(ViewComplaintUnits)] = () => Twice(Complained(), new ViewComplaintUnits()),
        [typeof(ViewComplaints)] = () => Twice(Complained(), new ViewComplaints([new("r", "u1")], [], null, 0, 10)),
        [typeof(CountComplaints)] = () => Twice(Complained(), new CountComplaints([new("r", "u1")], null, null)),
        [typeof(ViewComplaintAudit)] = () => Twice(Complained(), new ViewComplaintAudit("r")),
        [typeof(ViewFinding)] = () => Twice(OpenedFinding(), new ViewFinding("u1", "f-1")),
        [typeof(ViewFindings)] = () => Twice(OpenedFinding(), new ViewFindings(null, null, null, new(2020, 12, 1), 10)),
        [typeof(ViewFindingCounts)] = () => Twice(OpenedFinding(), new ViewFindingCounts("u1", new(2020, 12, 1))),
        [typeof(ViewFindingMonth)] = () => Twice(OpenedFinding(), new ViewFindingMonth(Given.Opening, Given.Close, new(2020, 12, 31))),
        [typeof(ViewFindingAudit)] = () => Twice(OpenedFinding(), new ViewFindingAudit()),

        [typeof(ViewFourEyes)] = () => Twice(new AloneStaff(), new ViewFourEyes()),
        [typeof(ViewSecondEyes)] = () => Twice(new AloneStaff(), new ViewSecondEyes("li", [new("wang", "wang")], Given.Now)),
        [typeof(ViewStaff)] = () => Twice(new AloneStaff(), new ViewStaff()),
    });

    public static TheoryData<string> Repeatable => [.. Requests.Where(type => type.IsAssignableTo(typeof(IRepeatable))).Select(type => type.Name)];

    private static IEnumerable<Type> Requests => typeof(IRequest<,>).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && Faces(type, typeof(IRequest<,>)).Any()).OrderBy(type => type.Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Repeatable))]
    public void The_second_time_appends_nothing_and_gets_the_first_answer(string type) => Examples.Single(example => example.Key.Name == type).Value();

    [Fact]
    public void Commands_that_must_not_be_repeated_are_not_marked_as_repeatable()
    {
        Type[] commands = [typeof(AddStaff), typeof(RemoveStaff), typeof(MoveRound), typeof(KeepTime), typeof(ReserveCredentials), typeof(VoidBatch), typeof(AssignObjection), typeof(ProposeAnswer), typeof(TagComments), typeof(AnswerComment), typeof(SetPanel), typeof(RemovePanel), typeof(CreateDraw), typeof(ReopenSheet), typeof(RecordSpotCheck), typeof(ProposeAdjustment), typeof(OpenFinding), typeof(ReplyToFinding)];
        Assert.All(commands, command => Assert.False(command.IsAssignableTo(typeof(IRepeatable)), command.Name));
    }

    [Fact]
    public void Every_query_and_every_observation_is_repeatable()
    {
        foreach (var type in Requests.Where(type => !Faces(type, typeof(ICommand<,>)).Any()))
            Assert.True(type.IsAssignableTo(typeof(IRepeatable)), type.Name);
    }

    [Fact]
    public void Every_command_derives_from_the_command_type_of_its_aggregate_and_nothing_else_does()
    {
        var aggregates = typeof(IAggregate<,,>).Assembly.GetTypes().SelectMany(type => Faces(type, typeof(IAggregate<,,>)))
            .ToDictionary(aggregate => aggregate.GetGenericArguments()[0], aggregate => aggregate.GetGenericArguments()[1]);
        foreach (var request in Requests)
        {
            var state = Faces(request, typeof(IRequest<,>)).Single().GetGenericArguments()[0];
            Assert.Equal((request.Name, Faces(request, typeof(ICommand<,>)).Any()), (request.Name, request.IsAssignableTo(aggregates[state])));
        }
    }

    /// <summary>Sent after other requests, a repeatable command still changes nothing.</summary>
    [Fact]
    public void A_repeated_command_appends_nothing_even_after_other_requests()
    {
        var round = GivenRound.In(RoundState.Sealing);
        round.CountBoxes();
        round.Do(GivenRound.Result());
        var history = round.History.Count;
        round.Do(new CountBox(0, GivenRound.Report(5), Given.Close));
        var settled = ReservedRound();
        settled.Do(new SettleCredentials("b", 2, Given.Opening));
        settled.Do(GivenRound.Reserve("c", "npc", 1));
        settled.Do(new SettleCredentials("b", 3, Given.Opening));

        Assert.Equal(history, round.History.Count);
        Assert.Single(settled.History.OfType<CredentialsSettled>());
        Assert.Equal(2, settled.Do(new ViewRound()).Groups.Sum(group => group.Issued));
    }

    private static IEnumerable<Type> Faces(Type type, Type face) => type.GetInterfaces().Where(known => known.IsGenericType && known.GetGenericTypeDefinition() == face);

    private static void Twice<TAggregate, TState, TCommand, TEvent, TAnswer>(Alone<TAggregate, TState, TCommand, TEvent> grain, IRequest<TState, TAnswer> request)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
        where TAnswer : class
    {
        var (first, history) = (grain.Do(request), grain.History.Count);
        Assert.Equivalent(first, grain.Do(request), strict: true);
        Assert.Equal(history, grain.History.Count);
    }

    private static AloneBox VotedBox()
    {
        var box = Given.OpenBox();
        box.Do(Given.Ballot(1, "u1:AA", "u2:BB well done"));
        return box;
    }

    private static AloneBox SealedBox()
    {
        var box = VotedBox();
        box.Do(new SealBox(Given.Close));
        return box;
    }

    private static AloneUnit FiledUnit()
    {
        var unit = new AloneUnit();
        unit.Do(new FileEvidence(Item, Given.Now, "li", Key: new("key", "body")));
        return unit;
    }

    private static AloneComplaints Complained()
    {
        var complaints = new AloneComplaints();
        complaints.Do(new ReceiveComplaint("r", "u1", "text", null, ComplaintChannel.Online, new(2011, 3, 5), "hash", new("key", "body"), Given.Opening, null));
        return complaints;
    }

    private static AloneFindings OpenedFinding()
    {
        var findings = new AloneFindings();
        findings.Do(new OpenFinding("u1", "a blocked door", new(2020, 12, 10), true, Given.Now, new("li", "li")));
        return findings;
    }

    private static AloneUnit ReservedUnit()
    {
        var unit = new AloneUnit();
        unit.Do(new ReserveEvidence(Item.Sha256, Item.Size, Given.Now, "li"));
        return unit;
    }

    private static AlonePanels AnnouncedDraw()
    {
        var panels = new AlonePanels();
        panels.Do(new CreateDraw("d", DrawSubject.Units, 1, ["u1", "u2"], "a check", null, "an index", null, Given.Now, Inspector));
        return panels;
    }

    private static AloneUnit ClosedUnit()
    {
        var unit = new AloneUnit();
        unit.Do(new CloseLedger(1, Given.Now, "li"));
        return unit;
    }

    private static AloneRound ComputingRound()
    {
        var round = GivenRound.In(RoundState.Sealed);
        round.Do(GivenRound.Start());
        return round;
    }

    private static AloneRound StoppedRound()
    {
        var round = ComputingRound();
        round.Do(new StopComputation(1, "panels", Given.Close, "li"));
        return round;
    }
}
