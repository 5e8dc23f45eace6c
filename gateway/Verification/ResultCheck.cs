using System.Globalization;
using Evaluation.Gateway.Verification.Publishing;
using Evaluation.Rounds;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Computes every version of a round's result again, from the recounted boxes and the ledgers that it names, and compares every figure.
/// </summary>
internal static class ResultCheck
{
    /// <summary>Differing figures of one version that are listed.</summary>
    private const int FiguresListed = 10;

    /// <returns>The number of versions that agree.</returns>
    public static int Run(RoundRecord record, Round round, RoundSums sums, UnitCheck units, Findings findings)
    {
        var agreeing = 0;
        foreach (var version in round.Versions)
        {
            var at = record.ResultAt[version.Result.Version];
            // A ledger that is not there is a finding of the units.
            if (units.LedgersOf(version) is not { } ledgers)
                continue;
            var computed = ResultComputation.Compute(round.Rules!, ledgers, sums.Votes, sums.Turnout, version.Pinned);
            if (computed.IsRefused(out var refusal))
            {
                findings.Add(FindingKind.Differs, record.Stream, at, $"result {version.Result.Version} cannot be computed from its ledgers: {refusal.Detail}");
                continue;
            }
            var again = computed.Answer with { Version = version.Result.Version, ComputedAt = version.Result.ComputedAt };
            var differences = FigureComparison.Differences(StoredJson.Of(version.Result), StoredJson.Of(again));
            foreach (var (pointer, recorded, recomputed) in differences.Take(FiguresListed))
                findings.Add(FindingKind.Differs, record.Stream, at, $"result {version.Result.Version}, {pointer}: recorded {recorded}, recomputed {recomputed}");
            if (differences.Count > FiguresListed)
                findings.Add(FindingKind.Differs, record.Stream, at, string.Create(CultureInfo.InvariantCulture, $"result {version.Result.Version}: {differences.Count - FiguresListed} more figures"));
            var tallies = TallyCheck.Fault(round.Rules!, version, computed.Answer, ledgers, sums);
            if (tallies is not null)
                findings.Add(FindingKind.Differs, record.Stream, at, $"result {version.Result.Version} {tallies}");
            agreeing += differences.Count == 0 && tallies is null ? 1 : 0;
        }
        return agreeing;
    }
}
