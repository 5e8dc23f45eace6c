using Evaluation.Assessment;
using Evaluation.Evidence;
using Evaluation.Runtime;

namespace Evaluation.Units;

/// <summary>A command to a unit of a round. <c>At</c> is the server's clock, <c>By</c> a staff account.</summary>
/// <remarks>Whether it is allowed is decided before it is sent, by the round: a unit's grain knows neither the rules nor the round's state.</remarks>
public abstract record UnitCommand;

/// <summary>Makes the changes that an answered objection calls for. Made once for each ticket, however often it is sent.</summary>
/// <param name="Ticket">The objection's number in its round.</param>
/// <param name="By">Who approved the answer.</param>
public sealed record CorrectLedger(string Ticket, IReadOnlyList<LedgerChange> Changes, DateTimeOffset At, string By) : UnitCommand, ICommand<UnitLedger>;

/// <summary>Puts an item on the unit's list of evidence. Content that is on it already changes nothing: the answer is the item that stands, with the words of its first filing.</summary>
public sealed record FileEvidence(EvidenceItem Item, DateTimeOffset At, string By) : UnitCommand, ICommand<FiledEvidence>;

public sealed record ViewEvidence : UnitCommand, ICommand<EvidenceList>
{
    public static readonly ViewEvidence Now = new();
}

public sealed record ViewLedger : UnitCommand, ICommand<UnitLedger>
{
    public static readonly ViewLedger Now = new();
}
