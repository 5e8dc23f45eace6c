using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;
using Evaluation.Workflows.Live;

namespace Evaluation.Workflows;

/// <summary>Reads the exact figures of the rounds that a round combines, from the newest version of each published result.</summary>
internal sealed class PinnedRounds(IEngine engine)
{
    private readonly VoteGatherer _gatherer = new(engine);
    private readonly LedgerReader _ledgers = new(engine);

    /// <summary>
    /// In the order of the rules; null for a round that combines none. Refused with <see cref="RefusalCode.PartNotPublished"/> while one
    /// of the rounds has no public result.
    /// </summary>
    public async ValueTask<Outcome<PinnedFigures>> ReadAsync(RoundRules rules)
    {
        var pinned = new List<PinnedRound>();
        foreach (var part in rules.Combine ?? [])
        {
            var read = await ReadAsync(rules, part.Round);
            if (read.IsRefused(out var refusal))
                return refusal;
            pinned.Add(read.Answer);
        }
        return new PinnedFigures(rules.Combine is null ? null : pinned);
    }

    /// <summary>The refusal to compute a published result again while no round that it combines has a newer version; else null.</summary>
    public async ValueTask<Refusal?> RefuseUnchangedAsync(RoundRules rules)
    {
        var newest = await engine.SendAsync(RoundGrain.Ref(rules.Id), new ViewVersion(null));
        if (newest.IsRefused(out var refusal))
            return refusal;
        foreach (var pinned in newest.Answer.Pinned ?? [])
        {
            var view = await engine.SendAsync(RoundGrain.Ref(pinned.Round), new ViewRound());
            if (view.IsRefused(out refusal))
                return refusal;
            if (view.Answer.ResultVersions > pinned.Version)
                return null;
        }
        return new(
            RefusalCode.NothingCorrected,
            "None of the rounds that this round combines has a newer version of its result. Correct the round whose total is wrong first.");
    }

    private async ValueTask<Outcome<PinnedRound>> ReadAsync(RoundRules rules, string round)
    {
        var id = RoundGrain.Ref(round);
        var view = await engine.SendAsync(id, new ViewRound());
        if (view.Refusal is { Code: RefusalCode.NoSuchRound } || (view.Refusal is null && !LifeCycle.IsPublic(view.Answer.State)))
            return NotPublished(round, view.Refusal is null ? view.Answer.State : null);
        if (view.IsRefused(out var refusal))
            return refusal;
        var version = await engine.SendAsync(id, new ViewVersion(null));
        if (version.IsRefused(out refusal))
            return refusal;
        var other = await engine.SendAsync(id, new ViewRules());
        if (other.IsRefused(out refusal))
            return refusal;
        var scored = await ScoreAsync(other.Answer, version.Answer);
        return scored.IsRefused(out refusal) ? refusal : Combination.Pin(rules, other.Answer, version.Answer.Result, scored.Answer);
    }

    /// <exception cref="InvalidDataException">The votes and ledgers do not give the published totals.</exception>
    private async ValueTask<Outcome<ExactScores>> ScoreAsync(RoundRules rules, ResultVersion version)
    {
        var sums = await _gatherer.SumsAsync(VotedRound.Of(rules));
        if (sums.IsRefused(out var refusal))
            return refusal;
        var ledgers = await _ledgers.ReadAsync(rules.Id, version.Sources);
        if (ledgers.IsRefused(out refusal))
            return refusal;
        var scores = ExactScores.Of(rules, sums.Answer, ledgers.Answer, version.Result.Turnout, version.Pinned);
        if (!scores.IsRefused(out _) && !scores.Answer.Agree(rules, version.Result))
            throw new InvalidDataException($"The votes and ledgers of round '{rules.Id}' do not give the totals of version {version.Result.Version}.");
        return scores;
    }

    private static Refusal NotPublished(string round, RoundState? state) => new(
        RefusalCode.PartNotPublished,
        state switch
        {
            null => $"There is no round '{round}', whose totals this round combines.",
            RoundState.Cancelled => $"Round '{round}', whose totals this round combines, was cancelled and gets no result. "
                + "Cancel this round, and create it again with another round in its place.",
            _ => $"Round '{round}', whose totals this round combines, is {state.Value.ToString().ToLowerInvariant()}. Publish its result first.",
        },
        ("round", round), ("state", state?.ToString().ToLowerInvariant()));
}

/// <param name="Rounds">Null for a round that combines none.</param>
internal sealed record PinnedFigures(IReadOnlyList<PinnedRound>? Rounds);
