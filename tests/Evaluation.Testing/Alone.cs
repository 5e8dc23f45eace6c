using Evaluation.Awards;
using Evaluation.Ballots;
using Evaluation.Ballots.Records;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Criteria;
using Evaluation.Cuts;
using Evaluation.Findings;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;

namespace Evaluation.Testing;

/// <summary>A grain without engine and journal: decides, evolves and answers synchronously, and keeps its history.</summary>
/// <param name="stream">The name of its stream.</param>
public class Alone<TAggregate, TState, TCommand, TEvent>(string stream = "any-1")
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public TState State { get; private set; } = TAggregate.Start(new GrainId(stream));

    public List<TEvent> History { get; } = [];

    public virtual Outcome<TAnswer> Send<TAnswer>(IRequest<TState, TAnswer> request)
        where TAnswer : class
    {
        if (request is TCommand command)
        {
            var decision = TAggregate.Decide(State, command);
            for (var i = 0; i < decision.EventCount; i++)
                Happen(decision[i]);
            if (decision.Refusal is { } refusal)
                return refusal;
        }
        else if (request is Observation<TState> observation)
        {
            observation.Observe(State);
        }
        return request.OutcomeFrom(State);
    }

    /// <summary>Sends a request that must succeed.</summary>
    public TAnswer Do<TAnswer>(IRequest<TState, TAnswer> request)
        where TAnswer : class => Send(request).Answer;

    /// <summary>Sends a request that must be refused.</summary>
    public Refusal Refused<TAnswer>(IRequest<TState, TAnswer> request)
        where TAnswer : class => Send(request).Refusal ?? throw new InvalidOperationException($"{request} was not refused.");

    public void Happen(TEvent happened)
    {
        State = TAggregate.Evolve(State, happened);
        History.Add(happened);
    }
}

public sealed class AloneBox : Alone<BoxGrain, BallotBox, BoxCommand, BoxEvent>;

public class AloneRound : Alone<RoundGrain, Round, RoundCommand, RoundEvent>;

public sealed class AloneStaff : Alone<StaffGrain, StaffRoster, StaffCommand, StaffEvent>;

public sealed class AloneCriterion : Alone<CriterionGrain, CriterionState, NoCommand, NoEvent>;

public sealed class AloneUnit : Alone<UnitGrain, UnitState, UnitCommand, UnitEvent>;

public sealed class AloneCut : Alone<CutGrain, CutState, CutCommand, CutEvent>;

public sealed class AloneRecord : Alone<RecordGrain, SealedRecord, RecordCommand, RecordEvent>;

public sealed class AloneTargets : Alone<TargetGrain, TargetBook, TargetCommand, TargetEvent>;

public sealed class AlonePanels : Alone<PanelGrain, PanelBook, PanelCommand, PanelEvent>;

public sealed class AloneComments : Alone<CommentGrain, CommentBook, CommentCommand, CommentEvent>;

public sealed class AloneFindings : Alone<FindingGrain, FindingBook, FindingCommand, FindingEvent>;

/// <summary>The complaints of 2011.</summary>
public sealed class AloneComplaints() : Alone<ComplaintGrain, ComplaintBook, ComplaintCommand, ComplaintEvent>("complaints-2011");
public sealed class AloneAwards : Alone<AwardGrain, AwardBook, AwardCommand, AwardEvent>;

public sealed class AloneHonours : Alone<HonourGrain, HonourRegister, HonourCommand, HonourEvent>;
