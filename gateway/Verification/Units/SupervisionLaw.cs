using Evaluation.Assessment;
using Evaluation.Units;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Verification.Units;

/// <summary>What the rules of spot checks, facts and adjustments forbid, told without the code that decides on commands.</summary>
internal static class SupervisionLaw
{
    /// <summary>The fault of an event after the entries before it; null for none.</summary>
    public static string? Fault(SupervisionBook book, UnitEvent happened) => happened switch
    {
        SpotCheckRecorded { Check.Id: var id } => book.CheckIds.Knows(id) ? $"spot check {id} is entered a second time" : null,
        SpotCheckRetracted { Id: var id } => book.FindCheck(id) switch
        {
            null => $"spot check {id} is withdrawn, and was never entered",
            { Withdrawn: not null } => $"spot check {id} is withdrawn a second time",
            _ => null,
        },
        FactRecorded { Id: var id } => book.FactIds.Knows(id) ? $"statement {id} is made a second time" : null,
        FactRetracted { Fact: var fact } => book.NewestFact(fact) is { Stands: true } ? null : $"the fact {fact} is withdrawn, and does not stand",
        AdjustmentProposed { Adjustment: var adjustment } => book.AdjustmentIds.Knows(adjustment.Id) ? $"adjustment {adjustment.Id} is proposed a second time"
            : adjustment.ApprovedBy is not null || adjustment.ProposedBy != happened.By ? $"adjustment {adjustment.Id} names other people than its event"
            : null,
        AdjustmentApproved { Adjustment: var adjustment } => Decision(book, adjustment.Id, happened, AdjustmentState.Proposed)
            ?? (IsTheSame(adjustment, book.FindAdjustment(adjustment.Id)!.Adjustment, happened.By) ? null : $"adjustment {adjustment.Id} is approved with other values than proposed"),
        AdjustmentRejected { Id: var id } => Decision(book, id, happened, AdjustmentState.Proposed),
        AdjustmentRetracted { Id: var id } => Decision(book, id, happened, AdjustmentState.Proposed, AdjustmentState.Approved),
        _ => null,
    };

    /// <summary>Another person decides, on an adjustment that is in one of the states.</summary>
    private static string? Decision(SupervisionBook book, string id, UnitEvent happened, params AdjustmentState[] states) =>
        book.FindAdjustment(id) is not { } entry ? $"adjustment {id} is decided, and was never proposed"
        : !states.Contains(entry.State) ? $"adjustment {id} is decided while it is {entry.State.ToString().ToLowerInvariant()}"
        : entry.Proposed.Actor.IsSamePersonAs(Actor.Of(happened.By, happened.Person)) ? $"one person proposed adjustment {id} and decided on it"
        : null;

    private static bool IsTheSame(Adjustment approved, Adjustment proposed, string by) => StoredJson.AreSame(approved, proposed with { ApprovedBy = by });
}
