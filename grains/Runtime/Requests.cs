namespace Evaluation.Runtime;

/// <summary>A query, a command or an observation for a grain with this state.</summary>
public interface IRequest<TState>
    where TState : class
{
    /// <summary>The outcome for a sender in another process, which knows the answer's type from its own request.</summary>
    Outcome<object> UntypedOutcome(TState state);
}

/// <summary>A request whose sender gets a <typeparamref name="TAnswer"/> or a refusal.</summary>
public interface IRequest<TState, TAnswer> : IRequest<TState>
    where TState : class
    where TAnswer : class
{
    /// <summary>The outcome, from the state after the request's own events. Changes nothing.</summary>
    Outcome<TAnswer> OutcomeFrom(TState state);

    Outcome<object> IRequest<TState>.UntypedOutcome(TState state) => OutcomeFrom(state).Untyped();
}

/// <summary>A question: a pure function over the state. It may refuse and never appends.</summary>
public interface IQuery<TState, TAnswer> : IRequest<TState, TAnswer>, IRepeatable
    where TState : class
    where TAnswer : class
{
    Outcome<TAnswer> Answer(TState state);

    Outcome<TAnswer> IRequest<TState, TAnswer>.OutcomeFrom(TState state) => Answer(state);
}

/// <summary>A request to change the state. <see cref="IAggregate{TState, TCommand, TEvent}.Decide"/> decides it.</summary>
/// <remarks>A type that implements this interface derives from the <c>TCommand</c> of its aggregate; a test enumerates them.</remarks>
public interface ICommand<TState, TAnswer> : IRequest<TState, TAnswer>
    where TState : class
    where TAnswer : class
{
    /// <summary>The answer to a command that was not refused, from the state after its events.</summary>
    TAnswer Answer(TState state);

    Outcome<TAnswer> IRequest<TState, TAnswer>.OutcomeFrom(TState state) => Answer(state);
}

/// <summary>
/// Values that another grain reports and can report again, such as totals. They are kept in memory only and are never journaled, so no
/// event may depend on them. An observation is never refused.
/// </summary>
public abstract record Observation<TState> : IRequest<TState, Nothing>, IRepeatable
    where TState : class
{
    /// <summary>Stores the reported values in the state.</summary>
    /// <returns>Whether the state now holds reported values: such a grain stays in memory while it is used.</returns>
    public abstract bool Observe(TState state);

    public Outcome<Nothing> OutcomeFrom(TState state) => Nothing.Value;
}

/// <summary>
/// Marks a type of request that may be sent again when its answer was lost. The second execution, even after other requests, appends
/// nothing. It is refused only if the first execution was refused. All queries and observations are repeatable. A command is repeatable
/// if its type implements this interface.
/// </summary>
public interface IRepeatable;
