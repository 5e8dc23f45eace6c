using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Shared.Parts;

/// <summary>The titles of rounds and the names of units to which roles are limited. A code without a name stands for itself.</summary>
public sealed class GrantNames
{
    private readonly Dictionary<string, LocalText> _rounds = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Round, string Unit), LocalText> _units = [];

    private GrantNames()
    {
    }

    /// <summary>Reads the names that these roles need: a round's rules are read only for the role of a unit.</summary>
    public static async ValueTask<GrantNames> ReadAsync(IEngine engine, IEnumerable<RoleGrant> grants)
    {
        var names = new GrantNames();
        foreach (var limited in grants.Where(grant => grant.Round is not null).GroupBy(grant => grant.Round!))
        {
            var view = await engine.SendAsync(RoundGrain.Ref(limited.Key), new ViewRound());
            if (!view.IsRefused(out _))
                names._rounds[limited.Key] = view.Answer.Title;
            if (limited.All(grant => grant.Unit is null))
                continue;
            var rules = await engine.SendAsync(RoundGrain.Ref(limited.Key), new ViewRules());
            if (rules.IsRefused(out _))
                continue;
            foreach (var unit in rules.Answer.Units)
                names._units[(limited.Key, unit.Code)] = unit.Label;
        }
        return names;
    }

    public string Round(string code, PageRequest request) => _rounds.TryGetValue(code, out var title) ? request.In(title) : code;

    public string Unit(RoleGrant grant, PageRequest request) =>
        grant.Round is { } round && _units.TryGetValue((round, grant.Unit!), out var name) && request.In(name) is { Length: > 0 } known ? known : grant.Unit!;
}
