using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>The units in which an account can have an interest: those of the rounds that it works on and
/// that are not over.</summary>
internal static class InterestUnits
{
    /// <summary>Codes with names in the order of the rounds, each code once with its name in the newest of these rounds.</summary>
    public static async ValueTask<IReadOnlyList<(string Code, string Name)>> ReadAsync(IEngine engine, IReadOnlyList<RoleGrant> roles, PageRequest request)
    {
        RoleGrant[] reading = [.. roles.Where(grant => Http.Authentication.Access.Readers.Contains(grant.Role))];
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reading.Length == 0)
            return [];
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out _) || view.Answer.State is RoundState.Archived or RoundState.Cancelled || !reading.Any(grant => grant.Round is null || grant.Round == view.Answer.Id))
                continue;
            var rules = await engine.SendAsync(grain, new ViewRules());
            if (rules.IsRefused(out _))
                continue;
            foreach (var unit in rules.Answer.Units)
                units[unit.Code] = request.In(unit.Label) is { Length: > 0 } name ? name : unit.Code;
        }
        return [.. units.Select(unit => (unit.Key, unit.Value))];
    }
}
