using Evaluation.Kernel.Reading;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>Checks the former codes of a definition's units against the other rounds.</summary>
internal static class FormerUnits
{
    /// <summary>Adds the faults of the units' former codes to those found already. Cancelled rounds are ignored.</summary>
    /// <param name="round">The round whose definition is replaced; null for a new round.</param>
    /// <returns>All faults, those found before and those added.</returns>
    public static async ValueTask<Outcome<FaultList>> CheckAsync(IReadOnlyList<Unit> units, IReadOnlyList<Fault> found, IEngine engine, string? round, CancellationToken cancel)
    {
        var faults = new FaultList();
        foreach (var fault in found)
            faults.Add(fault.Pointer, fault.Message);
        if (units.All(unit => unit.Formerly is null))
            return faults;
        var others = await OtherRoundsAsync(engine, round, cancel);
        if (others.IsRefused(out var refusal))
            return refusal;
        Predecessors.Check(units, others.Answer, faults);
        return faults;
    }

    /// <summary>The units of all other rounds that were not cancelled.</summary>
    private static async ValueTask<Outcome<IReadOnlyList<Unit>>> OtherRoundsAsync(IEngine engine, string? round, CancellationToken cancel)
    {
        var units = new List<Unit>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out var refusal))
                return refusal;
            if (view.Answer.Id == round || view.Answer.State == RoundState.Cancelled)
                continue;
            var rules = await engine.SendAsync(grain, new ViewRules());
            if (rules.IsRefused(out refusal))
                return refusal;
            units.AddRange(rules.Answer.Units);
        }
        return units;
    }
}
