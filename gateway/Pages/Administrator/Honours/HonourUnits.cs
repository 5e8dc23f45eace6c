using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Administrator.Honours;

/// <summary>The rounds that a reader of the register sees, and the names of their units.</summary>
/// <param name="Names">By the unit's code; from the newest period that has it.</param>
internal sealed record HonourUnits(IReadOnlyList<RoundView> Rounds, IReadOnlyDictionary<string, string> Names)
{
    public static async ValueTask<Outcome<HonourUnits>> ReadAsync(IEngine engine, HttpContext context, CancellationToken cancel)
    {
        var request = PageRequest.Of(context);
        var rounds = new List<(RoundView View, RoundRules Rules)>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var found = await NewestRounds.FindAsync(engine, grain.Key);
            if (found.IsRefused(out var refusal))
                return refusal;
            if (found.Answer.View.State != RoundState.Cancelled && RoundUseCases.MaySee(found.Answer.View, request.Account))
                rounds.Add(found.Answer);
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, rules) in rounds.OrderBy(round => round.Rules.Period?.To ?? DateOnly.MinValue))
            foreach (var unit in rules.Units)
                if (request.In(unit.Label) is { Length: > 0 } name)
                    names[unit.Code] = name;
        return new HonourUnits([.. rounds.Select(round => round.View)], names);
    }
}
