using Evaluation.Assessment;
using Evaluation.Ballots.Counting;
using Evaluation.Results.Exports;
using Evaluation.Results.Recounts;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Combining;
using Evaluation.Workflows.Live;
using Evaluation.Workflows.Recording;

namespace Evaluation.Workflows.Publishing;

/// <summary>
/// Gathers what is published of the votes with a version of a result. The votes and the ledgers of a version never change, so the same
/// bytes can be made at any time.
/// </summary>
public sealed class TallyPublication(IEngine engine)
{
    private readonly VoteGatherer _votes = new(engine);
    private readonly LedgerReader _ledgers = new(engine);
    private readonly SealedSource _sealed = new(engine);

    /// <summary>
    /// What is published with a version; null for the newest. Refused with <see cref="RefusalCode.NoSuchRound"/>,
    /// <see cref="RefusalCode.NoResults"/>, <see cref="RefusalCode.NoSuchVersion"/>, or <see cref="RefusalCode.NoRecount"/> where the
    /// version names no hash. The caller checks who may see it.
    /// </summary>
    public async ValueTask<Outcome<byte[]>> ReadAsync(string round, int? version)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewVersion(version));
        if (found.IsRefused(out var refusal))
            return refusal;
        var (result, number) = (found.Answer.Result, found.Answer.Result.Version);
        if (found.Answer.Recount is null)
            return new Refusal(RefusalCode.NoRecount, $"Nothing is published for a recount of version {number} of the result.", ("version", number));
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out refusal))
            return refusal;
        var votes = await _votes.SumsAsync(VotedRound.Of(rules.Answer));
        if (votes.IsRefused(out refusal))
            return refusal;
        var ledgers = await _ledgers.ReadAsync(round, found.Answer.Sources);
        if (ledgers.IsRefused(out refusal))
            return refusal;
        return await WriteAsync(rules.Answer, result.Turnout, votes.Answer, ledgers.Answer, found.Answer.Pinned, number);
    }

    /// <summary>The hash of what is published with the next version; of nothing where the rules publish nothing.</summary>
    internal async ValueTask<Outcome<NextRecount>> HashAsync(
        RoundRules rules, ScoredRound scored, IReadOnlyDictionary<string, UnitLedger> ledgers, PinnedFigures pinned, int version)
    {
        if (PublishedTallies.Of(rules) == PublicRecount.None)
            return new NextRecount(null);
        var written = await WriteAsync(rules, scored.Result.Turnout, scored.Votes, ledgers, pinned.Rounds, version);
        return written.IsRefused(out var refusal) ? refusal : new NextRecount(new(version, PublishedTallies.HashOf(written.Answer)));
    }

    private async ValueTask<Outcome<byte[]>> WriteAsync(
        RoundRules rules, IReadOnlyList<GroupTurnout> turnout, IReadOnlyList<VoteSums> votes, IReadOnlyDictionary<string, UnitLedger> ledgers,
        IReadOnlyList<PinnedRound>? pinned, int version)
    {
        IReadOnlyList<IReadOnlyList<PatternCount>>? slips = null;
        if (PublishedTallies.NeedsSlips(rules))
        {
            var read = await SlipsAsync(rules);
            if (read.IsRefused(out var refusal))
                return refusal;
            slips = read.Answer;
        }
        return new PublishedTallies(rules, version, turnout, votes, ledgers, pinned, slips).Write();
    }

    private async ValueTask<Outcome<IReadOnlyList<PatternCount>[]>> SlipsAsync(RoundRules rules)
    {
        var slips = new IReadOnlyList<PatternCount>[rules.Units.Count];
        for (var unit = 0; unit < slips.Length; unit++)
        {
            var read = await _sealed.PatternsAsync(rules, unit);
            if (read.IsRefused(out var refusal))
                return refusal;
            slips[unit] = CountedSlips.Of(rules, unit, read.Answer).Patterns;
        }
        return slips;
    }
}

/// <param name="Hash">Null where nothing is published.</param>
internal sealed record NextRecount(RecountHash? Hash);
