using Evaluation.Assessment;
using Evaluation.Results;
using Evaluation.Results.Recounts;
using Evaluation.Rules;
using Evaluation.Scoring;

namespace Evaluation.Gateway.Verification.Publishing;

/// <summary>Makes again what is published with a version of a result for a recount, and compares its hash with the one that the version names.</summary>
internal static class TallyCheck
{
    /// <summary>What differs; null where nothing does, and where the version names no hash.</summary>
    /// <param name="result">The result as computed again.</param>
    public static string? Fault(RoundRules rules, ResultVersion version, RoundResult result, IReadOnlyDictionary<string, UnitLedger> ledgers, RoundSums sums)
    {
        if (version.Recount is not { } recorded)
            return null;
        if (PublishedTallies.Of(rules) == PublicRecount.None)
            return "names a hash of published tallies, but the rules publish nothing";
        var published = new PublishedTallies(rules, version.Result.Version, result.Turnout, sums.Votes, ledgers, version.Pinned, sums.Patterns);
        var hash = PublishedTallies.HashOf(published.Write());
        return hash == recorded ? null : $"names the hash {recorded} of published tallies; made again, they have {hash}";
    }
}
