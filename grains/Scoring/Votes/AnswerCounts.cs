using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Votes;

/// <summary>Marks counted by answer box: the tally that the rates are computed from (F2).</summary>
internal static class AnswerCounts
{
    /// <summary>The valid marks for one criterion, each in its box.</summary>
    /// <param name="marks">The number of marks by option.</param>
    public static (long Valid, long Positive, long Top, long Negative) Of(IReadOnlyList<CountedOption> options, long[] marks)
    {
        var (valid, positive, top, negative) = (0L, 0L, 0L, 0L);
        for (var option = 0; option < marks.Length; option++)
        {
            if (!options[option].IsValid)
                continue;
            var (box, count) = (options[option].Box, marks[option]);
            valid += count;
            positive += box is AnswerBox.Top or AnswerBox.Positive ? count : 0;
            top += box is AnswerBox.Top ? count : 0;
            negative += box is AnswerBox.Negative ? count : 0;
        }
        return (valid, positive, top, negative);
    }

    /// <summary>The same as exact numbers for the formula.</summary>
    public static Rates<Fraction> Exact(IReadOnlyList<CountedOption> options, long[] marks)
    {
        var (valid, positive, top, negative) = Of(options, marks);
        return new(valid, positive, top, negative);
    }
}
