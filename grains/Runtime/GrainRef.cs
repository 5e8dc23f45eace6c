using Evaluation.Journal;

namespace Evaluation.Runtime;

/// <summary>A kind of grain. Its name is the prefix of the names of its streams. It creates the activations of its grains.</summary>
public abstract class GrainKind<TState>(string name)
    where TState : class
{
    public string Name => name;

    /// <summary>The prefix of the stream names, for kinds that have more than one grain.</summary>
    public string StreamPrefix { get; } = name + "-";

    /// <summary>The only grain of a kind without keys.</summary>
    public GrainRef<TState> Single() => new(this, new(name));

    /// <summary>The grain with this key.</summary>
    public GrainRef<TState> Ref(string key) => new(this, new(StreamPrefix + key));

    /// <summary>A grain in memory that has not read its stream yet.</summary>
    /// <param name="report">Called for bugs and outages.</param>
    /// <param name="changed">Called after every turn that appended events, and when an activation has replayed a stream that was not
    /// empty.</param>
    /// <param name="keys">The keys of grains that are encrypted at rest; null where there are none.</param>
    public abstract ILiveGrain<TState> Activate(
        GrainId id, IJournal journal, Action<GrainId, Exception> report, Action<GrainId>? changed = null, IGrainKeys? keys = null);
}

/// <summary>The kind of the grains of one aggregate.</summary>
public sealed class GrainKind<TAggregate, TState, TCommand, TEvent>(string name) : GrainKind<TState>(name)
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    public override ILiveGrain<TState> Activate(
        GrainId id, IJournal journal, Action<GrainId, Exception> report, Action<GrainId>? changed = null, IGrainKeys? keys = null) =>
        new LiveGrain<TAggregate, TState, TCommand, TEvent>(id, journal, report, changed, keys);
}

/// <summary>A reference to a grain. It takes only requests to this state.</summary>
public readonly record struct GrainRef<TState>(GrainKind<TState> Kind, GrainId Id)
    where TState : class
{
    /// <summary>The name of the stream that holds the grain's events.</summary>
    public string Stream => Id.Stream;

    /// <summary>See <see cref="GrainId.Key"/>.</summary>
    public string Key => Id.Key;

    public static implicit operator GrainId(GrainRef<TState> grain) => grain.Id;

    public override string ToString() => Id.Stream;
}
