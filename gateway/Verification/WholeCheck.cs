using Evaluation.Evidence;
using Evaluation.Gateway.Hosting;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>All that <c>verify</c> looks at: the journal's chains and counts, then the files that it names.</summary>
public static class WholeCheck
{
    /// <returns>The exit code of the first check that found something; all are made.</returns>
    /// <exception cref="JournalBrokenException">A chain is broken; the message says where.</exception>
    /// <exception cref="JournalUnavailableException">The journal, or the store of evidence, did not answer.</exception>
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
