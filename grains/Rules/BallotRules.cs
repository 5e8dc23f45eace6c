using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>What a ballot must meet as a whole (F25).</summary>
/// <param name="Limits">Limits on the number of marks. Null for none.</param>
/// <param name="Uniform">How a ballot with the same mark everywhere is treated. Null for allowed.</param>
/// <param name="Unfinished">How a ballot that was never finished is treated. Null for counted.</param>
public sealed record BallotRules(IReadOnlyList<BallotLimit>? Limits = null, UniformBallot? Uniform = null, UnfinishedBallot? Unfinished = null)
{
    /// <summary>Whether voters finish their ballot: a minimum or the refusal of uniform ballots needs the whole ballot.</summary>
    [JsonIgnore]
    public bool NeedsFinish => Uniform == UniformBallot.Refuse || (Limits ?? []).Any(limit => limit.Min is > 0);
}

/// <summary>How many units of a class a ballot may or must mark with some options of a criterion.</summary>
/// <param name="Max">The most units. Null for no maximum.</param>
/// <param name="MaxShare">The largest share of the units, 0 to 1, rounded down to whole units. Null for no maximum.</param>
/// <param name="Min">The fewest units. Null for no minimum.</param>
public sealed record BallotLimit(string Class, string Criterion, IReadOnlyList<string> Options, int? Max = null, decimal? MaxShare = null, int? Min = null)
{
    /// <summary>The most of so many units that a ballot may mark; null for no maximum.</summary>
    public int? MaxOf(int units) => MaxOf(Max, MaxShare, units);

    /// <inheritdoc cref="MaxOf(int)"/>
    internal static int? MaxOf(int? max, decimal? share, int units) => max ?? (share is { } part ? (int)decimal.Floor(part * units) : null);
}

/// <summary>How a ballot with the same mark everywhere is treated.</summary>
[JsonConverter(typeof(CamelCaseEnum<UniformBallot>))]
public enum UniformBallot { Allow, Flag, Refuse }

/// <summary>How a ballot that was never finished is treated.</summary>
[JsonConverter(typeof(CamelCaseEnum<UnfinishedBallot>))]
public enum UnfinishedBallot { Count, Ignore }
