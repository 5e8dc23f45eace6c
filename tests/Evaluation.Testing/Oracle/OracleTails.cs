namespace Evaluation.Testing.Oracle;

/// <summary>F24: the lists at the bottom of a class.</summary>
public static class OracleTails
{
    /// <summary>The list of each ranked unit, in the given order; null for none.</summary>
    /// <param name="ranked">Best first.</param>
    /// <param name="ranks">The ranks of these units.</param>
    public static string?[] Of(OracleRound round, OracleStanding[] ranked, int[] ranks)
    {
        var tails = new string?[ranked.Length];
        foreach (var tail in round.Tails)
        {
            var left = tail.Places;
            var fromBelow = Enumerable.Range(0, ranked.Length).Reverse()
                .Where(i => tails[i] is null && (tail.Below is not { } below || (Exact)ranked[i].Total!.Value.Round(round.Decimals) < below));
            foreach (var sharers in fromBelow.GroupBy(i => ranks[i]).Select(g => g.ToArray()).ToArray())
            {
                if (left == 0 || (sharers.Length > left && !tail.TakesTies))
                {
                    break;
                }

                foreach (var i in sharers)
                {
                    tails[i] = tail.Code;
                }

                left = Math.Max(0, left - sharers.Length);
            }
        }

        return tails;
    }
}
