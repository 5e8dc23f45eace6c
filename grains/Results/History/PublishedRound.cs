using System.Collections.Frozen;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Totals;

namespace Evaluation.Results.History;

/// <summary>
/// A round with a public result, reduced to what the histories of its units need. Small enough to be cached for all rounds.
/// </summary>
public sealed class PublishedRound
{
    private readonly FrozenDictionary<string, PublishedUnit> _units;

    private PublishedRound(RoundRules rules, RoundResult result, DateTimeOffset publishedAt)
    {
        (Id, Title, Period, PublishedAt, Version) = (rules.Id, rules.Title, rules.Period, publishedAt, result.Version);
        Comparability = new(rules);
        Decimals = rules.Policies.Decimals;
        Classes =
        [
            .. from ranked in result.Classes
               where ranked.Units.Count > 0
               select new PublishedClass(ranked.Class, rules.Classes.First(known => known.Code == ranked.Class).Label, ranked.Units.Count),
        ];
        var units = rules.Units.ToDictionary(unit => unit.Code);
        _units = result.Classes.SelectMany(ranked => ranked.Units.Select(unit => PublishedUnit.Of(units[unit.Unit], unit, ranked.Units.Count)))
            .ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);
    }

    public string Id { get; }

    public LocalText Title { get; }

    public Period? Period { get; }

    public DateTimeOffset PublishedAt { get; }

    public int Version { get; }

    /// <summary>The classes that have units, in the order of the result.</summary>
    public IReadOnlyList<PublishedClass> Classes { get; }

    internal int Decimals { get; }

    internal ComparabilityCheck Comparability { get; }

    /// <summary>The sort key of rounds: the end of the evaluated period or, without one, the day of publication.</summary>
    public (DateOnly, DateOnly, DateTimeOffset) Order
    {
        get
        {
            var published = DateOnly.FromDateTime(PublishedAt.DateTime);
            return (Period?.To ?? published, Period?.From ?? published, PublishedAt);
        }
    }

    internal IEnumerable<PublishedUnit> Units => _units.Values;

    /// <param name="rules">The round's frozen rules.</param>
    /// <param name="result">The newest version of the result.</param>
    /// <param name="publishedAt">When the first version was published, with the offset of the round's time zone.</param>
    public static PublishedRound Of(RoundRules rules, RoundResult result, DateTimeOffset publishedAt) => new(rules, result, publishedAt);

    /// <summary>The name of a unit of the round; null for a code that it does not have.</summary>
    public LocalText? NameOf(string code) => Find(code)?.Label;

    internal PublishedUnit? Find(string code) => _units.GetValueOrDefault(code);
}

/// <summary>A class of a published round.</summary>
/// <param name="UnitCount">The number of its units.</param>
public sealed record PublishedClass(string Code, LocalText Label, int UnitCount);

/// <summary>The published figures of a unit in one round.</summary>
/// <param name="UnitCount">The number of units in its class.</param>
internal sealed record PublishedUnit(
    string Code, LocalText Label, string Class, IReadOnlyList<string> Formerly, int? Rank, int UnitCount, string? Grade, decimal? Total, decimal? StandardError, Share? Positive, Share? Top, int Slips,
    (decimal Low, decimal High)? Interval)
{
    public static PublishedUnit Of(Unit unit, UnitResult result, int unitCount) => new(
        unit.Code, unit.Label, unit.Class, unit.Formerly ?? [], result.Rank, unitCount, result.Grade, result.Total, result.StandardError, result.Positive, result.Top, result.Slips, TotalInterval.Of(result));
}
