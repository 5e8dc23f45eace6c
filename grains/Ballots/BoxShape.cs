using System.Text.Json.Serialization;
using Evaluation.Ballots.Finishing;
using Evaluation.Rules;

namespace Evaluation.Ballots;

/// <summary>The part of the round's frozen rules that a box needs: sizes and codes, in paper order.</summary>
/// <remarks>Written to the journal with these names.</remarks>
/// <param name="Papers">
/// By unit, the criteria that it is rated by, one bit each, the first criterion lowest; 0 for a unit that nobody rates. Null where every
/// unit is rated by every criterion.
/// </param>
/// <param name="Ballot">What a ballot must meet as a whole (F25); null for nothing.</param>
public sealed record BoxShape(
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Units,
    int Criteria,
    int Options,
    bool AllowRevote,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Papers = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BallotTerms? Ballot = null)
{
    /// <summary>The units that somebody rates.</summary>
    [JsonIgnore]
    public int RatedUnits => Papers is null ? Units.Count : Papers.Count(paper => paper != 0);

    /// <summary>Whether voters finish their ballot.</summary>
    [JsonIgnore]
    public bool NeedsFinish => Ballot is { NeedsFinish: true };

    /// <summary>Whether a ballot that was not finished is left out when the box is sealed.</summary>
    [JsonIgnore]
    public bool IgnoresUnfinished => Ballot is { IgnoresUnfinished: true };

    public static BoxShape Of(RoundRules rules) => new(
        [.. rules.Groups.Select(group => group.Code)],
        [.. rules.Units.Select(unit => unit.Code)],
        rules.VoteCriteria.Count,
        rules.Options.Count,
        rules.AllowRevote,
        PapersOf(rules),
        BallotTerms.Of(rules));

    /// <summary>The criteria that a unit is rated by, one bit each.</summary>
    public int PaperOf(int unit) => Papers is null ? (1 << Criteria) - 1 : Papers[unit];

    /// <summary>Whether anybody rates the unit.</summary>
    public bool IsRated(int unit) => Papers is null || Papers[unit] != 0;

    public bool Equals(BoxShape? other) =>
        other is not null && (Criteria, Options, AllowRevote) == (other.Criteria, other.Options, other.AllowRevote)
        && Groups.SequenceEqual(other.Groups) && Units.SequenceEqual(other.Units)
        && (Papers ?? []).SequenceEqual(other.Papers ?? []) && Equals(Ballot, other.Ballot);

    public override int GetHashCode() => HashCode.Combine(Groups.Count, Units.Count, Criteria, Options, AllowRevote);

    private static IReadOnlyList<int>? PapersOf(RoundRules rules)
    {
        var places = rules.Classes.ToDictionary(unitClass => unitClass.Code, rules.PlacesOf);
        return places.Values.All(all => all is null) ? null : [.. rules.Units.Select(unit => places[unit.Class] is { } some ? some.Sum(place => 1 << place) : (1 << rules.VoteCriteria.Count) - 1)];
    }
}

/// <summary>The time in which a box accepts ballots. The highest version wins; an older version that arrives late is ignored.</summary>
/// <param name="Version">Increases with every change.</param>
/// <param name="OpensAt">Ballots are accepted from this instant.</param>
/// <param name="ClosesAt">Ballots are refused from this instant; null when no close is scheduled.</param>
/// <param name="Paused">Whether ballots are refused for now.</param>
/// <param name="Closed">Whether ballots are refused for good.</param>
public sealed record BoxWindow(long Version, DateTimeOffset OpensAt, DateTimeOffset? ClosesAt, bool Paused, bool Closed)
{
    public bool IsOpenAt(DateTimeOffset at) => !Paused && !Closed && at >= OpensAt && (ClosesAt is null || at < ClosesAt);
}
