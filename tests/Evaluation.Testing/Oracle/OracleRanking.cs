using System.Numerics;

namespace Evaluation.Testing.Oracle;

/// <summary>A unit with its place in its class; rank, band, grade and tail are null when it is incomplete.</summary>
public sealed record OraclePlace(OracleStanding Standing, int? Rank, int? Band, string? Grade, string? Tail);

/// <summary>The order within one class, its bands and its grades: F12, F16, F17, F18.</summary>
public static class OracleRanking
{
    /// <summary>Best first; units that share a rank, and the incomplete ones at the end, stay in the given order.</summary>
    public static IReadOnlyList<OraclePlace> Of(OracleRound round, IReadOnlyList<OracleStanding> units)
    {
        if (!round.IsRanked)
        {
            return Unranked(round, units);
        }

        OracleStanding[] ranked = [.. units.Where(u => u.Total is not null).Order(Comparer<OracleStanding>.Create((a, b) => Compare(round, a, b)))];
        var ranks = Ranks(round, ranked);
        var bands = Bands(ranked);
        var grades = Grades(round, ranked, ranks, units.Count);
        var tails = OracleTails.Of(round, ranked, ranks);
        return
        [
            .. ranked.Select((unit, i) => new OraclePlace(unit, ranks[i], bands[i], grades[i], tails[i])),
            .. units.Where(u => u.Total is null).Select(unit => new OraclePlace(unit, null, null, null, null)),
        ];
    }

    /// <summary>F28: rated, in the given order; the best grade whose minimum is reached.</summary>
    private static OraclePlace[] Unranked(OracleRound round, IReadOnlyList<OracleStanding> units) =>
        [.. units.Select(unit => new OraclePlace(unit, null, null, unit.Total is null ? null : round.Grades
            .Where((grade, level) => unit.Total.Value.Round(round.Decimals) >= grade.Min && MayHold(round, unit, level)).FirstOrDefault()?.Code, null))];

    /// <summary>F17: what decides, the first that differs; a higher number is better, and one that is missing is worst.</summary>
    private static Exact?[] Key(OracleRound round, OracleStanding unit) =>
    [
        unit.IsLast ? 0 : 1, unit.Total,
        .. round.Ties.Select(tie => tie switch
        {
            "vote" => unit.Vote,
            "topShare" => unit.Top,
            "negativeShare" => 1 - (unit.Negative ?? 0),
            "inspection" => unit.Inspection,
            "precedence" => -(Exact)unit.Unit.Precedence!.Value,
            _ => throw new FormatException($"tie {tie}"),
        }),
    ];

    private static int Compare(OracleRound round, OracleStanding a, OracleStanding b) =>
        Key(round, a).Zip(Key(round, b)).Select(pair => Comparer<Exact?>.Default.Compare(pair.Second, pair.First)).FirstOrDefault(order => order != 0);

    private static int[] Ranks(OracleRound round, OracleStanding[] ranked)
    {
        var ranks = new int[ranked.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            ranks[i] = i > 0 && Compare(round, ranked[i], ranked[i - 1]) == 0 ? ranks[i - 1] : i + 1;
        }

        return ranks;
    }

    private static int?[] Bands(OracleStanding[] ranked)
    {
        var bands = new int?[ranked.Length];
        var (first, band) = (-1, 0);
        for (var i = 0; i < ranked.Length; i++)
        {
            if (ranked[i].HasNoBand)
            {
                continue;
            }

            var difference = first < 0 ? 0 : ranked[i].Total!.Value - ranked[first].Total!.Value;
            var variance = first < 0 ? 0 : (ranked[first].Variance ?? 0) + (ranked[i].Variance ?? 0);

            // |d| > 1.96·√v without the root: both sides squared, neither being negative.
            if (first < 0 || difference * difference > (Exact)1.96m * 1.96m * variance)
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
            var places = Places(grade, ranked.Length > 0 ? ranked[0].Unit.Class : "", unitCount) ?? ranked.Length;
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

    /// <summary>F16, F24: the places of a grade in a class; null without a limit.</summary>
    public static BigInteger? Places(OracleGrade grade, string unitClass, int unitCount) =>
        grade.Places is { } places ? places.TryGetValue(unitClass, out var given) ? given : null
        : grade.Quota is not { } quota ? null
        : grade.Rounding switch
        {
            "down" => (quota * unitCount).Floor(),
            "halfUp" => (quota * unitCount + new Exact(1, 2)).Floor(),
            "up" => -(-(quota * unitCount)).Floor(),
            _ => throw new FormatException($"rounding {grade.Rounding}"),
        };

    private static bool MayHold(OracleRound round, OracleStanding unit, int level) =>
        (unit.IsEligible || level > 0)
        && unit.Vetoes.Where(v => v.Effect == "cap").All(v => round.Grades.Take(level + 1).Any(g => g.Code == v.BestGrade));
}
