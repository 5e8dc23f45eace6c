using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>
/// The definition of a round: what is evaluated, by whom, and how it is scored. Editable in draft; frozen when the round is opened.
/// </summary>
/// <remarks>
/// Written to the journal with these names: a property may be added with a default, never renamed or removed. The defaults must be on the
/// constructor parameters, here and in the records below. Generated JSON code gives an absent property with an initialiser the zero value
/// of its type instead.
/// </remarks>
/// <param name="TimeZone">An IANA time zone, in which instants are shown.</param>
/// <param name="BallotBoxes">Number of ballot boxes over which the round's credentials are distributed.</param>
/// <param name="Internal">
/// Whether papers, results and lists are only for the round's staff and for the accounts of its units and their parents.
/// </param>
/// <param name="Bulletins">Who may read the monthly bulletins of supervision.</param>
/// <param name="OptionMax">The largest value of an option, if values are not on the scale of 100 (F20).</param>
/// <param name="Assessors">The bodies that assess criteria of their own (F21). Null for none.</param>
/// <param name="Entries">The catalogue of bonuses and deductions (F26). Null for free adjustments.</param>
/// <param name="Tail">The lists at the bottom of each class (F24). Null for none.</param>
/// <param name="Ties">What tells units with equal totals apart; null for the usual order (F17).</param>
/// <param name="Ballot">Limits of a ballot (F25). Null for none.</param>
/// <param name="Combine">The rounds whose totals this round combines. Null for a round of its own.</param>
/// <param name="Organiser">The body that holds the round, with its contact. Null for none.</param>
/// <param name="Credentials">How credentials are given out. Null for whole ones.</param>
public sealed record RoundRules(
    [property: JsonPropertyOrder(-2)] string Id = "",
    LocalText? Title = null,
    Basis? Basis = null,
    Period? Period = null,
    string TimeZone = "Asia/Shanghai",
    Visibility Visibility = Visibility.Sealed,
    int BallotBoxes = 1,
    bool AllowRevote = true,
    IReadOnlyList<Option>? Options = null,
    IReadOnlyList<Criterion>? Criteria = null,
    IReadOnlyList<Group>? Groups = null,
    IReadOnlyList<UnitClass>? Classes = null,
    IReadOnlyList<Unit>? Units = null,
    Policies? Policies = null,
    Components? Components = null,
    Panel? Panel = null,
    IReadOnlyList<Grade>? Grades = null,
    IReadOnlyList<Veto>? Vetoes = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Internal = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] BulletinReaders Bulletins = BulletinReaders.Staff,
    decimal? OptionMax = null,
    IReadOnlyList<Assessor>? Assessors = null,
    IReadOnlyList<CatalogueEntry>? Entries = null,
    IReadOnlyList<TailEntry>? Tail = null,
    IReadOnlyList<TieBreaker>? Ties = null,
    BallotRules? Ballot = null,
    IReadOnlyList<CombinedRound>? Combine = null,
    Organiser? Organiser = null,
    CredentialRules? Credentials = null)
{
    [JsonPropertyOrder(-1)]
    public LocalText Title { get; init; } = Title ?? new();
    public IReadOnlyList<Option> Options { get; init; } = Options ?? [];
    public IReadOnlyList<Criterion> Criteria { get; init; } = Criteria ?? [];
    public IReadOnlyList<Group> Groups { get; init; } = Groups ?? [];
    public IReadOnlyList<UnitClass> Classes { get; init; } = Classes ?? [];
    public IReadOnlyList<Unit> Units { get; init; } = Units ?? [];
    public Policies Policies { get; init; } = Policies ?? new();
    public Components Components { get; init; } = Components ?? new();
    public Panel Panel { get; init; } = Panel ?? new();
    public IReadOnlyList<Grade> Grades { get; init; } = Grades ?? [];
    public IReadOnlyList<Veto> Vetoes { get; init; } = Vetoes ?? [];

    /// <summary>The criteria that respondents rate, in paper order. The marks of a slip have the same order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Criterion> VoteCriteria => [.. Criteria.Where(criterion => criterion.Source == CriterionSource.Vote)];

    /// <summary>The criteria for which units claim points and inspectors give points, in the order of the definition.</summary>
    [JsonIgnore]
    public IReadOnlyList<Criterion> AssessedCriteria => [.. Criteria.Where(criterion => criterion.Source == CriterionSource.Assessed)];

    /// <summary>Whether a credential has two parts, which two persons give out.</summary>
    [JsonIgnore]
    public bool HasTwoParts => Credentials is { TwoParts: true };

    /// <summary>The rules without groups. A round that combines others may name groups; they have no effect.</summary>
    public RoundRules WithoutVote() => this with { Groups = [] };

    /// <summary>Whether the round has assessed criteria. Such a round passes through the state assessing.</summary>
    [JsonIgnore]
    public bool HasAssessedCriteria => Criteria.Any(criterion => criterion.Source == CriterionSource.Assessed);
}

