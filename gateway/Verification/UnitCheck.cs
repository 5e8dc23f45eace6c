using Evaluation.Assessment;
using Evaluation.Gateway.Verification.Inspections;
using Evaluation.Gateway.Verification.Units;
using Evaluation.Journal;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rounds.Computing;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Replays the units of a round. Every correction in the result implies one in the unit's stream and the other way round, and the ledgers
/// that a result names are in the streams of the units.
/// </summary>
internal sealed class UnitCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _corrected = new(StringComparer.Ordinal);
    private readonly InspectionCheck _inspections = new(journal, record, findings);
    private readonly Dictionary<string, UnitState> _units = new(StringComparer.Ordinal);

    /// <param name="round">The round as it was before the units are read.</param>
    public async ValueTask RunAsync(Round round)
    {
        var prefix = UnitGrain.Ref(record.Id, "").Stream;
        await foreach (var stream in journal.ListStreamsAsync(prefix))
        {
            var unit = stream[prefix.Length..];
            _streams.Add(unit);
            if (round.Rules!.Units.All(known => known.Code != unit))
                findings.Add(FindingKind.Differs, stream, null, "the round has no such unit");
            await ReadAsync(round, stream, unit);
        }
        await _inspections.SettleAsync();
        foreach (var objection in round.Objections.Objections.Where(objection => objection.LedTo is not null && !_corrected.Contains(objection.Id)))
            Demand(objection.Unit, $"result {objection.LedTo} of {record.Stream} contains the correction of {objection.Id}");
        foreach (var (unit, _) in round.Versions.FirstOrDefault()?.Sources.Stored.Where(ledger => !_streams.Contains(ledger.Key)) ?? [])
            Demand(unit, $"result 1 of {record.Stream} contains its ledger");
        var before = LedgerSources.None;
        foreach (var version in round.Versions)
        {
            foreach (var (unit, at) in version.Sources.Versions.Where(named => before.Versions.GetValueOrDefault(named.Key) != named.Value))
                CheckNamed(version, unit, at);
            before = version.Sources;
        }
    }

    /// <summary>The ledgers from which a version was computed; null when one is missing.</summary>
    public IReadOnlyDictionary<string, UnitLedger>? LedgersOf(ResultVersion version)
    {
        var ledgers = version.Sources.Stored.ToBuilder();
        foreach (var (unit, at) in version.Sources.Versions)
        {
            if (_units.GetValueOrDefault(unit)?.Ledgers.Kept.GetValueOrDefault(at) is not { } ledger)
                return null;
            ledgers[unit] = ledger;
        }
        return version.Sources.WithTails(ledgers.ToImmutable());
    }

    /// <summary>A ledger that a version names was closed for the version, or corrected for its objection.</summary>
    private void CheckNamed(ResultVersion version, string unit, long at)
    {
        var what = $"result {version.Result.Version} of {record.Stream} was computed from the ledger after event {at}";
        // A stream that cannot be replayed is a finding already.
        if (!_units.TryGetValue(unit, out var state))
        {
            if (!_streams.Contains(unit))
                Demand(unit, what);
            return;
        }
        var isNamed = version.Ticket is { } ticket
            ? state.Corrected.GetValueOrDefault(ticket) == at
            : state.Ledgers.Closings.TryGetValue(at, out var number) && number == record.ClosedFor.GetValueOrDefault(version.Result.Version);
        if (!isNamed)
            findings.Add(state.Version < at ? FindingKind.Shorter : FindingKind.Differs, UnitGrain.Ref(record.Id, unit).Stream, state.Version < at ? null : at - 1, what);
    }

    private void Demand(string unit, string what) =>
        findings.Add(_streams.Contains(unit) ? FindingKind.Shorter : FindingKind.Missing, UnitGrain.Ref(record.Id, unit).Stream, null, what);

    private async ValueTask ReadAsync(Round round, string stream, string unit)
    {
        var state = new UnitState();
        var corrections = new List<(long Version, LedgerCorrected Correction)>();
        var recorded = round.Versions.FirstOrDefault()?.Sources.Stored.GetValueOrDefault(unit, UnitLedger.Empty);
        var isFound = recorded is null || recorded.IsEmpty;
        var isWhole = await StreamReading.ReadAsync(
            journal, stream, 0, UnitGrain.Read,
            (happened, version) =>
            {
                var rules = round.Rules!.OfUnit(unit);
                if ((Fault(rules, state, happened) ?? _inspections.Fault(rules, stream, version, unit, state, happened)) is { } fault)
                    findings.Add(FindingKind.Differs, stream, version, fault);
                state = state.Evolve(happened);
                if (happened is LedgerCorrected correction)
                    corrections.Add((version, correction));
                isFound |= corrections.Count == 0 && StoredJson.AreSame(state.Ledger, recorded);
            },
            findings);
        if (!isWhole)
            return;
        if (!isFound)
            findings.Add(FindingKind.Differs, stream, state.Version, $"the ledger was never the one that result 1 of {record.Stream} contains");
        await SettleAsync(stream, unit, corrections);
        await SettleAsync(stream, state.Ledgers);
        _units[unit] = state;
        _corrected.UnionWith(state.Corrected.Keys);
        if (state.Version > 0 && record.State.State == RoundState.Draft)
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{stream} has events, and the round is a draft");
    }

    /// <summary>Every closing or opening of a ledger is a decision of the round.</summary>
    private async ValueTask SettleAsync(string stream, LedgerBook ledgers)
    {
        if (ledgers.Number > record.State.Ledgers.Number)
            await record.CatchUpAsync();
        if (ledgers.Number > record.State.Ledgers.Number)
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{stream} follows decision {ledgers.Number} about the ledgers, which the round has not made");
        foreach (var (at, number) in ledgers.Closings)
            if (record.LedgerDecisions.TryGetValue(number, out var decision) && decision.Due != LedgerStep.Close)
                findings.Add(FindingKind.Differs, stream, at - 1, $"the ledger is closed, and {record.Stream} decided to open it");
    }

    private static string? Fault(RoundRules rules, UnitState state, UnitEvent happened) => happened switch
    {
        LedgerClosed { Number: var number } => number > state.Ledgers.Number ? null : $"the ledger is closed for decision {number} after decision {state.Ledgers.Number}",
        LedgerOpened { Number: var number } => number > state.Ledgers.Number ? null : $"the ledger is opened for decision {number} after decision {state.Ledgers.Number}",
        not LedgerCorrected when state.Ledgers.ClosedAt is not null && happened.LedgerChanges.Count > 0 => "the ledger changes and is closed",
        LedgerCorrected correction => state.Corrected.ContainsKey(correction.Ticket) ? $"the ledger is corrected a second time for {correction.Ticket}" : null,
        EvidenceFiled filed => state.EvidenceOf(EvidenceBook.OwnerOf(filed.Id)) is var book && filed.Id != book.NextId ? $"item {filed.Id} stands where {book.NextId} follows"
            : book.Find(filed.Item.Sha256) is { } same ? $"{filed.Id} is the content of {same.Id}"
            : null,
        SelfAssessmentFiled or SelfAssessmentReopened or ClaimReviewed => FiledAssessmentCheck.Fault(rules, state, happened),
        EvidenceWithdrawn withdrawn => state.EvidenceOf(EvidenceBook.OwnerOf(withdrawn.Id)).Filed.Exists(filed => filed.Id == withdrawn.Id)
            ? null
            : $"item {withdrawn.Id} is withdrawn, which is not in the list",
        _ => SupervisionLaw.Fault(state.Supervision, happened),
    };

    /// <summary>Every correction of a ledger is the approved answer to an objection.</summary>
    private async ValueTask SettleAsync(string stream, string unit, List<(long Version, LedgerCorrected Correction)> corrections)
    {
        if (corrections.Any(correction => Answer(correction.Correction.Ticket) is null) || record.State.State == RoundState.Draft)
            await record.CatchUpAsync();
        foreach (var (version, correction) in corrections)
        {
            if (Answer(correction.Ticket) is not { } answer)
                findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{stream} at version {version} was corrected for {correction.Ticket}, which the round has not answered");
            else if (record.State.Objections.Find(correction.Ticket)!.Unit != unit || (answer.ApprovedBy, answer.At) != (correction.By, correction.At)
                || !StoredJson.AreSame(answer.Corrections.ToArray(), correction.Changes.ToArray()))
                findings.Add(FindingKind.Differs, stream, version, $"the correction is not the one that {record.Stream} approved for {correction.Ticket}");
        }
    }

    private GivenAnswer? Answer(string ticket) => record.State.Objections.Find(ticket)?.Answer;
}
