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
        var content = new PaperContent(
            rules.Id,
            rules.Title,
            rules.Basis,
            rules.Period,
            rules.AllowRevote,
            [.. rules.Options.Select(option => new PaperOption(option.Code, option.Label))],
            [.. rules.VoteCriteria.Select(criterion => new PaperCriterion(criterion.Code, criterion.Label, criterion.Points, criterion.OptionLabels))],
            [.. rules.Classes.Select(unitClass => new PaperClass(unitClass.Code, unitClass.Label))],
            rules.Units);
        return new(rulesVersion, JsonSerializer.SerializeToUtf8Bytes(content, ApiJson.Options));
    }
}

/// <summary>
/// The content of a ballot paper: units with their reports, vote criteria in the order of a slip's marks, options in the order of their
/// indexes.
/// </summary>
public sealed record PaperContent(
    string Round,
    LocalText Title,
    Basis? Basis,
    Period? Period,
    bool AllowRevote,
    IReadOnlyList<PaperOption> Options,
    IReadOnlyList<PaperCriterion> Criteria,
    IReadOnlyList<PaperClass> Classes,
    IReadOnlyList<Unit> Units);

public sealed record PaperOption(string Code, LocalText Label);

/// <param name="OptionLabels">Labels of options for this criterion, by the option's code; null where all have their usual ones.</param>
public sealed record PaperCriterion(
    string Code,
    LocalText Label,
    decimal Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, LocalText>? OptionLabels = null);

public sealed record PaperClass(string Code, LocalText Label);
