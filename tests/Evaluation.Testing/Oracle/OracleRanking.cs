using System.Numerics;

namespace Evaluation.Testing.Oracle;

/// <summary>A unit with its place in its class; rank, band and grade are null when it is incomplete.</summary>
public sealed record OraclePlace(OracleStanding Standing, int? Rank, int? Band, string? Grade);

/// <summary>The order within one class, its bands and its grades: F12, F16, F17, F18.</summary>
public static class OracleRanking
{
    /// <summary>Best first; units that share a rank, and the incomplete ones at the end, stay in the given order.</summary>
    public static IReadOnlyList<OraclePlace> Of(OracleRound round, IReadOnlyList<OracleStanding> units)
    {
        OracleStanding[] ranked = [.. units.Where(u => u.Total is not null).OrderBy(u => u.IsLast)
            .ThenByDescending(u => u.Total).ThenByDescending(u => u.Vote).ThenByDescending(u => u.Top)
            .ThenBy(u => u.Negative).ThenByDescending(u => u.Inspection)];
        var ranks = Ranks(ranked);
        var bands = Bands(ranked);
        var grades = Grades(round, ranked, ranks, units.Count);
        return
        [
            .. ranked.Select((unit, i) => new OraclePlace(unit, ranks[i], bands[i], grades[i])),
            .. units.Where(u => u.Total is null).Select(unit => new OraclePlace(unit, null, null, null)),
        ];
    }

    private static int[] Ranks(OracleStanding[] ranked)
    {
        var ranks = new int[ranked.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranks[i] = i > 0 && Key(ranked[i]) == Key(ranked[i - 1]) ? ranks[i - 1] : i + 1;
        }

        return ranks;

        static (bool, Exact?, Exact?, Exact?, Exact?, Exact?) Key(OracleStanding unit) =>
            (unit.IsLast, unit.Total, unit.Vote, unit.Top, unit.Negative, unit.Inspection);
    }

    private static int[] Bands(OracleStanding[] ranked)
    {
        var bands = new int[ranked.Length];
        var (first, band) = (0, 0);
        for (var i = 0; i < ranked.Length; i++)
        {
            var difference = ranked[i].Total!.Value - ranked[first].Total!.Value;
            var variance = (ranked[first].Variance ?? 0) + (ranked[i].Variance ?? 0);

            // |d| > 1.96·√v without the root: both sides squared, neither being negative.
            if (i == 0 || difference * difference > (Exact)1.96m * 1.96m * variance)
            {
                (first, band) = (i, band + 1);
            }

            bands[i] = band;
        }

        return bands;
    }

    private static string?[] Grades(OracleRound round, OracleStanding[] ranked, int[] ranks, int unitCount)
    {
        var grades = new string?[ranked.Length];
        for (var level = 0; level < round.Grades.Count; level++)
        {
            var grade = round.Grades[level];
            var candidates = Enumerable.Range(0, ranked.Length).Where(i => grades[i] is null
                && ranked[i].Total!.Value.Round(round.Decimals) >= grade.Min && MayHold(round, ranked[i], level));
            var places = grade.Quota is { } quota ? (quota * unitCount).Floor() : (BigInteger)ranked.Length;
            foreach (var sharers in candidates.GroupBy(i => ranks[i]).Select(g => g.ToArray()).ToArray())
            {
                // Places go by rank: where one rank does not fit, no lower rank may get a place.
                if (sharers.Length > places)
                {
                    break;
                }

                places -= sharers.Length;
                foreach (var i in sharers)
                {
                    grades[i] = grade.Code;
                }
            }
        }

        return grades;
    }

    private static bool MayHold(OracleRound round, OracleStanding unit, int level) =>
        (unit.IsEligible || level > 0)
        && unit.Vetoes.Where(v => v.Effect == "cap").All(v => round.Grades.Take(level + 1).Any(g => g.Code == v.BestGrade));
}
