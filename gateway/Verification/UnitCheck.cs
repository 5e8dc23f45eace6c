using Evaluation.Assessment;
using Evaluation.Journal;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Units;

namespace Evaluation.Gateway.Verification;

/// <summary>
/// Replays the units of a round. Every correction in the result implies one in the unit's stream and the other way round, and the ledgers
/// of the first result are those of the units.
/// </summary>
internal sealed class UnitCheck(IJournal journal, RoundRecord record, Findings findings)
{
    private readonly HashSet<string> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _corrected = new(StringComparer.Ordinal);

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
        foreach (var objection in round.Objections.Objections.Where(objection => objection.LedTo is not null && !_corrected.Contains(objection.Id)))
            Demand(objection.Unit, $"result {objection.LedTo} of {record.Stream} contains the correction of {objection.Id}");
        foreach (var (unit, _) in round.Versions.FirstOrDefault()?.Ledgers.Where(ledger => !_streams.Contains(ledger.Key)) ?? [])
            Demand(unit, $"result 1 of {record.Stream} contains its ledger");
    }

    private void Demand(string unit, string what) =>
        findings.Add(_streams.Contains(unit) ? FindingKind.Shorter : FindingKind.Missing, UnitGrain.Ref(record.Id, unit).Stream, null, what);

    private async ValueTask ReadAsync(Round round, string stream, string unit)
    {
        var state = new UnitState();
        var corrections = new List<(long Version, LedgerCorrected Correction)>();
        var recorded = round.Versions.FirstOrDefault()?.Ledgers.GetValueOrDefault(unit, UnitLedger.Empty);
        var isFound = recorded is null || recorded.IsEmpty;
        var isWhole = await StreamReading.ReadAsync(
            journal, stream, 0, UnitGrain.Read,
            (happened, version) =>
            {
                if (Fault(state, happened) is { } fault)
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
        _corrected.UnionWith(state.Corrected);
        if (state.Version > 0 && record.State.State == RoundState.Draft)
            findings.Add(FindingKind.Shorter, record.Stream, record.Version, $"{stream} has events, and the round is a draft");
    }

    private static string? Fault(UnitState state, UnitEvent happened) => happened switch
    {
        LedgerCorrected correction => state.Corrected.Contains(correction.Ticket) ? $"the ledger is corrected a second time for {correction.Ticket}" : null,
        EvidenceFiled filed => state.EvidenceOf(EvidenceBook.OwnerOf(filed.Id)) is var book && filed.Id != book.NextId ? $"item {filed.Id} stands where {book.NextId} follows"
            : book.Find(filed.Item.Sha256) is { } same ? $"{filed.Id} is the content of {same.Id}"
            : null,
        EvidenceWithdrawn withdrawn => state.EvidenceOf(EvidenceBook.OwnerOf(withdrawn.Id)).Filed.Exists(filed => filed.Id == withdrawn.Id)
            ? null
            : $"item {withdrawn.Id} is withdrawn, which is not in the list",
        _ => null,
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
