using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Supervision;

/// <summary>Whether the ledger contains an entry.</summary>
[JsonConverter(typeof(CamelCaseEnum<EntryState>))]
public enum EntryState
{
    Standing,

    /// <summary>A later statement of the same fact stands in its place.</summary>
    Replaced,

    Withdrawn,
}

/// <summary>Who did something to an entry, when, and why.</summary>
/// <param name="By">The staff account; null for readers who are not staff.</param>
/// <param name="Reason">Null where no reason was asked.</param>
/// <param name="Ticket">The upheld objection that did it; null for an act of its own.</param>
public sealed record SignedView(string? By, DateTimeOffset At, string? Reason, string? Ticket);

/// <summary>A spot check.</summary>
/// <param name="Vetoes">The vetoes in force now; left out in the items of a list, which has them once.</param>
public sealed record SpotCheckView(
    string Id, bool Failed, DateOnly? On, string? Note, IReadOnlyList<string> Evidence, EntryState State, SignedView Entered, SignedView? Withdrawn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<VetoResult>? Vetoes = null);

/// <summary>A statement of a fact.</summary>
/// <param name="Id">Unique within the unit.</param>
/// <param name="ReplacedBy">The id of the later statement that stands in its place; null for none.</param>
/// <param name="Vetoes">The vetoes in force now; left out in the items of a list, which has them once.</param>
public sealed record FactView(
    string Id, string Fact, string? Document, DateOnly? On, string? Note, IReadOnlyList<string> Evidence, EntryState State, SignedView Entered, SignedView? Withdrawn,
    string? ReplacedBy, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<VetoResult>? Vetoes = null);

/// <summary>A page of spot checks or facts.</summary>
/// <param name="Items">In the order of entering, withdrawn ones included.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last one.</param>
/// <param name="Vetoes">The vetoes in force now.</param>
public sealed record SupervisedPage<T>(IReadOnlyList<T> Items, string? Next, IReadOnlyList<VetoResult> Vetoes);

/// <summary>A bonus or deduction.</summary>
/// <param name="Decided">The approval or rejection; null before.</param>
/// <param name="Entry">The entry of the catalogue that gives the points; left out for a free adjustment.</param>
/// <param name="Level">The level of the entry; left out where it has none.</param>
public sealed record AdjustmentView(
    string Id, AdjustmentState State, AdjustmentKind Kind, decimal Points, string Rule, string Fact, string? Document, string? Note, IReadOnlyList<string> Evidence,
    SignedView Proposed, SignedView? Decided, SignedView? Withdrawn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entry = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level = null);

/// <summary>Shows entries to one reader.</summary>
/// <param name="TimeZone">The round's.</param>
/// <param name="IsStaff">Whether the reader sees the names of accounts.</param>
internal sealed record EntryReader(string TimeZone, bool IsStaff)
{
    public static EntryReader Of(Supervised read, StaffAccount caller) => new(read.Work.Rules.TimeZone, Access.Has(caller, read.Work.Rules.Id, Access.Readers));

    public SpotCheckView Show(SpotCheckEntry entry, IReadOnlyList<VetoResult>? vetoes = null) => new(
        entry.Check.Id, entry.Check.Failed, entry.Check.On, entry.Check.Note, entry.Check.Evidence ?? [],
        entry.Withdrawn is null ? EntryState.Standing : EntryState.Withdrawn, Show(entry.Entered)!, Show(entry.Withdrawn), vetoes);

    public FactView Show(FactEntry entry, IReadOnlyList<VetoResult>? vetoes = null) => new(
        entry.Id, entry.Fact.Fact, entry.Fact.Document, entry.Fact.On, entry.Fact.Note, entry.Fact.Evidence ?? [],
        entry.Withdrawn is not null ? EntryState.Withdrawn : entry.ReplacedBy is not null ? EntryState.Replaced : EntryState.Standing,
        Show(entry.Entered)!, Show(entry.Withdrawn), entry.ReplacedBy, vetoes);

    public AdjustmentView Show(AdjustmentEntry entry)
    {
        var adjustment = entry.Adjustment;
        return new(
            adjustment.Id, entry.State, adjustment.Kind, adjustment.Points, adjustment.Rule, adjustment.Fact, adjustment.Document, adjustment.Note, adjustment.Evidence ?? [],
            Show(entry.Proposed)!, Show(entry.Decided), Show(entry.Withdrawn), adjustment.Entry, adjustment.Level);
    }

    private SignedView? Show(Signed? signed) => signed is null ? null : new(IsStaff ? signed.By : null, signed.At.In(TimeZone), signed.Reason, signed.Ticket);
}
