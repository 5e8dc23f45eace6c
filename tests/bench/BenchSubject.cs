namespace Evaluation.Bench;

/// <summary>What a run measures.</summary>
internal enum BenchSubject
{
    /// <summary>Casting, compared with the HTTP floor.</summary>
    Ballots,

    /// <summary>Sealing, starting and replaying.</summary>
    Replay,

    /// <summary>Sealing a large round with its sealed record.</summary>
    Seal,

    /// <summary>Live scores: speed, delay, and the cost of listeners.</summary>
    Live,

    /// <summary>Exports of all slips: speed and memory.</summary>
    Export,

    /// <summary>Assessment of a large round: saves, lists, results.</summary>
    Assess,
}
