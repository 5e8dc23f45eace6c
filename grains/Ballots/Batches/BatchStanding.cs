namespace Evaluation.Ballots.Batches;

/// <summary>What the credentials of a batch may do in a box.</summary>
public enum BatchRight : byte
{
    /// <summary>They vote and count as issued.</summary>
    Votes,

    /// <summary>They are known, but neither vote nor count.</summary>
    Held,

    /// <summary>They are removed for good, and nothing is added to the batch.</summary>
    Void,
}

/// <summary>A batch in a box.</summary>
/// <param name="Version">
/// The version of the last decision about the batch. A command of this version or a lower one changes nothing.
/// </param>
public readonly record struct BatchStanding(int Version, BatchRight Right);
