using Evaluation.Assessment;
using Evaluation.Journal;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.Inspections;

namespace Evaluation.Gateway.Verification.Inspections;

/// <summary>
/// Replays the panels and draws of a round. Every filed sheet was admitted from its inspector for its unit and panel, and has points that
/// the rules allow.
/// </summary>
internal sealed class InspectionCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private readonly List<(string Stream, long Version, string Unit, SheetFiled Filed)> _filed = [];
    private readonly List<(string Stream, long Version, string Unit, IReadOnlyList<InspectorWeight> Weights)> _weights = [];

    private string Stream { get; } = PanelGrain.Ref(record.Id).Stream;

    /// <summary>Why an event cannot follow the unit's state, or null. Remembers filed sheets for <see cref="SettleAsync"/>.</summary>
    /// <param name="rules">The frozen rules of the round.</param>
    /// <param name="stream">The unit's stream.</param>
    /// <param name="version">The number of events before this one.</param>
    /// <param name="unit">The unit's code.</param>
    /// <param name="state">The unit's state before the event.</param>
    /// <param name="happened">The event.</param>
    public string? Fault(RoundRules rules, string stream, long version, string unit, UnitState state, UnitEvent happened)
    {
        if (happened is LedgerClosed { Weights: { } weights })
            _weights.Add((stream, version, unit, weights));
        if (happened is SheetReopened reopened)
            return SheetLaw.Fault(state.Inspections, reopened);
        if (happened is not SheetFiled filed)
            return null;
        _filed.Add((stream, version, unit, filed));
        return SheetLaw.Fault(rules, state.Inspections, filed);
    }

    /// <summary>Whether every body's weights were those of a panel of the unit at some time.</summary>
    private static bool WereAssigned(string unit, IReadOnlyList<InspectorWeight> weights, IReadOnlyList<(PanelSet Set, InspectionPanel Panel)> panels) =>
        weights.GroupBy(weight => weight.By).All(body => panels.Any(set =>
            set.Panel.By == body.Key && set.Panel.Units.Contains(unit) && set.Panel.InspectorWeights.SequenceEqual(body)));

    /// <summary>Reads the panels after all units, so that every admission of a sheet that was read is there.</summary>
    public async ValueTask SettleAsync()
    {
        var (book, panels) = (new PanelBook(), new List<(PanelSet Set, InspectionPanel Panel)>());
        await StreamReading.ReadAsync(
            journal, Stream, 0, PanelGrain.Read,
            (happened, version) =>
            {
                if (PanelLaw.Fault(book, happened) is { } fault)
                    findings.Add(FindingKind.Differs, Stream, version, fault);
                book = book.Evolve(happened);
                if (happened is PanelSet set)
                    panels.Add((set, book.Find(set.Panel)!));
            },
            findings);
        foreach (var (stream, version, unit, filed) in _filed.Where(sheet => !book.IsAdmitted(sheet.Filed.Panel, sheet.Unit, sheet.Filed.By)))
            findings.Add(FindingKind.Differs, stream, version, $"the sheet of '{filed.By}' was not admitted for panel {filed.Panel} in {Stream}");
        foreach (var (stream, version, unit, filed) in _filed.Where(sheet => panels.All(set => set.Set.Panel != sheet.Filed.Panel || set.Set.Body != sheet.Filed.Body)))
            findings.Add(FindingKind.Differs, stream, version, $"the sheet of '{filed.By}' is of body '{filed.Body}', which is not that of panel {filed.Panel}");
        foreach (var (stream, version, unit, weights) in _weights.Where(closed => !WereAssigned(closed.Unit, closed.Weights, panels)))
            findings.Add(FindingKind.Differs, stream, version, $"the weights with which the ledger of {unit} is closed were never those of its panels in {Stream}");
    }
}