/// <summary>The legal basis of the round.</summary>
public sealed record Basis(string Title = "", string? Number = null, string? Issuer = null);

/// <summary>The body that holds a round, as every page of the round names it. Readers ask it and object to it.</summary>
/// <param name="Hours">When it can be reached.</param>
/// <param name="Address">Where it can be visited or written to.</param>
public sealed record Organiser(LocalText Name, string? Phone = null, string? Email = null, LocalText? Hours = null, LocalText? Address = null);

/// <summary>How the credentials of a round are given out.</summary>
/// <param name="TwoParts">Whether a credential has two parts, which two persons give out. Nobody votes with one part.</param>
public sealed record CredentialRules(bool TwoParts = false);

/// <summary>The evaluated period, both days included.</summary>
public sealed record Period(DateOnly From, DateOnly To);

/// <summary>Who may see scores before the round is closed.</summary>
[JsonConverter(typeof(CamelCaseEnum<Visibility>))]
public enum Visibility { Sealed, Administrators, Public }

/// <summary>Who may read the monthly bulletins of supervision.</summary>
[JsonConverter(typeof(CamelCaseEnum<BulletinReaders>))]
public enum BulletinReaders { Staff, Public }

/// <summary>An answer. Without a value it means "don't know".</summary>
public sealed record Option(string Code, LocalText Label, decimal? Value = null, AnswerBox? Box = null);

/// <summary>How an option counts in the positive and top shares (F2).</summary>
[JsonConverter(typeof(CamelCaseEnum<AnswerBox>))]
public enum AnswerBox { Top, Positive, Neutral, Negative }

/// <summary>What is rated. <paramref name="Points"/> is its weight in F4 and its maximum in F7.</summary>
/// <param name="By">The assessing body (F21). Null for the inspection panel.</param>
/// <param name="Score">How points follow from a figure (F23). Null where points are given.</param>
/// <param name="Path">The headings above the criterion, from the outermost inwards (F27). Null for none.</param>
/// <param name="Periods">The periods whose points are averaged (F30). Null for the whole year.</param>
/// <param name="OptionLabels">Labels of options for this criterion, by the option's code. Null for the usual labels.</param>
public sealed record Criterion(
    string Code,
    LocalText Label,
    CriterionSource Source,
    decimal Points,
    string? By = null,
    FigureRule? Score = null,
    IReadOnlyList<LocalText>? Path = null,
    IReadOnlyList<string>? Periods = null,
    IReadOnlyDictionary<string, LocalText>? OptionLabels = null)
{
    /// <summary>The label of an option for this criterion, as voters read it.</summary>
    public LocalText LabelOf(Option option) => OptionLabels?.GetValueOrDefault(option.Code) ?? option.Label;
}

[JsonConverter(typeof(CamelCaseEnum<CriterionSource>))]
public enum CriterionSource { Vote, Assessed }

/// <summary>A stratum of respondents. <paramref name="Roll"/> is the number of people on its list.</summary>
/// <param name="TurnoutMin">The smallest turnout, 0 to 1, with which the group is valid (F29). Null for none.</param>
/// <param name="SlipsMin">The smallest number of slips with which the group is valid (F29). Null for none.</param>
/// <param name="Part">The part of the vote to which the group belongs (F31). Null for none.</param>
public sealed record Group(string Code, LocalText Label, int Roll, decimal? TurnoutMin = null, int? SlipsMin = null, string? Part = null);

/// <summary>An evaluated unit. <paramref name="Report"/> is the unit's own report, in Markdown.</summary>
/// <param name="Formerly">
/// Codes in earlier rounds of the units that this unit continues, after it was renamed or merged. Null for none.
/// </param>
/// <param name="Parent">The code of the unit that this unit is a section of, in this round or another one. Null for none.</param>
/// <param name="Precedence">The order of units that nothing else tells apart, the smallest first; used where the rules name it.</param>
public sealed record Unit(
    string Code,
    LocalText Label,
    string Class,
    string? Report = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Formerly = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parent = null,
    int? Precedence = null);

