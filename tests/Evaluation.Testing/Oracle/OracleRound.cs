using System.Globalization;
using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>An answer; <c>Value</c> is null for "don't know", <c>Box</c> for an option outside the boxes.</summary>
public sealed record OracleOption(Exact? Value, string? Box);

/// <summary>A criterion with its points, which are the weight of a vote and the maximum of an assessed item.</summary>
public sealed record OracleCriterion(string Code, Exact Points);

/// <summary>A class with the weight of each group; a group that it does not name has weight 0.</summary>
public sealed record OracleClass(string Code, IReadOnlyDictionary<string, Exact> Weights)
{
    public Exact Weight(string group) => Weights.GetValueOrDefault(group);
}

public sealed record OracleUnit(string Code, string Class);

/// <summary>A grade; without a quota its places are not limited.</summary>
public sealed record OracleGrade(string Code, Exact Min, Exact? Quota);

/// <summary>
/// The rules of a round that decide a score. An unknown policy or a missing rule without a stated default throws: an oracle
/// that guesses could make the same wrong guess as the product.
/// </summary>
public sealed class OracleRound
{
    public OracleRound(JsonElement round)
    {
        Options = [.. Items(round, "options").Select(o => new OracleOption(Number(o, "value"), Text(o, "box")))];
        VoteCriteria = Criteria(round, "vote");
        AssessedCriteria = Criteria(round, "assessed");
        Groups = [.. Items(round, "groups").Select(Code)];
        Classes = [.. Items(round, "classes").Select(c => new OracleClass(Code(c),
            c.GetProperty("weights").EnumerateObject().ToDictionary(w => w.Name, w => (Exact)w.Value.GetDecimal())))];
        Units = [.. Items(round, "units").Select(u => new OracleUnit(Code(u), u.GetProperty("class").GetString()!))];
        Grades = [.. Items(round, "grades").Select(g =>
            new OracleGrade(Code(g), g.GetProperty("min").GetDecimal(), Number(g, "quota")))];

        Vetoes = [.. Items(round, "vetoes").Select(OracleVeto.Read)];
        if (round.TryGetProperty("period", out var period))
        {
            From = DateOnly.Parse(Text(period, "from")!, CultureInfo.InvariantCulture);
            To = DateOnly.Parse(Text(period, "to")!, CultureInfo.InvariantCulture);
        }

        var policies = round.GetProperty("policies");
        DontKnowValue = DontKnow(policies.GetProperty("dontKnow"));
        AwarenessMin = policies.GetProperty("awarenessMin").GetDecimal();
        GroupMin = policies.GetProperty("groupMin").GetInt32();
        SubstitutesClassMean = policies.GetProperty("missingGroup").GetString() switch
        {
            "renormalise" => false,
            "classMean" => true,
            var other => throw new FormatException($"missingGroup {other}"),
        };
        Decimals = policies.TryGetProperty("decimals", out var decimals) ? decimals.GetInt32() : 2;

        var components = round.GetProperty("components");
        VoteShare = Number(components, "vote") ?? 0;
        InspectionShare = Number(components, "inspection") ?? 0;
        SelfShare = Number(components, "self") ?? 0;
        DailyShare = Number(components, "daily") ?? 0;
        BonusCap = Number(components, "bonusCap");

        var panel = round.TryGetProperty("panel", out var given) ? given : default;
        Trim = Text(panel, "trim");
        NormalisesPanels = panel.ValueKind == JsonValueKind.Object
            && panel.TryGetProperty("normalise", out var normalise) && normalise.GetBoolean();
    }

    public IReadOnlyList<OracleOption> Options { get; }

    /// <summary>The criteria that are voted on, in the order of a slip's marks.</summary>
    public IReadOnlyList<OracleCriterion> VoteCriteria { get; }

    public IReadOnlyList<OracleCriterion> AssessedCriteria { get; }

    public IReadOnlyList<string> Groups { get; }

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

    public string? Trim { get; }

    public bool NormalisesPanels { get; }

    public OracleClass ClassOf(OracleUnit unit) => Classes.Single(c => c.Code == unit.Class);

    private static Exact? DontKnow(JsonElement policy) => policy.ValueKind == JsonValueKind.Object
        ? policy.GetProperty("value").GetDecimal()
        : policy.GetString() switch
        {
            "exclude" => null,
            "zero" => Exact.Zero,
            var other => throw new FormatException($"dontKnow {other}"),
        };

    private static OracleCriterion[] Criteria(JsonElement round, string source) =>
        [.. Items(round, "criteria").Where(c => Text(c, "source") == source)
            .Select(c => new OracleCriterion(Code(c), c.GetProperty("points").GetDecimal()))];

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static string Code(JsonElement item) => item.GetProperty("code").GetString()!;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static Exact? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var number) && number.ValueKind != JsonValueKind.Null
            ? number.GetDecimal() : null;
}
