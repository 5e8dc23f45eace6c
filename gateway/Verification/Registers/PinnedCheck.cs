using System.Globalization;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Compares the figures that a result took from other rounds with the results of those rounds: the rounds are those of the rules, the
/// version exists, every exact figure rounds to the one that the other round shows, the vetoes are the same, and every tail names the unit
/// there.
/// </summary>
internal sealed class PinnedCheck(OtherRounds others, RoundRecord record, Findings findings)
{
    /// <param name="round">The round as it was when its streams were read.</param>
    public async ValueTask RunAsync(Round round)
    {
        foreach (var version in round.Versions)
        {
            if (!(version.Pinned ?? []).Select(pinned => pinned.Round).SequenceEqual((round.Rules!.Combine ?? []).Select(part => part.Round)))
                Differs(version, "does not take the totals of the rounds that the rules combine");
            foreach (var pinned in version.Pinned ?? [])
                if (Fault(round.Rules, pinned, await FindAsync(pinned.Round)) is { } fault)
                    Differs(version, fault);
        }
    }

    private void Differs(ResultVersion version, string fault) =>
        findings.Add(FindingKind.Differs, record.Stream, record.ResultAt[version.Result.Version], string.Create(CultureInfo.InvariantCulture, $"result {version.Result.Version} {fault}"));

    private async ValueTask<Round> FindAsync(string id)
    {
        var other = await others.FindAsync(id);
        if (other.Rules is null)
            findings.Add(FindingKind.Missing, RoundGrain.Ref(id).Stream, null, $"{record.Stream} combines its result");
        return other;
    }

    private static string? Fault(RoundRules rules, PinnedRound pinned, Round other)
    {
        if (other.Rules is null)
            return null;
        if (pinned.Version < 1 || pinned.Version > other.Versions.Count)
            return string.Create(CultureInfo.InvariantCulture, $"takes version {pinned.Version} of round '{pinned.Round}', which has {other.Versions.Count}");
        var units = other.Versions[pinned.Version - 1].Result.Classes.SelectMany(ranked => ranked.Units).ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        foreach (var figures in pinned.Units)
        {
            var code = figures.Code ?? figures.Unit;
            if (!units.TryGetValue(code, out var shown) || !figures.AreShown(shown, other.Rules.Policies.Decimals))
                return $"takes other figures of unit '{code}' than round '{pinned.Round}' shows in version {pinned.Version}";
            // Results that were computed before tails were carried name none.
            if (figures.Tails is { } tails && !tails.SequenceEqual(CarriedTail.Of(other.Rules, shown)))
                return $"names other tails of unit '{code}' than round '{pinned.Round}' shows in version {pinned.Version}";
        }
        var missing = rules.Units.FirstOrDefault(unit => units.ContainsKey(unit.Code) && pinned.Units.All(figures => figures.Unit != unit.Code));
        return missing is null ? null : $"leaves out unit '{missing.Code}', which round '{pinned.Round}' has";
    }
}
