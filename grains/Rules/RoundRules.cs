using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>
/// The definition of a round: what is evaluated, by whom and how it is scored. Editable in draft, frozen by opening.
/// </summary>
/// <remarks>
/// Written to the journal with these names: a property may be added with a default, never renamed or removed. Defaults stand on the
/// parameters, here and below: generated JSON code knows those, and gives an absent property with an initialiser the zero of its type.
/// </remarks>
/// <param name="TimeZone">An IANA time zone; instants are shown in it.</param>
/// <param name="BallotBoxes">Into how many ballot boxes the round's credentials are spread.</param>
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
    IReadOnlyList<Veto>? Vetoes = null)
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

    /// <summary>The criteria that respondents rate, in paper order: the order of a slip's marks.</summary>
    [JsonIgnore]
    public IReadOnlyList<Criterion> VoteCriteria => [.. Criteria.Where(criterion => criterion.Source == CriterionSource.Vote)];

    /// <summary>The criteria that units claim points of and inspectors give points for, in the definition's order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Criterion> AssessedCriteria => [.. Criteria.Where(criterion => criterion.Source == CriterionSource.Assessed)];

    /// <summary>Whether inspectors assess anything: such a round passes through assessing.</summary>
    [JsonIgnore]
    public bool HasAssessedCriteria => Criteria.Any(criterion => criterion.Source == CriterionSource.Assessed);
}

/// <summary>The legal basis of the round.</summary>
public sealed record Basis(string Title = "", string? Number = null, string? Issuer = null);

/// <summary>The time that is evaluated, both days included.</summary>
public sealed record Period(DateOnly From, DateOnly To);

/// <summary>Who sees scores before the close.</summary>
[JsonConverter(typeof(CamelCaseEnum<Visibility>))]
public enum Visibility { Sealed, Administrators, Public }

/// <summary>An answer. Without a value it is a "don't know".</summary>
public sealed record Option(string Code, LocalText Label, decimal? Value = null, AnswerBox? Box = null);

/// <summary>How an option counts in the positive and top shares (F2).</summary>
[JsonConverter(typeof(CamelCaseEnum<AnswerBox>))]
public enum AnswerBox { Top, Positive, Neutral, Negative }

/// <summary>What is rated; <paramref name="Points"/> is its weight in F4 and its maximum in F7.</summary>
public sealed record Criterion(string Code, LocalText Label, CriterionSource Source, decimal Points);

[JsonConverter(typeof(CamelCaseEnum<CriterionSource>))]
public enum CriterionSource { Vote, Assessed }

/// <summary>A stratum of respondents; <paramref name="Roll"/> is how many people are on its list.</summary>
public sealed record Group(string Code, LocalText Label, int Roll);

/// <summary>Units that are ranked against each other, with the weight of every group in F5.</summary>
public sealed record UnitClass(string Code, LocalText Label, IReadOnlyDictionary<string, decimal> Weights);

/// <summary>Who is evaluated. <paramref name="Report"/> is the unit's own report, in markdown.</summary>
/// <param name="Formerly">Codes of earlier rounds that this unit goes on from: it was renamed, or merged out of several; null for none.</param>
public sealed record Unit(
    string Code,
    LocalText Label,
    string Class,
    string? Report = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Formerly = null);

/// <summary>How marks, small groups and figures are treated.</summary>
/// <param name="DontKnow">By default, not valid.</param>
/// <param name="AwarenessMin">The awareness (0 to 1) below which a group does not rate a unit (F3).</param>
/// <param name="GroupMin">The slips below which a group is neither shown nor counted for a unit (F22).</param>
/// <param name="CommentMin">The slips from which comments are shown.</param>
/// <param name="Decimals">Decimals of a published score.</param>
/// <param name="ObjectionDays">
/// Whole days after the day of publication in which objections are accepted; 0 for none, null for the usual seven.
/// </param>
public sealed record Policies(
    DontKnow? DontKnow = null,
    decimal AwarenessMin = 0,
    int GroupMin = 5,
    int CommentMin = 8,
    MissingGroup MissingGroup = MissingGroup.Renormalise,
    int Decimals = 2,
    int? ObjectionDays = null)
{
    public DontKnow DontKnow { get; init; } = DontKnow ?? DontKnow.Exclude;
}

/// <summary>What becomes of a group that does not report for a unit (F5).</summary>
[JsonConverter(typeof(CamelCaseEnum<MissingGroup>))]
public enum MissingGroup { Renormalise, ClassMean }

/// <summary>Shares of the total in percent (F6); they add up to 100.</summary>
/// <param name="BonusCap">The most that bonuses may add, in points of the total.</param>
public sealed record Components(decimal Vote = 100, decimal Inspection = 0, decimal Self = 0, decimal Daily = 0, decimal BonusCap = 0);

/// <summary>How the sheets of an inspection panel are combined (F8, F9).</summary>
public sealed record Panel(PanelTrim Trim = PanelTrim.Item, bool Normalise = false)
{
    /// <summary>Fewest inspected units of a panel whose scores are normalised (F9). With fewer, the panel's standard deviation means little.</summary>
    public const int NormalisedUnitsMin = 8;
}

[JsonConverter(typeof(CamelCaseEnum<PanelTrim>))]
public enum PanelTrim { Item, Total, None }

/// <summary>A grade from a published total of <paramref name="Min"/> on, for at most <paramref name="Quota"/> (0 to 1) of a class (F16).</summary>
public sealed record Grade(string Code, decimal Min, LocalText? Label = null, decimal? Quota = null);

/// <summary>A rule over facts that takes away eligibility (F18).</summary>
public sealed record Veto(string Code, VetoCondition When, VetoEffect Effect, LocalText? Label = null);

/// <summary>Either a number of failed spot checks, or a named fact.</summary>
public sealed record VetoCondition(int? FailedSpotChecks = null, string? Fact = null);
