using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Workflows.Live;

namespace Evaluation.Workflows;

/// <summary>
/// Ranks the units of a version of a result by their exact figures, from the votes of the sealed boxes and the ledgers that the version
/// names. The stored result holds rounded figures only.
/// </summary>
public sealed class VersionRanking(IEngine engine)
{
    private readonly VoteGatherer _gatherer = new(engine);
    private readonly LedgerReader _ledgers = new(engine);

    /// <summary>The order of the units. Refused with <see cref="RefusalCode.NoSuchVersion"/>.</summary>
    /// <exception cref="InvalidDataException">
    /// The votes and ledgers do not give the ranks of the version: nothing is awarded by other figures than the published ones.
    /// </exception>
    public async ValueTask<Outcome<RoundRanking>> ReadAsync(RoundRules rules, int version)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewVersion(version));
        if (found.IsRefused(out var refusal))
            return refusal;
        var sums = await _gatherer.SumsAsync(VotedRound.Of(rules));
        if (sums.IsRefused(out refusal))
            return refusal;
        var ledgers = await _ledgers.ReadAsync(rules.Id, found.Answer.Sources);
        if (ledgers.IsRefused(out refusal))
            return refusal;
        var ranking = RoundRanking.Of(rules, sums.Answer, ledgers.Answer, found.Answer.Result.Turnout, found.Answer.Pinned);
        if (!ranking.IsRefused(out _) && !Agrees(ranking.Answer, found.Answer))
            throw new InvalidDataException($"The votes and ledgers of round '{rules.Id}' do not give the ranks of version {version}.");
        return ranking;
    }

    private static bool Agrees(RoundRanking ranking, ResultVersion version) => ranking.Classes.Zip(version.Result.Classes).All(ranked =>
        ranked.Second.Units.Where(unit => unit.Rank is not null).Select(unit => (unit.Unit, unit.Rank)).SequenceEqual(ranked.First.Select(place => (place.Unit, (int?)place.Rank))));
}
