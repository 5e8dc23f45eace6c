using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Totals;

/// <summary>
/// Fills the lists at the bottom of a class (F24), one after the other. A list takes ranked units from the last rank up whose published
/// total is below its bound and that no list before it has. If too few places are left for all units of a rank, all of them are on the list
/// (<c>in</c>), or none of them is (<c>out</c>, as usual); in both cases the list is closed. Grades are not affected.
/// </summary>
/// <remarks>
/// A unit with the veto <c>last</c> is in the last rank (F18). Where its total is not below the bound, it is not on the list and takes no
/// place of it.
/// </remarks>
internal static class Tails
{
    /// <summary>How every list was filled, in the rules' order.</summary>
    /// <param name="ranking">The ranked units, best first.</param>
    public static IReadOnlyList<TailAward> Of(RoundRules rules, IReadOnlyList<RankedUnit> ranking)
    {
        var awards = new List<TailAward>();
        IReadOnlyList<RankedUnit> open = ranking;
        foreach (var entry in rules.Tail ?? [])
        {
            var award = Fill(rules, entry, open);
            open = [.. open.Where(unit => award.Of(unit) is not { Outcome: TailOutcome.Listed })];
            awards.Add(award);
        }
        return awards;
    }

    /// <summary>The code of the list that names a unit; null for none.</summary>
    public static string? ListOf(RankedUnit unit, IReadOnlyList<TailAward> awards) =>
        awards.FirstOrDefault(award => award.Of(unit) is { Outcome: TailOutcome.Listed })?.Entry.Code;

    private static TailAward Fill(RoundRules rules, TailEntry entry, IReadOnlyList<RankedUnit> open)
    {
        var decisions = new List<TailDecision>();
        var (taken, isClosed) = (0, false);
        foreach (var rank in open.GroupBy(unit => unit.Rank).OrderByDescending(rank => rank.Key))
        {
            var asked = rank.Select(unit => (Unit: unit, IsBelow: IsBelow(rules, entry, unit))).ToList();
            var sharing = asked.Count(unit => unit.IsBelow);
            var needed = (int)Places.Taken<Fraction>(taken, sharing).Numerator;
            var fits = needed <= entry.Places || (entry.Ties == TailTies.In && taken < entry.Places);
            var outcome = isClosed ? TailOutcome.Closed
                : fits ? TailOutcome.Listed
                : taken >= entry.Places ? TailOutcome.NoPlaceLeft
                : TailOutcome.TooFewPlaces;
            decisions.AddRange(asked.Select(unit => new TailDecision(unit.Unit, unit.IsBelow ? outcome : TailOutcome.NotBelow, taken, sharing)));
            isClosed |= sharing > 0 && outcome is TailOutcome.TooFewPlaces;
            taken = fits && !isClosed ? needed : taken;
        }
        return new(entry, decisions);
    }

    private static bool IsBelow(RoundRules rules, TailEntry entry, RankedUnit unit) =>
        entry.Below is not { } below || unit.Score.Total.Value!.Value.Round(rules.Policies.Decimals) < below;
}

/// <summary>How one list of a class was filled.</summary>
/// <param name="Decisions">On every ranked unit that no list before has, the last rank first.</param>
internal sealed record TailAward(TailEntry Entry, IReadOnlyList<TailDecision> Decisions)
{
    /// <summary>The decision on a unit; null for a unit that a list before has.</summary>
    public TailDecision? Of(RankedUnit unit) => Decisions.FirstOrDefault(decision => ReferenceEquals(decision.Unit, unit));

    public IEnumerable<RankedUnit> Listed => Decisions.Where(decision => decision.Outcome == TailOutcome.Listed).Select(decision => decision.Unit);
}

/// <summary>Why a unit is on a list or is not.</summary>
internal enum TailOutcome
{
    Listed,

    /// <summary>The published total is not below the list's bound.</summary>
    NotBelow,

    /// <summary>All places were taken by worse ranks.</summary>
    NoPlaceLeft,

    /// <summary>Fewer places were left than units share the rank.</summary>
    TooFewPlaces,

    /// <summary>A worse rank found too few places, which closed the list.</summary>
    Closed,
}

/// <summary>The decision on one unit and one list.</summary>
/// <param name="Taken">The places that worse ranks have taken.</param>
/// <param name="Sharing">The units of the rank whose totals are below the bound.</param>
internal sealed record TailDecision(RankedUnit Unit, TailOutcome Outcome, int Taken, int Sharing);
