using Evaluation.Rules;

namespace Evaluation.Scoring.Votes;

/// <summary>Valid marks and those of them in each answer box (F2), over the groups that are counted.</summary>
/// <param name="Positive">Marks in <c>top</c> or <c>positive</c>.</param>
internal readonly record struct AnswerCounts(long Valid, long Positive, long Top, long Negative)
{
    public Fraction? PositiveShare => ShareOf(Positive);
    public Fraction? TopShare => ShareOf(Top);
    public Fraction? NegativeShare => ShareOf(Negative);

    public static AnswerCounts operator +(AnswerCounts a, AnswerCounts b) =>
        new(a.Valid + b.Valid, a.Positive + b.Positive, a.Top + b.Top, a.Negative + b.Negative);

    public static AnswerCounts Of(IReadOnlyList<CountedOption> options, long[] marks)
    {
        var counts = default(AnswerCounts);
        for (var option = 0; option < marks.Length; option++)
            counts += Of(options[option], marks[option]);
        return counts;
    }

    private static AnswerCounts Of(CountedOption option, long marks) => option switch
    {
        { IsValid: false } => default,
        { Box: AnswerBox.Top } => new(marks, marks, marks, 0),
        { Box: AnswerBox.Positive } => new(marks, marks, 0, 0),
        { Box: AnswerBox.Negative } => new(marks, 0, 0, marks),
        _ => new(marks, 0, 0, 0),
    };

    private Fraction? ShareOf(long marks) => Valid == 0 ? null : new Fraction(marks, Valid);
}
