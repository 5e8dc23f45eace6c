namespace Evaluation.Kernel;

public static partial class Limits
{
    // The log of blocks

    /// <summary>
    /// Shortest time between two blocks without a moment to record, and the time between two blocks while people vote. A change is covered by
    /// a signed head within seconds, and a year of voting has 3,150,000 blocks.
    /// </summary>
    public static readonly TimeSpan BlockEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Blocks whose hashes make one node that is kept in memory. A proof reads the blocks of at most two such groups from the journal; a year
    /// of voting takes 0.8 MB of memory.
    /// </summary>
    public const int BlocksPerGroup = 256;

    /// <summary>How often a process looks for changes, due moments and checkpoints to sign.</summary>
    public static readonly TimeSpan LogTick = TimeSpan.FromSeconds(1);

    /// <summary>Age at which a checkpoint is signed again, so that a witness sees that the server still answers for its log.</summary>
    public static readonly TimeSpan CheckpointEvery = TimeSpan.FromMinutes(1);

    /// <summary>Heads of streams in one report to the log.</summary>
    public const int HeadsPerReport = 1_000;

    /// <summary>How often every process looks at all rounds: another one may have opened a vote and stopped.</summary>
    public static readonly TimeSpan RoundsLookedAtEvery = TimeSpan.FromMinutes(1);
}
