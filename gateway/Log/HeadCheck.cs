using Evaluation.Journal;
using Evaluation.Log;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Log;

/// <summary>Compares the log with the newest head that was signed and kept.</summary>
public static class HeadCheck
{
    private const string Advice =
        "A backup was restored, a standby was promoted before it had everything, or somebody changed the journal. Restore the newest journal; "
        + "if blocks are lost for good, tell the witnesses and run the command new-origin --reason TEXT.";

    /// <summary>Run before a process serves.</summary>
    /// <exception cref="LogBehindException">The log has lost or changed blocks of the kept head. The message says what to do.</exception>
    /// <exception cref="JournalUnavailableException">The journal did not answer.</exception>
    public static async Task RunAsync(IEngine engine, IJournal journal, IKeptHeads kept, CancellationToken cancel = default)
    {
        if (await kept.ReadAsync(cancel) is not { } signed)
            return;
        var head = (await engine.SendAsync(LogGrain.Ref, new ViewLog())).OrUnavailable();
        Demand(head, signed, null);
        if (head.Origin != signed.Origin)
            return;
        var root = (await new LogProofs(engine, journal).RootAsync(head, signed.Size, cancel)).OrUnavailable();
        Demand(head, signed, root.Root);
    }

    /// <param name="root">The root of the log at the size of the kept head; null if it is not known.</param>
    /// <exception cref="LogBehindException">The log has lost or changed blocks of the kept head.</exception>
    internal static void Demand(LogView head, KeptHead? signed, string? root)
    {
        if (signed is null)
            return;
        if (head.Origin < signed.Origin || (head.Origin == signed.Origin && head.Size < signed.Size))
            throw new LogBehindException($"The log ends at block {head.Size} of origin {head.Origin}; a head of {signed.Size} blocks of origin {signed.Origin} was signed. {Advice}");
        if (head.Origin == signed.Origin && (head.Size == signed.Size ? head.Root : root) is { } now && now != signed.Root)
            throw new LogBehindException($"The first {signed.Size} blocks of the log are not those whose head was signed. {Advice}");
        if (head.Origin > signed.Origin && head.Last != signed.ToString() && head.Origin == signed.Origin + 1)
            throw new LogBehindException($"Origin {head.Origin} of the log names another last head than the one that was signed: {signed}. {Advice}");
    }

    internal static TAnswer OrUnavailable<TAnswer>(this Outcome<TAnswer> outcome) =>
        outcome.IsRefused(out var refusal) ? throw new JournalUnavailableException($"The log did not answer: {refusal.Detail}") : outcome.Answer;
}
