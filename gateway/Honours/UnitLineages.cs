using System.Collections.Concurrent;
using Evaluation.Gateway.Rounds;
using Evaluation.Honours;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Honours;

/// <summary>Reads from all rounds which unit continues which. Cancelled rounds are ignored. Each definition is read once.</summary>
public sealed class UnitLineages(IEngine engine, RoundViews views, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (int Version, Period? Period, IReadOnlyDictionary<string, IReadOnlyList<string>> Units)> _rounds = new(StringComparer.Ordinal);

    public async ValueTask<Outcome<UnitLineage>> ReadAsync(CancellationToken cancel)
    {
        var rounds = new List<RoundUnits>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await views.GetAsync(grain.Key);
            if (view.IsRefused(out var refusal))
                return refusal;
            if (view.Answer.State == RoundState.Cancelled)
                continue;
            if (!_rounds.TryGetValue(view.Answer.Id, out var known) || known.Version != view.Answer.RulesVersion)
            {
                var rules = await engine.SendAsync(RoundGrain.Ref(view.Answer.Id), new ViewRules());
                if (rules.IsRefused(out refusal))
                    return refusal;
                known = (view.Answer.RulesVersion, rules.Answer.Period, rules.Answer.Units.ToDictionary(unit => unit.Code, unit => unit.Formerly ?? [], StringComparer.Ordinal));
                _rounds[view.Answer.Id] = known;
            }
            // Without a period a round counts by its publication or, before it, by its last known instant.
            var day = (view.Answer.Objections?.From ?? view.Answer.ClosesAt ?? view.Answer.OpensAt ?? clock.GetUtcNow()).DayIn(view.Answer.TimeZone);
            rounds.Add(new(view.Answer.Id, known.Period?.From ?? day, known.Period?.To ?? day, known.Units));
        }
        return new UnitLineage(rounds);
    }
}
