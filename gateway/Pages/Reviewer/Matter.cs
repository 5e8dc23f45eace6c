using Evaluation.Rounds;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>The kinds of matters that a reviewer or an administrator decides, in the order of the navigation.</summary>
public enum MatterKind
{
    /// <summary>A claim of a filed self-assessment without a decision.</summary>
    Claim,

    /// <summary>A proposed adjustment.</summary>
    Adjustment,

    /// <summary>An answer to an objection that waits for a second person, with or without corrections.</summary>
    Answer,

    /// <summary>An objection without an answer.</summary>
    Objection,

    /// <summary>A finding that is overdue, replied to, or verified.</summary>
    Finding,

    Complaint,
}

/// <summary>Why an account may not do what a matter asks for.</summary>
public enum Barrier
{
    /// <summary>The person has an interest in the unit.</summary>
    Interest,

    /// <summary>The person proposed it: another one approves.</summary>
    Own,

    /// <summary>It takes the role of a reviewer in the round.</summary>
    Reviewer,

    /// <summary>It takes the role of an inspector in the round.</summary>
    Inspector,

    /// <summary>The unit acts next.</summary>
    Unit,
}

/// <summary>Something that waits for a decision.</summary>
/// <param name="What">What it is, in the reader's language.</param>
/// <param name="Why">What one needs to know before opening it.</param>
/// <param name="DueOn">The last day; null for none.</param>
/// <param name="Age">Since when it waits; null where that is not known.</param>
/// <param name="Address">Where it is done.</param>
/// <param name="Act">The end of the key of the button's text.</param>
/// <param name="Barrier">Null for what the account may do.</param>
/// <param name="Tick">The value that selects it for an act on several; null where there is none.</param>
public sealed record Matter(
    MatterKind Kind, string Round, string RoundTitle, string Unit, string UnitName, string? Class, string ClassName, string What, string Why, DateOnly? DueOn, DateOnly Today,
    DateTimeOffset? Age, string Address, string Act, Barrier? Barrier, string? Tick = null)
{
    /// <summary>The form of the next step on the page, as the end of its address; empty for its beginning.</summary>
    public string Place { get; init; } = "";

    public int? DaysLeft => DueOn is { } due ? due.DayNumber - Today.DayNumber : null;
}

/// <summary>The inbox as a page shows it.</summary>
/// <param name="Query">The filters; the page is one that the list has.</param>
/// <param name="Counts">By kind, after all filters but that of the kind.</param>
/// <param name="Listed">The matters of the page.</param>
/// <param name="Total">The matters of the kind that was asked for.</param>
/// <param name="Late">How many of them are overdue.</param>
/// <param name="Today">How many of them are due today.</param>
/// <param name="Rounds">All rounds that the account covers.</param>
/// <param name="Classes">The classes of these rounds, by code.</param>
/// <param name="Interests">The names of the units that others deal with.</param>
public sealed record InboxView(
    InboxQuery Query, IReadOnlyDictionary<MatterKind, int> Counts, IReadOnlyList<Matter> Listed, int Total, int Late, int Today, IReadOnlyList<RoundView> Rounds,
    IReadOnlyList<(string Code, string Name)> Classes, IReadOnlyList<string> Interests)
{
    public int All => Counts.Values.Sum();
}
