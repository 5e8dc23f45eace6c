using System.Globalization;
using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>An answer; <c>Value</c> is null for "don't know", <c>Box</c> for an option outside the boxes.</summary>
public sealed record OracleOption(Exact? Value, string? Box);

/// <summary>A criterion with its points, which are the weight of a vote and the maximum of an assessed item.</summary>
/// <param name="By">F21: the body that assesses it; null for the inspection panel.</param>
/// <param name="Score">F23: how points follow from a figure; null where points are given.</param>
/// <param name="Periods">F30: the periods, or one null for a criterion without periods.</param>
public sealed record OracleCriterion(string Code, Exact Points, string? By, OracleFigureRule? Score, IReadOnlyList<string?> Periods);

/// <summary>
/// A class with the weight of each group; a group that it does not name has weight 0. F32: without weights all slips count alike.
/// </summary>
/// <param name="Parts">F31: the weights of the parts of the vote; null for none.</param>
public sealed record OracleClass(string Code, IReadOnlyDictionary<string, Exact>? Weights, IReadOnlyDictionary<string, Exact>? Parts)
{
    public bool IsPooled => Weights is null;

    public Exact Weight(string group) => Weights is null ? 1 : Weights.GetValueOrDefault(group);
}

/// <summary>A group of respondents.</summary>
/// <param name="TurnoutMin">F29: null for no minimum.</param>
/// <param name="SlipsMin">F29: null for no minimum.</param>
/// <param name="Part">F31: the part of the vote; null for none.</param>
public sealed record OracleGroup(string Code, int Roll, Exact? TurnoutMin, int? SlipsMin, string? Part);

public sealed record OracleUnit(string Code, string Class, int? Precedence);

/// <summary>A grade; without a quota or places (F24) its places are not limited.</summary>
public sealed record OracleGrade(string Code, Exact Min, Exact? Quota, string Rounding, IReadOnlyDictionary<string, int>? Places);

/// <summary>F24: a list at the bottom of each class.</summary>
public sealed record OracleTail(string Code, int Places, Exact? Below, bool TakesTies);

/// <summary>F26: an entry of the catalogue. Its points are those of the level, or under the empty name where it has no levels.</summary>
public sealed record OracleEntry(string Code, string Kind, IReadOnlyDictionary<string, Exact> Points, Exact? Cap, bool IsHighest, string? Criterion);

/// <summary>
/// The rules of a round that decide a score. An unknown policy or a missing rule without a stated default throws: an oracle
/// that guesses could make the same wrong guess as the product.
/// </summary>
public sealed class OracleRound
{
    private readonly Dictionary<string, OracleRound> _ofClass = [];

    public OracleRound(JsonElement round)
        : this(round, default)
    {
        foreach (var own in Items(round, "classes"))
        {
            _ofClass[Code(own)] = new OracleRound(round, own);
        }
    }

