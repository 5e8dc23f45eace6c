using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Panels;

/// <summary>Checks a panel's body and weights against the rules of the round (F21).</summary>
public static class PanelRules
{
    /// <summary>What contradicts the rules, with pointers into a panel of the API; none for a valid panel.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="body">The body that the panel names; null for the inspection panel.</param>
    /// <param name="hasWeights">Whether its inspectors have weights.</param>
    public static IReadOnlyList<Fault> Faults(RoundRules rules, string? body, bool hasWeights)
    {
        var bodies = rules.Bodies;
        string[] named = [.. bodies.OfType<string>()];
        // In a draft without assessed criteria, a panel may be set up before them.
        if (!bodies.Contains(body) && (body is not null || bodies.Count > 0))
            return [new("/by", body is null
                ? $"is missing: every assessed criterion belongs to a body; known are {PlainText.QuotedList(named)}"
                : $"is no body of the round that owns criteria; {NameHint.For(body, named)}")];
        if (hasWeights && rules.TrimOf(body) is var trim and not PanelTrim.None)
            return [new("/inspectors", $"have weights, and sheets of {(body is null ? "the inspection panel" : PlainText.Quoted(body))} are trimmed by {trim.ToString().ToLowerInvariant()}: "
                + "weights and trimming exclude each other. Set \"trim\" to \"none\" in the rules, or leave out the weights")];
        return [];
    }

    /// <summary>What contradicts the rules about a panel that stands.</summary>
    public static IReadOnlyList<Fault> Faults(RoundRules rules, InspectionPanel panel) => Faults(rules, panel.By, panel.Weights is not null);

    /// <summary>The same about all panels that have units to inspect.</summary>
    public static IEnumerable<(InspectionPanel Panel, Fault Fault)> Faults(RoundRules rules, IEnumerable<InspectionPanel> panels) =>
        panels.Where(panel => panel.Units.Count > 0).SelectMany(panel => Faults(rules, panel), (panel, fault) => (panel, fault));
}
