namespace Evaluation.Kernel;

/// <summary>The decision on a command: events, a refusal, both (a refusal that is logged), or nothing to do.</summary>
public readonly struct Decision<TEvent>
    where TEvent : class
{
    private readonly TEvent? _one;
    private readonly IReadOnlyList<TEvent>? _many;

    private Decision(TEvent? one, IReadOnlyList<TEvent>? many, Refusal? refusal) => (_one, _many, Refusal) = (one, many, refusal);

    /// <summary>The state already is as the command asks.</summary>
    public static Decision<TEvent> NothingToDo => default;

    public Refusal? Refusal { get; }

    public int EventCount => _many?.Count ?? (_one is null ? 0 : 1);

    public TEvent this[int index] => _many is null ? _one! : _many[index];

    /// <summary>Refuses the command and records the attempt as an event.</summary>
    public static Decision<TEvent> RefusedAndLogged(Refusal refusal, TEvent attempt) => new(attempt, null, refusal);

    /// <summary>The same decision with another wording of its refusal.</summary>
    public Decision<TEvent> Reworded(Func<Refusal, Refusal> reword) => Refusal is null ? this : new(_one, _many, reword(Refusal));

    /// <summary>The same decision with another form of its only event.</summary>
    public Decision<TEvent> InForm(TEvent one) => new(one, null, Refusal);

    public static Decision<TEvent> Of(params TEvent[] events) => new(null, events, null);

    public static implicit operator Decision<TEvent>(TEvent one) => new(one, null, null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new(null, null, refusal);
}