    /// <summary>The rules of one class: with its points, components and ranking (F28).</summary>
    private OracleRound(JsonElement round, JsonElement own)
    {
        var largest = Number(round, "optionMax");
        Options = [.. Items(round, "options").Select(o => new OracleOption(Scaled(Number(o, "value")), Text(o, "box")))];
        VoteCriteria = Criteria(round, "vote", own);
        AssessedCriteria = Criteria(round, "assessed", own);
        IsRanked = !(own.ValueKind == JsonValueKind.Object && own.TryGetProperty("ranked", out var ranked) && !ranked.GetBoolean());
        GroupsAsked = [.. Items(round, "groups").Select(g => new OracleGroup(
            Code(g), g.GetProperty("roll").GetInt32(), Number(g, "turnoutMin"), Whole(g, "slipsMin"), Text(g, "part")))];
        Groups = [.. GroupsAsked.Select(g => g.Code)];
        Classes = [.. Items(round, "classes").Select(c => new OracleClass(Code(c),
            c.TryGetProperty("weights", out var weights) && weights.ValueKind == JsonValueKind.String ? Pooled(weights) : Numbers(c, "weights") ?? [],
            Numbers(c, "parts")))];
        Units = [.. Items(round, "units").Select(u => new OracleUnit(Code(u), u.GetProperty("class").GetString()!, Whole(u, "precedence")))];
        Grades = [.. Items(round, "grades").Select(g => new OracleGrade(
            Code(g), g.GetProperty("min").GetDecimal(), Number(g, "quota"), Text(g, "rounding") ?? "down",
            Numbers(g, "places")?.ToDictionary(p => p.Key, p => (int)p.Value.Numerator)))];
        Tails = [.. Items(round, "tail").Select(t => new OracleTail(Code(t), t.GetProperty("places").GetInt32(), Number(t, "below"), (Text(t, "ties") ?? "out") switch
        {
            "out" => false,
            "in" => true,
            var other => throw new FormatException($"ties {other}"),
        }))];
        Ties = round.TryGetProperty("ties", out var ties) ? [.. ties.EnumerateArray().Select(t => t.GetString()!)] : ["vote", "topShare", "negativeShare", "inspection"];
        Entries = [.. Items(round, "entries").Select(e => new OracleEntry(
            Code(e), Text(e, "kind")!, Numbers(e, "levels") ?? new() { [""] = Number(e, "points")!.Value }, Number(e, "cap"), Text(e, "same") == "highest", Text(e, "criterion")))];
        BodyTrims = Items(round, "assessors").ToDictionary(Code, a => Text(a, "trim"));

        Vetoes = [.. Items(round, "vetoes").Select(OracleVeto.Read)];
        if (round.TryGetProperty("period", out var period))
        {
            From = DateOnly.Parse(Text(period, "from")!, CultureInfo.InvariantCulture);
            To = DateOnly.Parse(Text(period, "to")!, CultureInfo.InvariantCulture);
        }

        var policies = round.GetProperty("policies");
        DontKnowValue = Scaled(DontKnow(policies.GetProperty("dontKnow")));
        AwarenessMin = policies.GetProperty("awarenessMin").GetDecimal();
        GroupMin = policies.GetProperty("groupMin").GetInt32();
        SubstitutesClassMean = policies.GetProperty("missingGroup").GetString() switch
        {
            "renormalise" => false,
            "classMean" => true,
            var other => throw new FormatException($"missingGroup {other}"),
        };
        Decimals = policies.TryGetProperty("decimals", out var decimals) ? decimals.GetInt32() : 2;

        var components = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("components", out var shares) ? shares : round.GetProperty("components");
        VoteShare = Number(components, "vote") ?? 0;
        InspectionShare = Number(components, "inspection") ?? 0;
        SelfShare = Number(components, "self") ?? 0;
        DailyShare = Number(components, "daily") ?? 0;
        BonusCap = Number(components, "bonusCap") ?? Number(round.GetProperty("components"), "bonusCap") ?? 0;
        DeductionCap = Number(components, "deductionCap") ?? Number(round.GetProperty("components"), "deductionCap");

        var panel = round.TryGetProperty("panel", out var given) ? given : default;
        Trim = Text(panel, "trim");
        TrimFrom = panel.ValueKind == JsonValueKind.Object ? Whole(panel, "trimFrom") ?? 5 : 5;
        NormalisesPanels = panel.ValueKind == JsonValueKind.Object
            && panel.TryGetProperty("normalise", out var normalise) && normalise.GetBoolean();

        // F20: v' = 100·v / optionMax.
        Exact? Scaled(Exact? value) => value is { } v && largest is { } max ? 100 * v / max : value;
    }

    public IReadOnlyList<OracleOption> Options { get; }

    /// <summary>The criteria that are voted on, in the order of a slip's marks.</summary>
    public IReadOnlyList<OracleCriterion> VoteCriteria { get; }

    public IReadOnlyList<OracleCriterion> AssessedCriteria { get; }

    public IReadOnlyList<string> Groups { get; }

    public IReadOnlyList<OracleGroup> GroupsAsked { get; }

    /// <summary>F28: whether units have ranks, quotas and tails.</summary>
    public bool IsRanked { get; }

    /// <summary>F24: the lists at the bottom of a class, in order.</summary>
    public IReadOnlyList<OracleTail> Tails { get; }

    /// <summary>F17: what tells units with equal totals apart, in order.</summary>
    public IReadOnlyList<string> Ties { get; }

