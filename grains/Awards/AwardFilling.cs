using Evaluation.Scoring;

namespace Evaluation.Awards;

/// <summary>Units with the same rank, of which a tier cannot take all and no decision says which it takes.</summary>
/// <param name="Class">The class; null when all units of the round compete.</param>
/// <param name="Places">The places of the tier that are left for them.</param>
public sealed record BorderTie(string Tier, string? Class, int Places, IReadOnlyList<string> Units);

/// <summary>Fills the tiers by rank: from the best rank on, tier by tier.</summary>
/// <param name="Ties">The undecided ties, at most one in each ranking. Behind a tie nothing is filled.</param>
/// <param name="Unused">The decisions that decide nothing: their unit is in no tie for a place of their tier.</param>
public sealed record AwardFilling(IReadOnlyList<Award> Awards, IReadOnlyList<BorderTie> Ties, IReadOnlyList<TieDecision> Unused)
{
    /// <summary>Units that are not eligible are passed over and take no place.</summary>
    public static AwardFilling Of(RoundRanking ranking, AwardScope scope, IReadOnlyList<AwardTier> tiers, IReadOnlyList<TieDecision> decisions)
    {
        var filling = new Draft(tiers, decisions);
        if (scope == AwardScope.Round)
            filling.Fill(ranking.Round, null);
        foreach (var places in scope == AwardScope.Class ? ranking.Classes.Where(places => places.Count > 0) : [])
            filling.Fill(places, places[0].Class);
        return new(filling.Awards, filling.Ties, [.. decisions.Except(filling.Used)]);
    }

    private sealed class Draft(IReadOnlyList<AwardTier> tiers, IReadOnlyList<TieDecision> decisions)
    {
        public List<Award> Awards { get; } = [];

        public List<BorderTie> Ties { get; } = [];

        public HashSet<TieDecision> Used { get; } = [];

        public void Fill(IReadOnlyList<RankPlace> places, string? unitClass)
        {
            var (tier, left) = (0, tiers[0].Count);
            foreach (var tied in places.Where(place => place.IsEligible).GroupBy(place => place.Rank))
            {
                var open = tied.ToList();
                while (open.Count > 0)
                {
                    if (left == 0)
                    {
                        if (++tier == tiers.Count)
                            return;
                        left = tiers[tier].Count;
                        continue;
                    }
                    var taken = open.Count <= left ? open : Decided(open, tiers[tier].Code);
                    if (taken.Count > left || (taken.Count < left && taken.Count < open.Count))
                    {
                        Ties.Add(new(tiers[tier].Code, unitClass, left, [.. open.Select(place => place.Unit)]));
                        return;
                    }
                    Awards.AddRange(taken.Select(place => Of(place, tiers[tier].Code, isDecided: taken.Count < open.Count)));
                    left -= taken.Count;
                    open = [.. open.Except(taken)];
                }
            }
        }

        private List<RankPlace> Decided(List<RankPlace> tied, string tier) => [.. tied.Where(place => decisions.Any(decision => decision.Unit == place.Unit && decision.Tier == tier))];

        private Award Of(RankPlace place, string tier, bool isDecided)
        {
            var decision = isDecided ? decisions.First(decision => decision.Unit == place.Unit && decision.Tier == tier) : null;
            if (decision is not null)
                Used.Add(decision);
            return new(place.Unit, place.Class, tier, place.Rank, decision?.Reason);
        }
    }
}
