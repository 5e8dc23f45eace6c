using Evaluation.Assessment;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Votes;

namespace Evaluation.Workflows;

/// <summary>
/// Derives a unit's figures in a version of the result, from the sealed boxes' votes and the ledgers that the version names.
/// </summary>
public sealed class DerivationReader(IEngine engine)
{
    private readonly SealedVotes _votes = new(engine);
    private readonly VersionLedgers _ledgers = new(engine);

    /// <summary>What was known about a unit in a version of the result, besides its slips. Refused like a derivation.</summary>
    public async ValueTask<Outcome<UnitLedger>> ReadLedgerAsync(string round, string unit, int version)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewVersion(version));
        if (found.IsRefused(out var refusal))
            return refusal;
        var ledgers = await _ledgers.OfAsync(round, found.Answer);
        return ledgers.IsRefused(out refusal) ? refusal : ledgers.Answer.GetValueOrDefault(unit, UnitLedger.Empty);
    }

    /// <summary>
    /// How a unit's slips answer its vote criteria, in a sealed round; empty where nobody votes on it. The caller checks who may see it.
    /// </summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="unit">A unit of the round.</param>
    public async ValueTask<Outcome<IReadOnlyList<CriterionAnswers>>> ReadAnswersAsync(RoundRules rules, string unit)
    {
        if (rules.VoteCriteria.Count == 0 || rules.Combine is not null)
            return Array.Empty<CriterionAnswers>();
        var (place, evaluated) = rules.Units.Index().First(known => known.Item.Code == unit);
        var scoring = new ScoringRules(rules);
        var counts = await _votes.OfClassAsync(scoring, evaluated.Class);
        return counts.IsRefused(out var refusal) ? refusal : CriterionAnswers.Of(scoring.Of(evaluated), counts.Answer[place]);
    }

    /// <summary>
    /// The derivation of a unit's figures. Refused with <see cref="RefusalCode.NoSuchRound"/>, <see cref="RefusalCode.NoSuchUnit"/>,
    /// <see cref="RefusalCode.NoSuchVersion"/>, or <see cref="RefusalCode.NoResults"/> before there is a result.
    /// </summary>
    /// <param name="version">Null for the newest.</param>
    /// <param name="namesStaff">Whether it names the people who proposed and approved adjustments.</param>
    /// <param name="showsCounts">Whether it shows the counts that are left to auditors.</param>
    public async ValueTask<Outcome<UnitDerivation>> ReadAsync(string round, string unit, int? version, bool namesStaff = false, bool showsCounts = false)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewVersion(version));
        if (found.IsRefused(out var refusal))
            return refusal;
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        if (rules.Answer.Units.FirstOrDefault(known => known.Code == unit) is not { } evaluated)
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
        var counts = await _votes.OfClassAsync(new ScoringRules(rules.Answer), evaluated.Class);
        if (counts.IsRefused(out refusal))
            return refusal;
        var ledgers = await _ledgers.OfAsync(round, found.Answer);
        return ledgers.IsRefused(out refusal)
            ? refusal
            : UnitDerivation.Of(rules.Answer, counts.Answer, ledgers.Answer, unit, found.Answer.Result, found.Answer.Pinned, namesStaff, showsCounts);
    }
}
