using Evaluation.Rules;

namespace Evaluation.Ballots;

/// <summary>What a box has to know of the round's frozen rules: sizes and codes, in paper order.</summary>
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

/// <summary>When a box takes ballots. The newest version counts; an older one that comes late is ignored.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="OpensAt">From this instant on.</param>
/// <param name="ClosesAt">Until before this instant; null when nobody has said yet.</param>
/// <param name="Paused">For the time being no ballots.</param>
/// <param name="Closed">No ballots any more.</param>
public sealed record BoxWindow(long Version, DateTimeOffset OpensAt, DateTimeOffset? ClosesAt, bool Paused, bool Closed)
{
    public bool IsOpenAt(DateTimeOffset at) => !Paused && !Closed && at >= OpensAt && (ClosesAt is null || at < ClosesAt);
}
