namespace Evaluation.Scoring;

/// <summary>What scoring needs of the slips of one group for one unit: <c>slips(u,g)</c> and <c>n(u,c,g,o)</c> of the scoring rules.</summary>
/// <param name="Marks">The number of marks by criterion, then by option.</param>
/// <param name="VarianceOfMean">The slips' sample variance divided by their number (F12).</param>
internal sealed record GroupCount(long Slips, IReadOnlyList<long[]> Marks, Fraction VarianceOfMean)
{
    /// <summary>Awareness (F3): <c>K = 1 − don't-know marks / all marks</c>; null without marks.</summary>
    public Fraction? Awareness(IReadOnlyList<CountedOption> options)
    {
        var (all, dontKnow) = (0L, 0L);
        foreach (var marks in Marks)
        {
            for (var option = 0; option < marks.Length; option++)
            {
                all += marks[option];
                dontKnow += options[option].DontKnow ? marks[option] : 0;
            }
        }
        return all == 0 ? null : new Fraction(all - dontKnow, all);
    }
}
