using Evaluation.Ballots.Keys;
using Evaluation.Evidence;
using Evaluation.Gateway.Verification.Log;
using Evaluation.Gateway.Verification.Registers;
using Evaluation.Journal;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// The checks of the command <c>verify</c>: the journal, the log of blocks, the register of honours, the accounts that both name, then the evidence files.
/// </summary>
public static class WholeCheck
{
    /// <summary>Runs all checks, even if an earlier one fails.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="evidence">The files of evidence.</param>
    /// <param name="to">Receives the findings.</param>
    /// <param name="keys">The keys of rounds, which open encrypted boxes; null for none.</param>
    /// <param name="heads">Heads of the log that somebody holds: the newest signed one, and those of a witness.</param>
    /// <returns>The exit code of the worst finding: a broken chain, a contradiction, lost evidence.</returns>
    /// <exception cref="JournalUnavailableException">The journal or the evidence store did not answer.</exception>
    public static async Task<int> RunAsync(IJournal journal, IEvidenceStore evidence, TextWriter to, IKeyStore? keys = null, IReadOnlyList<KnownHead>? heads = null)
    {
        var findings = new Findings(to);
        await Recount.RunAsync(journal, findings, to, keys);
        await new LogCheck(journal, heads ?? [], findings, to).RunAsync();
        await new ComplaintCheck(journal, findings).RunAsync();
        await new HonourCheck(journal, findings).RunAsync();
        await new ActorCheck(journal, findings).RunAsync();
        try
        {
            var kept = await EvidenceCheck.RunAsync(journal, evidence, to);
            return findings.Count > 0 ? findings.ExitCode : kept;
        }
        catch (EvidenceUnavailableException failure)
        {
            throw new JournalUnavailableException(failure.Message, failure);
        }
    }
}
