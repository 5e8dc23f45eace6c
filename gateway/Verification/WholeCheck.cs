using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>The checks of the command <c>verify</c>: the chains and counts of the journal, then the evidence files.</summary>
public static class WholeCheck
{
    /// <summary>Runs all checks, even if an earlier one fails.</summary>
    /// <returns>The exit code of the first check that failed.</returns>
    /// <exception cref="JournalBrokenException">A chain is broken. The message says where.</exception>
    /// <exception cref="JournalUnavailableException">The journal or the evidence store did not answer.</exception>
    public static async Task<int> RunAsync(IJournal journal, IEvidenceStore evidence, TextWriter to)
    {
        var counted = await Recount.RunAsync(journal, to);
        try
        {
            var kept = await EvidenceCheck.RunAsync(journal, evidence, to);
            return counted == ExitCodes.Clean ? kept : counted;
        }
        catch (EvidenceUnavailableException failure)
        {
            throw new JournalUnavailableException(failure.Message, failure);
        }
    }
}
