using Evaluation.Ballots;
using Evaluation.Comments;
using Evaluation.Criteria;
using Evaluation.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;

namespace Evaluation.Testing;

/// <summary>A grain without engine and journal: decides, evolves and answers synchronously, and keeps its history.</summary>
public class Alone<TAggregate, TState, TCommand, TEvent>
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public TState State { get; private set; } = TAggregate.Start(new GrainId("any-1"));

    public List<TEvent> History { get; } = [];

    public Outcome<TAnswer> Send<TAnswer>(ICommand<TAnswer> command)
    {
        var sent = (TCommand)(object)command;
        var decision = TAggregate.Decide(State, sent);
        for (var i = 0; i < decision.EventCount; i++)
            Happen(decision[i]);
        if (decision.Refusal is { } refusal)
            return refusal;
        TAggregate.Hear(State, sent);
        return (TAnswer)TAggregate.Answer(State, sent);
    }

    /// <summary>Sends a command that must succeed.</summary>
    public TAnswer Do<TAnswer>(ICommand<TAnswer> command) => Send(command).Answer;

    /// <summary>Sends a command that must be refused.</summary>
    public Refusal Refused<TAnswer>(ICommand<TAnswer> command) =>
        Send(command).Refusal ?? throw new InvalidOperationException($"{command} was not refused.");

    public void Happen(TEvent happened)
    {
        State = TAggregate.Evolve(State, happened);
        History.Add(happened);
    }
}

public sealed class AloneBox : Alone<BoxGrain, BallotBox, BoxCommand, BoxEvent>;

public sealed class AloneRound : Alone<RoundGrain, Round, RoundCommand, RoundEvent>;

public sealed class AloneStaff : Alone<StaffGrain, StaffRoster, StaffCommand, StaffEvent>;

public sealed class AloneCriterion : Alone<CriterionGrain, CriterionState, CriterionCommand, NoEvent>;

public sealed class AloneUnit : Alone<UnitGrain, UnitState, UnitCommand, UnitEvent>;

public sealed class AloneComments : Alone<CommentGrain, CommentBook, CommentCommand, CommentEvent>;
