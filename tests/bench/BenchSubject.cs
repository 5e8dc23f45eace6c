namespace Evaluation.Bench;

/// <summary>What a run measures.</summary>
internal enum BenchSubject
{
    /// <summary>Casting, beside the HTTP floor.</summary>
    Ballots,

    /// <summary>Sealing, starting and replaying.</summary>
    Replay,

    /// <summary>Live scores: how fast they are computed, how far they are behind, and what listeners cost.</summary>
    Live,

    /// <summary>Exports of all slips: how fast they are, and how much memory they take.</summary>
    Export,
}
