using Evaluation.Runtime;

namespace Evaluation.Log;

/// <summary>A command to the log.</summary>
public abstract record LogCommand;

/// <summary>
/// Adds a block with the reported heads that no block has yet. Without a moment that is not recorded, nothing happens within
/// <see cref="Limits.BlockEvery"/> of the last block, so that several processes may send it; nor without reported heads, unless
/// <paramref name="EvenEmpty"/>.
/// </summary>
/// <param name="Salt">32 random bytes in base 64.</param>
/// <param name="EvenEmpty">Whether a block is due even if nothing has changed: while people vote.</param>
/// <param name="Moments">What of rounds has happened, recorded once.</param>
public sealed record AddBlock(DateTimeOffset At, string Salt, bool EvenEmpty, IReadOnlyList<LogMoment> Moments) : LogCommand, ICommand<BlockLog, LogView>, IRepeatable
{
    public LogView Answer(BlockLog state) => LogView.Of(state);
}

/// <summary>Begins a new tree with a block that has all reported heads.</summary>
/// <param name="Salt">32 random bytes in base 64.</param>
/// <param name="AtLeast">The smallest number that the origin may have: signed heads may name origins that the journal has lost.</param>
/// <param name="Last">See <see cref="LogOrigin.Last"/>.</param>
public sealed record BeginOrigin(DateTimeOffset At, string Salt, int AtLeast, string? Last, string Reason, IReadOnlyList<LogHead> Heads) : LogCommand, ICommand<BlockLog, LogView>
{
    public LogView Answer(BlockLog state) => LogView.Of(state);
}

/// <summary>Reports heads of streams. Those that no block has go into the next one.</summary>
public sealed record ReportHeads(IReadOnlyList<LogHead> Heads) : Observation<BlockLog>
{
    public override bool Observe(BlockLog state) => state.Report(Heads);
}

/// <summary>Reports a signed head, so that every gateway can serve it. The one with the newest signature is kept.</summary>
/// <param name="Text">The signed note.</param>
/// <param name="Key">The line with which a witness verifies it.</param>
/// <param name="SignedAt">When it was signed.</param>
public sealed record ReportCheckpoint(string Text, string Key, int Origin, long Size, DateTimeOffset SignedAt) : Observation<BlockLog>
{
    public override bool Observe(BlockLog state) => state.Keep(this);
}
