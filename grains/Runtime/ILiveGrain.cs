namespace Evaluation.Runtime;

/// <summary>A grain in memory, as an engine sees it.</summary>
public interface ILiveGrain
{
    /// <summary>
    /// Takes one turn: carries out the commands in their order and tells every sender what became of it. One turn at a time.
    /// Never throws; to be awaited once, before the next.
    /// </summary>
    ValueTask TurnAsync(IReadOnlyList<Pending> commands);

    /// <summary>False for a grain without history that was told nothing, only asked after: it need not stay in memory.</summary>
    bool HoldsAnything { get; }

    /// <summary>
    /// Whether the stream was found to hold what this grain did not write, because another activation lives or has lived; or may hold it, since the
    /// journal was lost for a while. From then on the grain refuses everything with <see cref="Refusal.Overtaken"/>; the engine puts it away, and the next
    /// command finds one that has read the whole.
    /// </summary>
    bool WasOvertaken { get; }

    /// <summary>Leaves a snapshot, if one is worth it, before the grain is put away. Never throws.</summary>
    ValueTask RestAsync();
}
