using System.Text.Json.Serialization;

namespace Evaluation.Rounds.Rules;

/// <summary>
/// The definition of a round: what is evaluated, by whom and how it is scored. Editable in draft, frozen by opening.
/// </summary>
/// <remarks>Written to the journal with these names: a property may be added with a default, never renamed or removed.</remarks>
public sealed record RoundRules
{
    public string Id { get; init; } = "";
    public LocalText Title { get; init; } = new();
    public Basis? Basis { get; init; }
    public Period? Period { get; init; }

    /// <summary>An IANA time zone; instants are shown in it.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    public Visibility Visibility { get; init; } = Visibility.Sealed;

    /// <summary>Into how many ballot boxes the round's credentials are spread.</summary>
    public int BallotBoxes { get; init; } = 1;

    public bool AllowRevote { get; init; } = true;
    public IReadOnlyList<Option> Options { get; init; } = [];
    public IReadOnlyList<Criterion> Criteria { get; init; } = [];
    public IReadOnlyList<Group> Groups { get; init; } = [];
    public IReadOnlyList<UnitClass> Classes { get; init; } = [];
    public IReadOnlyList<Unit> Units { get; init; } = [];
    public Policies Policies { get; init; } = new();
    public Components Components { get; init; } = new();
    public Panel Panel { get; init; } = new();
    public IReadOnlyList<Grade> Grades { get; init; } = [];
    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>The criteria that respondents rate, in paper order: the order of a slip's marks.</summary>
    [JsonIgnore]
    public IReadOnlyList<Criterion> VoteCriteria => [.. Criteria.Where(criterion => criterion.Source == CriterionSource.Vote)];

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
public sealed record Unit(string Code, LocalText Label, string Class, string? Report = null);

public sealed record Policies
{
    public DontKnow DontKnow { get; init; } = DontKnow.Exclude;

    /// <summary>The awareness (0 to 1) below which a group does not rate a unit (F3).</summary>
    public decimal AwarenessMin { get; init; }

    /// <summary>The slips below which a group is neither shown nor counted for a unit (F22).</summary>
    public int GroupMin { get; init; } = 5;

    /// <summary>The slips from which comments are shown.</summary>
    public int CommentMin { get; init; } = 8;

    public MissingGroup MissingGroup { get; init; } = MissingGroup.Renormalise;

    /// <summary>Decimals of a published score.</summary>
    public int Decimals { get; init; } = 2;
}

/// <summary>What becomes of a group that does not report for a unit (F5).</summary>
[JsonConverter(typeof(CamelCaseEnum<MissingGroup>))]
public enum MissingGroup { Renormalise, ClassMean }

/// <summary>Shares of the total in percent (F6); they add up to 100.</summary>
public sealed record Components
{
    public decimal Vote { get; init; } = 100;
    public decimal Inspection { get; init; }
    public decimal Self { get; init; }
    public decimal Daily { get; init; }

    /// <summary>The most that bonuses may add, in points of the total.</summary>
    public decimal BonusCap { get; init; }
}

/// <summary>How the sheets of an inspection panel are combined (F8, F9).</summary>
public sealed record Panel
{
    public PanelTrim Trim { get; init; } = PanelTrim.Item;
    public bool Normalise { get; init; }
}

[JsonConverter(typeof(CamelCaseEnum<PanelTrim>))]
public enum PanelTrim { Item, Total, None }

/// <summary>A grade from a published total of <paramref name="Min"/> on, for at most <paramref name="Quota"/> (0 to 1) of a class (F16).</summary>
public sealed record Grade(string Code, decimal Min, LocalText? Label = null, decimal? Quota = null);

/// <summary>A rule over facts that takes away eligibility (F18).</summary>
public sealed record Veto(string Code, VetoCondition When, VetoEffect Effect, LocalText? Label = null);

/// <summary>Either a number of failed spot checks, or a named fact.</summary>
public sealed record VetoCondition(int? FailedSpotChecks = null, string? Fact = null);
