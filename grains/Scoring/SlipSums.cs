using System.Numerics;
using System.Runtime.InteropServices;

namespace Evaluation.Scoring;

/// <summary>
/// Slips of one group for one unit with the sum and the sum of squares of their scores <c>y</c> (<see cref="SlipScale"/>), apart for every set of
/// criteria with a valid mark, since <c>x = y / Σ w</c> has another denominator in each.
/// </summary>
/// <typeparam name="T">A whole number wide enough for the sum of squares of all slips.</typeparam>
internal sealed class SlipSums<T> where T : struct, IBinaryInteger<T>
{
    private readonly Dictionary<int, Sums> _byMask = [];

    /// <summary>Adds slips of score <paramref name="score"/> whose valid marks are those of <paramref name="mask"/>.</summary>
    public void Add(int mask, int slips, T score)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_byMask, mask, out _);
        var weighted = T.CreateChecked(slips) * score;
        sums.Slips += slips;
        sums.Scores += weighted;
        sums.Squares += weighted * score;
    }

    /// <summary>The scores x of the slips that have one; a slip without a valid mark has none.</summary>
    public ScoreMoments Moments(SlipScale scale)
    {
        var parts = _byMask.Select(part => (Weight: scale.WeightOf(part.Key), Sums: part.Value)).Where(part => !part.Weight.IsZero).ToList();
        var common = parts.Aggregate(BigInteger.One, (multiple, part) => SlipScale.CommonMultiple(multiple, part.Weight));
        var (scores, squares) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var (weight, sums) in parts)
        {
            var factor = common / weight;
            scores += factor * BigInteger.CreateChecked(sums.Scores);
            squares += factor * factor * BigInteger.CreateChecked(sums.Squares);
        }
        var unit = common * scale.ValueDenominator;
        return new(parts.Sum(part => part.Sums.Slips), new(scores, unit), new(squares, unit * unit));
    }

    private struct Sums
    {
        public long Slips;
        public T Scores;
        public T Squares;
    }
}
