using System.Collections.Immutable;
using Evaluation.Assessment;

namespace Evaluation.Units.Supervision;

/// <summary>
/// The spot checks, facts and adjustments of a unit with their history. It follows every change of the unit's ledger, also by an upheld
/// objection: the entries that stand are those of the ledger.
/// </summary>
public sealed record SupervisionBook
{
    public static readonly SupervisionBook Empty = new();

    public ImmutableList<SpotCheckEntry> SpotChecks { get; private init; } = [];

    public ImmutableList<FactEntry> Facts { get; private init; } = [];

    public ImmutableList<AdjustmentEntry> Adjustments { get; private init; } = [];

    public EntryIds CheckIds { get; private init; } = new("sc-");

    public EntryIds FactIds { get; private init; } = new("fact-");

    public EntryIds AdjustmentIds { get; private init; } = new("adj-");

    public CreationKeys Keys { get; private init; } = CreationKeys.Empty;

    public SpotCheckEntry? FindCheck(string id) => SpotChecks.Find(entry => entry.Check.Id == id);

    /// <summary>The newest statement of the fact, standing or not.</summary>
    public FactEntry? NewestFact(string fact) => Facts.FindLast(entry => entry.Fact.Fact == fact);

    public AdjustmentEntry? FindAdjustment(string id) => Adjustments.Find(entry => entry.Adjustment.Id == id);

    /// <summary>The id of what a call with this key has created; null for none.</summary>
    public string? CreatedBy(CreationKey? key, DateTimeOffset at) => Keys.Find(key, at) is var found && found.IsRefused(out _) ? null : found.Answer;

    public SupervisionView View(UnitLedger ledger) => new(SpotChecks, Facts, Adjustments, ledger);

    internal SupervisionBook Evolve(UnitEvent happened) => happened switch
    {
        SpotCheckRecorded recorded => Enter(recorded.Check, Signed.Of(recorded)) with { Keys = Keys.With(recorded.Key, recorded.Check.Id, recorded.At) },
        SpotCheckRetracted retracted => WithdrawCheck(retracted.Id, Signed.Of(retracted, retracted.Reason)),
        FactRecorded recorded => State(recorded.Id, recorded.Fact, Signed.Of(recorded)) with { Keys = Keys.With(recorded.Key, recorded.Id, recorded.At) },
        FactRetracted retracted => WithdrawFact(retracted.Fact, Signed.Of(retracted, retracted.Reason)),
        AdjustmentProposed proposed => Enter(proposed.Adjustment, Signed.Of(proposed)) with { Keys = Keys.With(proposed.Key, proposed.Adjustment.Id, proposed.At) },
        AdjustmentApproved approved => Change(approved.Adjustment.Id, entry => entry with
        {
            Adjustment = approved.Adjustment,
            State = AdjustmentState.Approved,
            Decided = Signed.Of(approved),
        }),
        AdjustmentRejected rejected => Change(rejected.Id, entry => entry with { State = AdjustmentState.Rejected, Decided = Signed.Of(rejected, rejected.Reason) }),
        AdjustmentRetracted retracted => WithdrawAdjustment(retracted.Id, Signed.Of(retracted, retracted.Reason)),
        _ => happened.LedgerChanges.Aggregate(this, (book, change) => book.Apply(change, Signed.Of(happened))),
    };

    /// <summary>A change that is no act of supervision: a correction of the ledger.</summary>
    private SupervisionBook Apply(LedgerChange change, Signed by) => change switch
    {
        SpotCheckEntered { SpotCheck: var check } => Enter(check, by),
        SpotCheckWithdrawn { Id: var id } => WithdrawCheck(id, by),
        FactStated { Fact: var fact } => State(FactIds.Next, fact, by),
        FactWithdrawn { Fact: var fact } => WithdrawFact(fact, by),
        AdjustmentEntered { Adjustment: var adjustment } => Enter(adjustment, by),
        AdjustmentWithdrawn { Id: var id } => WithdrawAdjustment(id, by),
        _ => this,
    };

    /// <summary>The check under a new id, or in place of the one with the same id.</summary>
    private SupervisionBook Enter(SpotCheck check, Signed by)
    {
        var (entry, at) = (new SpotCheckEntry(check, by), SpotChecks.FindIndex(known => known.Check.Id == check.Id));
        return this with { SpotChecks = at < 0 ? SpotChecks.Add(entry) : SpotChecks.SetItem(at, entry), CheckIds = CheckIds.With(check.Id) };
    }

    private SupervisionBook WithdrawCheck(string id, Signed by)
    {
        var at = SpotChecks.FindIndex(entry => entry.Check.Id == id && entry.Withdrawn is null);
        return at < 0 ? this : this with { SpotChecks = SpotChecks.SetItem(at, SpotChecks[at] with { Withdrawn = by }) };
    }

    private SupervisionBook State(string id, StatedFact fact, Signed by)
    {
        var at = Facts.FindIndex(entry => entry.Fact.Fact == fact.Fact && entry.Stands);
        var replaced = at < 0 ? Facts : Facts.SetItem(at, Facts[at] with { ReplacedBy = id });
        return this with { Facts = replaced.Add(new(id, fact, by)), FactIds = FactIds.With(id) };
    }

    private SupervisionBook WithdrawFact(string fact, Signed by)
    {
        var at = Facts.FindIndex(entry => entry.Fact.Fact == fact && entry.Stands);
        return at < 0 ? this : this with { Facts = Facts.SetItem(at, Facts[at] with { Withdrawn = by }) };
    }

    /// <summary>A proposal, or an adjustment that a correction entered with proposer and approver.</summary>
    private SupervisionBook Enter(Adjustment adjustment, Signed by)
    {
        var entry = adjustment.IsApproved
            ? new AdjustmentEntry(adjustment, AdjustmentState.Approved, by with { By = adjustment.ProposedBy, Person = null }, by)
            : new AdjustmentEntry(adjustment, AdjustmentState.Proposed, by);
        var at = Adjustments.FindIndex(known => known.Adjustment.Id == adjustment.Id);
        return this with { Adjustments = at < 0 ? Adjustments.Add(entry) : Adjustments.SetItem(at, entry), AdjustmentIds = AdjustmentIds.With(adjustment.Id) };
    }

    private SupervisionBook WithdrawAdjustment(string id, Signed by) => Change(id, entry =>
        entry.State is AdjustmentState.Proposed or AdjustmentState.Approved ? entry with { State = AdjustmentState.Withdrawn, Withdrawn = by } : entry);

    private SupervisionBook Change(string id, Func<AdjustmentEntry, AdjustmentEntry> change)
    {
        var at = Adjustments.FindIndex(entry => entry.Adjustment.Id == id);
        return at < 0 ? this : this with { Adjustments = Adjustments.SetItem(at, change(Adjustments[at])) };
    }
}
