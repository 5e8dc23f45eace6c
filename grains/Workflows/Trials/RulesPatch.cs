using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Reading;

namespace Evaluation.Workflows.Trials;

/// <summary>Changes numbers of a definition: shares, weights, points, quotas.</summary>
public static class RulesPatch
{
    /// <summary>
    /// The rules with other numbers, checked like every definition. Refused with <see cref="RefusalCode.BadRequest"/>, which lists the
    /// faults.
    /// </summary>
    /// <param name="change">The new numbers by their JSON pointer in the definition.</param>
    /// <param name="at">The pointer of the change in the body.</param>
    public static Outcome<RoundRules> Apply(RoundRules rules, IReadOnlyDictionary<string, decimal> change, string at)
    {
        var definition = JsonNode.Parse(RulesJson.Write(rules))!;
        var faults = new FaultList();
        foreach (var (pointer, number) in change)
            if (!Set(definition, pointer, number))
                faults.Add($"{at}/{JsonCursor.Escaped(pointer)}", "names no number of the definition; a change is a JSON pointer such as \"/components/vote\" with a number");
        if (faults.Faults.Count > 0)
            return Refuse(faults.Faults);
        var reading = RulesReader.Read(JsonElement.Parse(definition.ToJsonString()));
        return reading.Rules is { } changed
            ? changed
            : Refuse([.. reading.Faults.Select(fault => new Fault(change.ContainsKey(fault.Pointer) ? $"{at}/{JsonCursor.Escaped(fault.Pointer)}" : at, $"{fault.Pointer} {fault.Message}"))]);
    }

    private static bool Set(JsonNode definition, string pointer, decimal number)
    {
        if (!pointer.StartsWith('/'))
            return false;
        var node = definition;
        string[] steps = [.. pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        foreach (var step in steps[..^1])
            node = Step(node, step);
        if (Step(node, steps[^1]) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return false;
        value.ReplaceWith(number);
        return true;
    }

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject members => members[step],
        JsonArray items => int.TryParse(step, System.Globalization.NumberStyles.None, null, out var index) && index < items.Count ? items[index] : null,
        _ => null,
    };

    private static Refusal Refuse(IReadOnlyList<Fault> faults) =>
        new(RefusalCode.BadRequest, string.Join("; ", faults.Take(3).Select(fault => $"{fault.Pointer} {fault.Message}")) + ".", ("faults", faults));
}
