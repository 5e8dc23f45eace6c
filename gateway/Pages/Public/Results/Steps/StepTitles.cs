using System.Text.RegularExpressions;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Results.Steps;

/// <summary>
/// Titles and notes of a derivation without the codes that stand beside names: 人大代表 for 人大代表（npc）, 西岭区审计局 for u0012 西岭区审计局.
/// The formal lines keep them.
/// </summary>
public sealed partial class StepTitles(RoundRules rules, PageRequest request)
{
    private readonly Dictionary<string, string> _units = rules.Units.ToDictionary(unit => unit.Code, unit => request.In(unit.Label), StringComparer.Ordinal);

    private readonly HashSet<string> _codes = [.. rules.Groups.Select(group => group.Code), .. rules.Criteria.Select(criterion => criterion.Code), .. rules.Bodies.OfType<string>()];

    public string Of(LocalText? text)
    {
        var said = Bracketed().Replace(request.In(text), match => _codes.Contains(match.Groups[1].Value) ? "" : match.Value);
        return BeforeName().Replace(said, match =>
            _units.GetValueOrDefault(match.Groups[1].Value) is { Length: > 0 } name && said.AsSpan(match.Index + match.Length).StartsWith(name, StringComparison.Ordinal) ? "" : match.Value);
    }

    [GeneratedRegex(@"(?:（| \()([a-z0-9-]{1,64})(?:）|\))")]
    private static partial Regex Bracketed();

    [GeneratedRegex("([a-z0-9-]{1,64}) ")]
    private static partial Regex BeforeName();
}