    /// <summary>F26: the catalogue; empty for free adjustments.</summary>
    public IReadOnlyList<OracleEntry> Entries { get; }

    /// <summary>F21: the bodies with their trims; null for the round's.</summary>
    public IReadOnlyDictionary<string, string?> BodyTrims { get; }

    public IReadOnlyList<OracleClass> Classes { get; }

    public IReadOnlyList<OracleUnit> Units { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<OracleGrade> Grades { get; }

    public IReadOnlyList<OracleVeto> Vetoes { get; }

    /// <summary>The first day of the period; null in a round without a period.</summary>
    public DateOnly? From { get; }

    public DateOnly? To { get; }

    /// <summary>F3: the value of "don't know"; null when it is not a valid mark.</summary>
    public Exact? DontKnowValue { get; }

    public Exact AwarenessMin { get; }

    public int GroupMin { get; }

    public bool SubstitutesClassMean { get; }

    public int Decimals { get; }

    public Exact VoteShare { get; }

    public Exact InspectionShare { get; }

    public Exact SelfShare { get; }

    public Exact DailyShare { get; }

    /// <summary>Null when bonuses are not capped.</summary>
    public Exact? BonusCap { get; }

    /// <summary>F26: null when deductions are not capped.</summary>
    public Exact? DeductionCap { get; }

    public string? Trim { get; }

    /// <summary>The number of sheets from which the highest and the lowest are dropped.</summary>
    public int TrimFrom { get; }

    public bool NormalisesPanels { get; }

    /// <summary>F28: the rules that apply to the units of a class.</summary>
    public OracleRound OfClass(string code) => _ofClass.GetValueOrDefault(code, this);

    public OracleRound Of(string unit) => OfClass(Units.Single(u => u.Code == unit).Class);

    /// <summary>F21, F8: how the sheets of a body are trimmed.</summary>
    public string? TrimOf(string? body) => body is null ? Trim : BodyTrims[body] ?? Trim;

    /// <summary>F26: the entries that take points of a criterion.</summary>
    public IEnumerable<OracleEntry> EntriesOf(OracleCriterion criterion) => Entries.Where(e => e.Criterion == criterion.Code);

    public OracleClass ClassOf(OracleUnit unit) => Classes.Single(c => c.Code == unit.Class);

    private static Exact? DontKnow(JsonElement policy) => policy.ValueKind == JsonValueKind.Object
        ? policy.GetProperty("value").GetDecimal()
        : policy.GetString() switch
        {
            "exclude" => null,
            "zero" => Exact.Zero,
            var other => throw new FormatException($"dontKnow {other}"),
        };

    private static OracleCriterion[] Criteria(JsonElement round, string source, JsonElement own)
    {
        // F28: the class's points; with 0 the criterion is not one of the class.
        var points = own.ValueKind == JsonValueKind.Object ? Numbers(own, "points") : null;
        return [.. Items(round, "criteria").Where(c => Text(c, "source") == source)
            .Where(c => points is null || !points.TryGetValue(Code(c), out var given) || given != 0)
            .Select(c => new OracleCriterion(
                Code(c), points is not null && points.TryGetValue(Code(c), out var given) ? given : c.GetProperty("points").GetDecimal(),
                Text(c, "by"), c.TryGetProperty("score", out var score) ? OracleFigureRule.Read(score) : null,
                c.TryGetProperty("periods", out var periods) ? [.. periods.EnumerateArray().Select(p => p.GetString())] : [null]))];
    }

    private static Dictionary<string, Exact>? Pooled(JsonElement weights) =>
        weights.GetString() == "pooled" ? null : throw new FormatException($"weights {weights}");

    private static Dictionary<string, Exact>? Numbers(JsonElement parent, string name) => parent.TryGetProperty(name, out var numbers)
        ? numbers.EnumerateObject().ToDictionary(n => n.Name, n => (Exact)n.Value.GetDecimal()) : null;

    private static int? Whole(JsonElement parent, string name) => parent.TryGetProperty(name, out var number) ? number.GetInt32() : null;

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static string Code(JsonElement item) => item.GetProperty("code").GetString()!;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static Exact? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var number) && number.ValueKind != JsonValueKind.Null
            ? number.GetDecimal() : null;
}
