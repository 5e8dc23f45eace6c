using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Scoring;

/// <summary>One published version of a round's result: scores are rounded to the round's decimals, shares and errors to four.</summary>
/// <remarks>The journal keeps it in this form, so that a version never changes.</remarks>
public sealed record RoundResult
{
    public string Round { get; init; } = "";
    public int Version { get; init; }
    public DateTimeOffset ComputedAt { get; init; }
    public IReadOnlyList<GroupTurnout> Turnout { get; init; } = [];
    public IReadOnlyList<ClassResult> Classes { get; init; } = [];
}

/// <summary>
/// How many of a group were invited, got a credential and voted; <paramref name="Voted"/> is null where it is hidden (F22).
/// </summary>
/// <param name="Validity">Null before the close, and in a group without a minimum (F29).</param>
/// <param name="Unfinished">
/// Ballots that are not finished (F25): of those that voted, or, if the rules leave them out, after sealing beside them. Left out where
/// ballots are not finished, and where the number of voters is hidden.
/// </param>
/// <param name="Activated">After the close: spares among those issued, in place of lost slips. Left out before, and for none.</param>
/// <param name="Replaced">After the close: lost slips, which are not counted as issued. Left out before, and for none.</param>
public sealed record GroupTurnout(
    string Group,
    int Roll,
    int Issued,
    int? Voted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupValidity? Validity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Unfinished = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Activated = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Replaced = null);

/// <summary>The units of a class, best first; unranked units last, in paper order.</summary>
/// <param name="Note">The remark of the rules for readers of the results; null for none.</param>
public sealed record ClassResult(
    string Class, IReadOnlyList<UnitResult> Units, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LocalText? Note = null);

/// <summary>The published figures of one unit.</summary>
public sealed record UnitResult
{
    public string Unit { get; init; } = "";
    public int? Rank { get; init; }
    public int? Band { get; init; }
    public decimal? Total { get; init; }
    public decimal? Vote { get; init; }
    public decimal? Inspection { get; init; }
    public decimal? Self { get; init; }
    public decimal? Daily { get; init; }
    public decimal Bonus { get; init; }
    public decimal Deductions { get; init; }
    public decimal? StandardError { get; init; }
    public string? Grade { get; init; }
    public bool Eligible { get; init; } = true;

    /// <summary>The code of the list at the bottom of the class that names the unit (F24); left out where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tail { get; init; }

    /// <summary>
    /// Components with a share above 0 that are missing: <c>vote</c>, <c>inspection</c>, <c>self</c>, <c>daily</c>, or a combined round.
    /// </summary>
    public IReadOnlyList<string> Incomplete { get; init; } = [];

    public IReadOnlyList<VetoResult> Vetoes { get; init; } = [];

    /// <summary>Slips of the groups that have at least the group minimum for this unit.</summary>
    public int Slips { get; init; }

    public Share? Positive { get; init; }
    public Share? Top { get; init; }
    public IReadOnlyList<GroupResult> Groups { get; init; } = [];
    public IReadOnlyList<CriterionResult> Criteria { get; init; } = [];

    /// <summary>
    /// The reason why there is no vote score, one of <see cref="Scoring.NotRated"/>; left out where there is a score, or no vote.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotRated { get; init; }

    /// <summary>The rounds that are combined, in the rules' order; left out where the round combines none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartResult>? Parts { get; init; }

    /// <summary>The assessed criteria in the rules' order; left out where the round has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AssessedResult>? Assessed { get; init; }

    /// <summary>What each assessing body gave, the inspection panel first (F21); left out where the rules have no bodies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BodyResult>? Bodies { get; init; }

    /// <summary>
    /// Which sheets and decisions the missing components lack, where the rules have bodies, weights, periods or points from
    /// figures; left out where none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MissingEntry>? Missing { get; init; }

    /// <summary>
    /// The reason why a ranked unit has no band, <see cref="Compared"/>: its total rests on points that compare the units of the class, or
    /// follow from the vote (F23). Left out otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoBand { get; init; }

    /// <summary>
    /// The subtotals of the headings above criteria, each before those below it (F27); left out where no criterion of the unit has one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HeadingResult>? Headings { get; init; }

    /// <summary>The word of <see cref="NoBand"/>.</summary>
    public const string Compared = "compared";
}

/// <summary>A share with its Wilson interval (F11), each 0 to 1.</summary>
[method: JsonConstructor]
public sealed record Share([property: JsonPropertyName("share")] decimal Value, decimal Low, decimal High);

/// <summary>A group's part in a unit's vote. For a group below the minimum every figure is null.</summary>
/// <param name="Why">
/// Null, <c>below-minimum</c>, <c>low-awareness</c>, <c>no-score</c>, or why the group is not valid (<see cref="GroupValidity"/>).
/// </param>
public sealed record GroupResult(string Group, int? Slips, decimal? Awareness, decimal? Score, bool Reported, string? Why = null);

/// <summary>A unit's figures for one vote criterion.</summary>
public sealed record CriterionResult(string Criterion, decimal? Score, Share? Positive, Share? Top);

/// <summary>
/// Points of an assessed criterion side by side, rounded: what the unit claimed, a reviewer accepted and the inspectors gave (F7).
/// </summary>
/// <param name="Points">The maximum.</param>
/// <param name="Claimed">Null where nothing was filed, or the item was filed as not applicable; the others likewise.</param>
/// <param name="Periods">The same by period, of which the points are the means (F30); left out for a criterion without periods.</param>
public sealed record AssessedResult(
    string Criterion, decimal Points, decimal? Claimed, decimal? Accepted, decimal? Inspected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PeriodResult>? Periods = null);

/// <summary>Points of an assessed criterion in one of its periods, rounded.</summary>
public sealed record PeriodResult(string Period, decimal? Claimed, decimal? Accepted, decimal? Inspected);

/// <summary>What an assessing body gave a unit, rounded (F21).</summary>
/// <param name="By">The code of the body; null for the inspection panel.</param>
/// <param name="Score">0 to 100; null while a sheet is missing, and where no criterion is applicable.</param>
/// <param name="Sheets">The number of filed sheets.</param>
public sealed record BodyResult(string? By, decimal? Score, int Sheets)
{
    /// <summary>Names the inspection panel in the pointers of its figures. No code has such a first character.</summary>
    public const string PanelName = "_panel";

    /// <summary>The name of the body in the pointers of its figures.</summary>
    [JsonIgnore]
    public string Name => By ?? PanelName;
}

/// <summary>The total of a unit in a round that is combined, rounded.</summary>
/// <param name="Version">The version of that round's result.</param>
/// <param name="Unit">The unit's code in that round; null for a unit that the round does not have.</param>
/// <param name="Share">In percent.</param>
/// <param name="Total">Null where it is missing.</param>
/// <param name="Tails">The lists at the bottom of that round that name the unit (F24); left out where none does.</param>
public sealed record PartResult(
    string Round, int? Version, string? Unit, decimal Share, decimal? Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CarriedTail>? Tails = null);

/// <summary>A veto that applies, with the fact in words.</summary>
/// <param name="Fact">In English, or in the wording of the document or the round.</param>
/// <param name="Words">The fact in both languages.</param>
public sealed record VetoResult(string Veto, string Fact, VetoEffect Effect, LocalText? Words = null);