/// <summary>How marks, small groups and published figures are treated.</summary>
/// <param name="DontKnow">By default, "don't know" marks are not valid.</param>
/// <param name="AwarenessMin">Minimum awareness (0 to 1). A group with a lower one does not rate the unit (F3).</param>
/// <param name="GroupMin">Minimum number of slips. A group with fewer for a unit is neither shown nor counted (F22).</param>
/// <param name="CommentMin">Minimum number of slips from which comments are shown.</param>
/// <param name="Decimals">Decimals of a published score.</param>
/// <param name="ObjectionDays">
/// Whole days after the day of publication in which objections are accepted; 0 for none, null for the usual seven.
/// </param>
/// <param name="LiveEvery">
/// Minutes between two cuts of the scores that are shown before the close; null for the usual ten.
/// </param>
/// <param name="PublicRecount">What of the votes is published with a result; null for the usual tallies.</param>
/// <param name="DestroyKeyAt">From which state on the key of the round may be destroyed; null for the usual one, final.</param>
public sealed record Policies(
    DontKnow? DontKnow = null,
    decimal AwarenessMin = 0,
    int GroupMin = 5,
    int CommentMin = 8,
    MissingGroup MissingGroup = MissingGroup.Renormalise,
    int Decimals = 2,
    int? ObjectionDays = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LiveEvery = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PublicRecount? PublicRecount = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeyLife? DestroyKeyAt = null)
{
    /// <summary>Minutes between two cuts where the rules do not say.</summary>
    public const int LiveEveryUsual = 10;

    /// <summary>Until when the key of a round is kept where the rules do not say.</summary>
    public const KeyLife DestroyKeyAtUsual = KeyLife.Final;

    public DontKnow DontKnow { get; init; } = DontKnow ?? DontKnow.Exclude;
}

/// <summary>What of the votes is published with a result, so that anybody can recount it.</summary>
[JsonConverter(typeof(CamelCaseEnum<PublicRecount>))]
public enum PublicRecount { None, Tallies, Slips }

/// <summary>From which state on the key of a round may be destroyed.</summary>
[JsonConverter(typeof(CamelCaseEnum<KeyLife>))]
public enum KeyLife { Sealed, Final, Archived }

/// <summary>How a group that does not report for a unit is treated (F5).</summary>
[JsonConverter(typeof(CamelCaseEnum<MissingGroup>))]
public enum MissingGroup { Renormalise, ClassMean }

/// <summary>Shares of the total in percent (F6). They add up to 100.</summary>
/// <param name="BonusCap">Maximum that bonuses may add, in points of the total.</param>
/// <param name="DeductionCap">Maximum that deductions may take away, in points of the total (F26). Null for none.</param>
public sealed record Components(
    decimal Vote = 100, decimal Inspection = 0, decimal Self = 0, decimal Daily = 0, decimal BonusCap = 0, decimal? DeductionCap = null);

/// <summary>How the sheets of an inspection panel are combined (F8, F9).</summary>
/// <param name="TrimFrom">The number of sheets from which one lowest and one highest are dropped. Null for the usual number.</param>
public sealed record Panel(PanelTrim Trim = PanelTrim.Item, bool Normalise = false, int? TrimFrom = null)
{
    /// <summary>The number of sheets from which sheets are dropped where the rules do not say.</summary>
    public const int TrimFromUsual = 5;

    /// <summary>The smallest such number: one sheet is left.</summary>
    public const int TrimFromMin = 3;

    /// <summary>
    /// Minimum number of inspected units of a panel whose scores are normalised (F9). With fewer, the panel's standard deviation means
    /// little.
    /// </summary>
    public const int NormalisedUnitsMin = 8;
}

[JsonConverter(typeof(CamelCaseEnum<PanelTrim>))]
public enum PanelTrim { Item, Total, None }

/// <summary>
/// A grade for published totals from <paramref name="Min"/>, for at most the share <paramref name="Quota"/> (0 to 1) of a class (F16).
/// </summary>
/// <param name="Rounding">How the number of places follows from the quota (F24). Null for rounding down.</param>
/// <param name="Places">The places by class, instead of a quota (F24); a class that is not listed has no limit.</param>
public sealed record Grade(
    string Code, decimal Min, LocalText? Label = null, decimal? Quota = null, QuotaRounding? Rounding = null, IReadOnlyDictionary<string, int>? Places = null);

/// <summary>How the number of places of a grade follows from its quota (F24).</summary>
[JsonConverter(typeof(CamelCaseEnum<QuotaRounding>))]
public enum QuotaRounding { Down, HalfUp, Up }

/// <summary>A rule over facts that takes away eligibility (F18).</summary>
public sealed record Veto(string Code, VetoCondition When, VetoEffect Effect, LocalText? Label = null);

/// <summary>
/// The condition of a veto: a number of failed spot checks, a named fact, or a place in the tail of another round
/// (<paramref name="Again"/> with <paramref name="Of"/>).
/// </summary>
/// <param name="Again">The code of an entry of the tail (F24).</param>
/// <param name="Of">The code of the other round.</param>
public sealed record VetoCondition(int? FailedSpotChecks = null, string? Fact = null, string? Again = null, string? Of = null);
