using Evaluation.Kernel.Reading;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>Holds a definition's former codes against the rounds that there are, whichever way the definition came.</summary>
internal static class FormerUnits
{
    /// <summary>Adds what other rounds say against the units' former codes; rounds that were cancelled have no say.</summary>
    /// <param name="round">The round whose definition it replaces; null for a new one.</param>
    /// <returns>All faults, those that were there and those that were added.</returns>
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
