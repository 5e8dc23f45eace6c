using System.Collections.Concurrent;
using Evaluation.Gateway.Rounds;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Results.History;

/// <summary>
/// Caches the rounds with a public result; an internal round has none. Each is read once for every version of the result.
/// </summary>
internal sealed class PublishedRounds(IEngine engine, RoundViews views)
{
    private readonly ConcurrentDictionary<string, PublishedRound> _rounds = new(StringComparer.Ordinal);

    public async ValueTask<Outcome<IReadOnlyCollection<PublishedRound>>> ListAsync(CancellationToken cancel)
    {
        var rounds = new List<PublishedRound>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal;
            if (!LifeCycle.IsPublic(view.Answer.State) || view.Answer.InternalTo is not null)
                continue;
            var round = await FindAsync(view.Answer);
            if (round.IsRefused(out refusal))
                return refusal;
            rounds.Add(round.Answer);
        }
        return rounds;
    }

    private async ValueTask<Outcome<PublishedRound>> FindAsync(RoundView view)
    {
        if (_rounds.TryGetValue(view.Id, out var known) && known.Version == view.ResultVersions)
            return known;
        var id = RoundGrain.Ref(view.Id);
        var rules = await engine.SendAsync(id, new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var result = await engine.SendAsync(id, new ViewResult(null));
        if (result.IsRefused(out refusal))
            return refusal;
        var publishedAt = view.Objections?.From ?? result.Answer.ComputedAt;
        return _rounds[view.Id] = PublishedRound.Of(rules.Answer, result.Answer, publishedAt.In(view.TimeZone));
    }
}
