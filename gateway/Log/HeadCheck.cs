using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>Compares the log with the newest head that was signed and kept.</summary>
public static partial class HeadCheck
{
    private const string Advice =
        "A backup was restored, a standby was promoted before it had everything, or somebody changed the journal. Restore the newest journal; "
        + "if blocks are lost for good, tell the witnesses and run the command new-origin --reason TEXT.";

    /// <summary>Run before a process serves.</summary>
    /// <param name="log">
    /// Receives a warning where the log has blocks and no head is kept; null for a process that does not sign. It is no refusal: a restore
    /// to another machine has no kept head.
    /// </param>
    /// <exception cref="LogBehindException">The log has lost or changed blocks of the kept head. The message says what to do.</exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async Task RunAsync(IEngine engine, IJournal journal, IKeptHeads kept, ILogger? log = null, CancellationToken cancel = default)
    {
        var signed = await kept.ReadAsync(cancel);
        if (signed is null && log is null)
            return;
        var head = (await engine.SendAsync(LogGrain.Ref, new ViewLog())).OrUnavailable();
        if (signed is not null)
            await DemandAsync(new(engine, journal), head, signed, cancel);
        else if (head.Begins + head.Size > 0)
            LogNothingKept(log!, head.Begins + head.Size);
    }

    /// <summary>Demands that a head continues the newest signed one. Run before a head is signed.</summary>
    /// <exception cref="LogBehindException">The log has lost or changed blocks of the kept head.</exception>
    internal static async Task DemandAsync(LogProofs proofs, LogView head, KeptHead? signed, CancellationToken cancel)
    {
        Demand(head, signed, null);
        if (signed is not null && head.Origin == signed.Origin && head.Size > signed.Size)
            Demand(head, signed, (await proofs.RootAsync(head, signed.Size, cancel)).OrUnavailable().Root);
    }

    /// <param name="root">The root of the log at the size of the kept head; null if it is not known.</param>
    /// <exception cref="LogBehindException">The log has lost or changed blocks of the kept head.</exception>
    private static void Demand(LogView head, KeptHead? signed, string? root)
    {
        if (signed is null)
            return;
        if (head.Origin < signed.Origin || (head.Origin == signed.Origin && head.Size < signed.Size))
            throw new LogBehindException($"The stream 'log' ends at version {head.Begins + head.Size}, at block {head.Size} of origin {head.Origin}; a head of {signed.Size} blocks of origin {signed.Origin} was signed. {Advice}");
        if (head.Origin == signed.Origin && (head.Size == signed.Size ? head.Root : root) is { } now && now != signed.Root)
            throw new LogBehindException($"The stream 'log' was changed before version {head.Begins + signed.Size}: its first {signed.Size} blocks of origin {signed.Origin} are not those whose head was signed. {Advice}");
        if (head.Origin > signed.Origin && head.Last != signed.ToString() && head.Origin == signed.Origin + 1)
            throw new LogBehindException($"Origin {head.Origin} of the stream 'log', from version {head.Begins}, names another last head than the one that was signed: {signed}. {Advice}");
    }

    internal static TAnswer OrUnavailable<TAnswer>(this Outcome<TAnswer> outcome) =>
        outcome.IsRefused(out var refusal) ? throw new JournalUnavailableException($"The log did not answer: {refusal.Detail}") : outcome.Answer;

    [LoggerMessage(LogLevel.Warning, "The log has {Blocks} blocks, but no kept head was found beside the keys: whether an older copy of the journal was restored cannot be noticed at this start. "
        + "Expected after a restore to another machine and where heads are signed for the first time; otherwise somebody has removed it: run verify --heads FILE with the heads of a witness. See the handbook, The log is behind what was signed.")]
    private static partial void LogNothingKept(ILogger log, long blocks);
}
