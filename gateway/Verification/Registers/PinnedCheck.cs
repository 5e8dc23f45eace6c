using System.Globalization;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>
/// Compares the figures that a result took from other rounds with the results of those rounds: the version exists, every unrounded total
/// rounds to the one that the other round shows, and every tail names the unit there.
/// </summary>
internal sealed class PinnedCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private readonly Dictionary<string, Round> _rounds = new(StringComparer.Ordinal);

    /// <param name="round">The round as it was when its streams were read.</param>
    public async ValueTask RunAsync(Round round)
    {
        foreach (var version in round.Versions)
            foreach (var pinned in version.Pinned ?? [])
                if (Fault(round.Rules!, pinned, await ReadAsync(pinned.Round)) is { } fault)
                    findings.Add(FindingKind.Differs, record.Stream, record.ResultAt[version.Result.Version], $"result {version.Result.Version} {fault}");
    }

    private async ValueTask<Round> ReadAsync(string id)
    {
        if (_rounds.TryGetValue(id, out var known))
            return known;
        // What is wrong with that stream itself is reported when its round is checked.
        var other = new RoundRecord(journal, id, new(TextWriter.Null));
        await other.CatchUpAsync();
        if (other.State.Rules is null)
            findings.Add(FindingKind.Missing, other.Stream, null, $"{record.Stream} combines its result");
        return _rounds[id] = other.State;
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
            if (!units.TryGetValue(code, out var shown) || shown.Total != figures.Total?.Round(other.Rules.Policies.Decimals))
                return $"takes another total of unit '{code}' than round '{pinned.Round}' shows in version {pinned.Version}";
            // Results that were computed before tails were carried name none.
            if (figures.Tails is { } tails && !tails.SequenceEqual(CarriedTail.Of(other.Rules, shown)))
                return $"names other tails of unit '{code}' than round '{pinned.Round}' shows in version {pinned.Version}";
        }
        var missing = rules.Units.FirstOrDefault(unit => units.ContainsKey(unit.Code) && pinned.Units.All(figures => figures.Unit != unit.Code));
        return missing is null ? null : $"leaves out unit '{missing.Code}', which round '{pinned.Round}' has";
    }
}
