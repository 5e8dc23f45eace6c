using System.Collections.Immutable;
using Evaluation.Assessment;
using Evaluation.Results;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Runtime;
using Evaluation.Units;

namespace Evaluation.Tests.Rounds.Objections;

/// <summary>
/// A round without an engine, with its units. Corrections of answers are checked against the units before they are sent, as the workflow
/// does.
/// </summary>
internal sealed class CheckedRound : AloneRound
{
    private readonly Dictionary<string, AloneUnit> _units = new(StringComparer.Ordinal);

    public AloneUnit Unit(string code) => _units.TryGetValue(code, out var unit) ? unit : _units[code] = new AloneUnit();

    /// <summary>The ledgers of a version; null for the newest.</summary>
    public ImmutableSortedDictionary<string, UnitLedger> Ledgers(int? version = null) => LedgersOf(State.FindVersion(version).Answer.Sources);

    public override Outcome<TAnswer> Send<TAnswer>(IRequest<Round, TAnswer> request) => request switch
    {
        ProposeAnswer { Decision: ObjectionDecision.Upheld, Checked: null } propose => SendChecked<TAnswer>(propose.Ticket, _ => propose.Corrections, made => propose with { Checked = made }),
        ApproveAnswer { Checked: null } approve => SendChecked<TAnswer>(approve.Ticket, objection => objection.Proposal?.Corrections ?? [], made => approve with { Checked = made }),
        _ => base.Send(request),
    };

    private Outcome<TAnswer> SendChecked<TAnswer>(string ticket, Func<Objection, IReadOnlyList<LedgerChange>> corrections, Func<CheckedCorrections?, IRequest<Round, Objection>> command)
        where TAnswer : class
    {
        var against = base.Send(new ViewCorrectionBase(ticket));
        var made = against.IsRefused(out var refusal) ? refusal : against.Answer.Check(State.Rules!, LedgersOf(against.Answer.Sources), corrections(against.Answer.Objection), Given.Now.DayIn(State.Rules!.TimeZone));
        var sent = base.Send((IRequest<Round, TAnswer>)command(made.Refusal is null ? made.Answer : null));
        return CheckedCorrections.IsMissing(sent.Refusal) && made.IsRefused(out refusal) ? refusal : sent;
    }

    private ImmutableSortedDictionary<string, UnitLedger> LedgersOf(LedgerSources sources) => sources.Versions
        .Select(named => KeyValuePair.Create(named.Key, Unit(named.Key).Do(new ViewLedgerAt(named.Value)))).Where(unit => !unit.Value.IsEmpty)
        .Aggregate(sources.Stored, (ledgers, unit) => ledgers.SetItem(unit.Key, unit.Value));
}
