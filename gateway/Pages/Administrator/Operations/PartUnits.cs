using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Pages.Administrator.Operations;

/// <summary>The units of a round that combines others which one of these rounds does not have.</summary>
internal static class PartUnits
{
    /// <summary>
    /// One line for each unit, with the rounds that it is not in. A round that cannot be read has no line: computing says why.
    /// </summary>
    public static async ValueTask<IReadOnlyList<string>> MissingAsync(IEngine engine, RoundRules rules, PageRequest request)
    {
        var names = new RoundNames(rules, request);
        var missing = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var part in rules.Combine ?? [])
        {
            var other = await engine.SendAsync(RoundGrain.Ref(part.Round), new ViewRules());
            if (other.IsRefused(out _))
                continue;
            HashSet<string> codes = [.. other.Answer.Units.Select(unit => unit.Code)];
            var name = request.In(part.Label) is { Length: > 0 } label ? label : request.In(other.Answer.Title);
            foreach (var unit in rules.Units.Where(unit => !codes.Contains(unit.Code) && (unit.Formerly ?? []).Count(codes.Contains) != 1))
                (missing.TryGetValue(unit.Code, out var rounds) ? rounds : missing[unit.Code] = []).Add(name);
        }
        return [.. missing.Select(unit => request.Texts.Say("act.lacks", names.Unit(unit.Key), string.Join(request.Texts["audit.between-codes"], unit.Value)))];
    }
}
