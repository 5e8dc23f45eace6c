using Evaluation.Rules;

namespace Evaluation.Ballots;

/// <summary>The part of the round's frozen rules that a box needs: sizes and codes, in paper order.</summary>
/// <remarks>Written to the journal with these names.</remarks>
public sealed record BoxShape(IReadOnlyList<string> Groups, IReadOnlyList<string> Units, int Criteria, int Options, bool AllowRevote)
{
    public static BoxShape Of(RoundRules rules) => new(
        [.. rules.Groups.Select(group => group.Code)],
        [.. rules.Units.Select(unit => unit.Code)],
        rules.VoteCriteria.Count,
        rules.Options.Count,
        rules.AllowRevote);

    public bool Equals(BoxShape? other) =>
        other is not null && (Criteria, Options, AllowRevote) == (other.Criteria, other.Options, other.AllowRevote)
        && Groups.SequenceEqual(other.Groups) && Units.SequenceEqual(other.Units);

    public override int GetHashCode() => HashCode.Combine(Groups.Count, Units.Count, Criteria, Options, AllowRevote);
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
