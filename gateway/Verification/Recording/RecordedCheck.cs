using System.Diagnostics;
using Evaluation.Ballots.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Gateway.Operations.Storage;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification.Recording;

/// <summary>A <see cref="WholeCheck"/> whose outcome is recorded for the operations page.</summary>
public static class RecordedCheck
{
    /// <param name="record">Stores the outcome. If it fails, that is written and the exit code stays the same.</param>
    /// <param name="keys">The keys of rounds.</param>
    /// <returns>The exit code of the check.</returns>
    /// <exception cref="JournalUnavailableException">The journal or the evidence store did not answer. Nothing is recorded.</exception>
    public static async Task<int> RunAsync(IJournal journal, IEvidenceStore evidence, TextWriter to, TimeProvider clock, Func<VerificationRecord, Task> record, IKeyStore keys, IReadOnlyList<KnownHead>? heads = null)
    {
        var began = Stopwatch.GetTimestamp();
        var code = await WholeCheck.RunAsync(journal, evidence, to, keys, heads);
        try
        {
            await record(new(clock.GetUtcNow(), Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1), OutcomeOf(code)));
        }
        catch (Exception failure)
        {
            to.WriteLine($"The operations page will not show this verification: {failure.Message}");
        }
        return code;
    }

    private static VerificationOutcome OutcomeOf(int code) => code switch
    {
        ExitCodes.Clean => VerificationOutcome.Agrees,
        ExitCodes.JournalBroken => VerificationOutcome.ChainBroken,
        ExitCodes.EvidenceLost => VerificationOutcome.EvidenceLost,
        _ => VerificationOutcome.Contradicts,
    };
}
