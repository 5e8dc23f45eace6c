using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Rules;

namespace Evaluation.Gateway.Voting;

/// <summary>The ballot paper of a round, serialised and compressed once and kept in memory.</summary>
public sealed class Paper
{
    private Paper(int rulesVersion, byte[] plain)
    {
        RulesVersion = rulesVersion;
        Body = new(plain, CompressionLevel.Optimal);
        Tag = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 16));
    }

    public int RulesVersion { get; }

    public Compressed Body { get; }

    /// <summary>The entity tag of the content, without the encoding.</summary>
    public string Tag { get; }

    public static Paper Of(RoundRules rules, int rulesVersion)
    {
        var byClass = rules.Classes.Any(unitClass => unitClass.Points is not null);
        var content = new PaperContent(
            rules.Id,
            rules.Title,
            rules.Basis,
            rules.Period,
            rules.AllowRevote,
            [.. rules.Options.Select(option => new PaperOption(option.Code, option.Label))],
            Criteria(rules),
            [.. rules.Classes.Select(unitClass => new PaperClass(unitClass.Code, unitClass.Label, byClass ? Criteria(rules.OfClass(unitClass)) : null))],
            byClass ? [.. rules.Units.Where(unit => rules.OfUnit(unit).VoteCriteria.Count > 0)] : rules.Units,
            PaperBallot.Of(rules.Ballot));
        return new(rulesVersion, JsonSerializer.SerializeToUtf8Bytes(content, ApiJson.Options));
    }

    private static IReadOnlyList<PaperCriterion> Criteria(RoundRules rules) =>
        [.. rules.VoteCriteria.Select(criterion => new PaperCriterion(criterion.Code, criterion.Label, criterion.Points, criterion.OptionLabels, criterion.Path))];
}

/// <summary>
/// The content of a ballot paper: units with their reports, vote criteria in the order of a slip's marks, options in the order of their
/// indexes.
/// </summary>
/// <param name="Ballot">What a ballot must meet as a whole; left out where there is nothing.</param>
public sealed record PaperContent(
    string Round,
    LocalText Title,
    Basis? Basis,
    Period? Period,
    bool AllowRevote,
    IReadOnlyList<PaperOption> Options,
    IReadOnlyList<PaperCriterion> Criteria,
    IReadOnlyList<PaperClass> Classes,
    IReadOnlyList<Unit> Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PaperBallot? Ballot = null);

public sealed record PaperOption(string Code, LocalText Label);

/// <param name="OptionLabels">Labels of options for this criterion, by the option's code; null where all have their usual ones.</param>
/// <param name="Path">The headings above the criterion, from the outermost inwards; left out where there are none.</param>
public sealed record PaperCriterion(
    string Code,
    LocalText Label,
    decimal Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, LocalText>? OptionLabels = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LocalText>? Path = null);

/// <param name="Code">The class's code.</param>
/// <param name="Label">Its name.</param>
/// <param name="Criteria">
/// The criteria on the paper of the class, in the order of a slip's marks; left out where all classes have the criteria of the paper.
/// </param>
public sealed record PaperClass(
    string Code, LocalText Label, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PaperCriterion>? Criteria = null);

/// <summary>What a ballot must meet as a whole (F25).</summary>
/// <param name="Limits">How many units of a class a ballot may or must mark with some options of a criterion.</param>
/// <param name="Uniform">How a ballot with the same mark everywhere is treated: <c>allow</c>, <c>flag</c> or <c>refuse</c>.</param>
/// <param name="Finish">Whether the voter finishes the ballot.</param>
/// <param name="Unfinished">How a ballot that is not finished is treated: <c>count</c>, or left out: <c>ignore</c>.</param>
public sealed record PaperBallot(IReadOnlyList<PaperLimit> Limits, UniformBallot Uniform, bool Finish, UnfinishedBallot Unfinished)
{
    internal static PaperBallot? Of(BallotRules? rules) =>
        rules is null ? null : new(
            [.. (rules.Limits ?? []).Select(limit => new PaperLimit(limit.Class, limit.Criterion, limit.Options, limit.Max, limit.MaxShare, limit.Min))],
            rules.Uniform ?? UniformBallot.Allow, rules.NeedsFinish, rules.Unfinished ?? UnfinishedBallot.Count);
}

/// <summary>How many units of a class a ballot may or must mark with some options of a criterion.</summary>
/// <param name="Max">The most units.</param>
/// <param name="MaxShare">The largest share of the units that the voter may rate, 0 to 1, rounded down to whole units.</param>
/// <param name="Min">The fewest units; checked when the ballot is finished.</param>
public sealed record PaperLimit(
    string Class, string Criterion, IReadOnlyList<string> Options,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Max,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MaxShare,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Min);
