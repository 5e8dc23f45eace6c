using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The lines of a vote in which the slips of all groups that report are one group (F32).</summary>
internal sealed class PooledLines(SectionDraft section, ScoredUnit unit, GroupSection groups)
{
    /// <summary><c>S(u,c) = Σ v·n ÷ Σ n</c>, where n is the sum over the groups that report.</summary>
    /// <param name="criterion">Its place on the paper.</param>
    public static Traced Criterion(ScoredUnit unit, ScaleSection scale, int criterion)
    {
        var options = Enumerable.Range(0, unit.Scoring.Options.Count).ToList();
        int[] pooled = [.. unit.Score.Groups.Index().Where(group => group.Item.Score is not null).Select(group => group.Index)];
        return CellScore.Of<Traced>(
            [.. options.Select(scale.Value)],
            [.. options.Select(option => Sum<Traced>.Of([.. pooled.Select(group =>
                (Traced)(unit.Marks(group, criterion, option) with { Name = $"n({unit.Rules.Options[option].Code},{unit.Group(group).Code})" }))]))])!.Value;
    }

    /// <summary><c>S(u) = Σ w·S(u,c) ÷ Σ w</c></summary>
    /// <param name="scores">By criterion; null for one without a valid mark.</param>
    public static Traced Vote(ScoredUnit unit, IReadOnlyList<Input?> scores) =>
        WeightedMean.Of<Traced>([.. unit.Scoring.Criteria.Select(unit.Weight)], [.. scores.Select(Traced.Of)])!.Value;

    /// <summary>The square of the vote's standard error.</summary>
    public Input Variance(Pool pool, Fraction exact)
    {
        var computed = StandardError.SampleVariance(
            Total(pool, "m", scores => scores.Count), Total(pool, "Σx", scores => scores.Sum, isRounded: true), Total(pool, "Σx²", scores => scores.Squares, isRounded: true));
        var heading = new Heading(RuleNames.Pooled, new("合并后每票得分的样本方差", "Sample variance of the pooled slips' scores"), "s² = (Σx² − (Σx)² ÷ m) ÷ (m − 1)");
        // The public reads the variance of all slips together where it reads the counts of every group.
        if (unit.IsPublic)
            section.Withheld = unit.CountsWithheld;
        var variance = unit.WithholdsAny ? new(pool.Variance, "", Input.Slips, IsRounded: true) : computed.Term is Input
            ? section.Compute(heading with { Formula = "s² = 0" }, computed, pool.Variance, new("有得分的票不足两张，方差为0。", "Fewer than two slips have a score: the variance is 0."))
            : section.Compute(heading, computed, pool.Variance, new(
                "x是一张票的得分：Σ w·v ÷ Σ w，只计有效评价；m是有得分的票数。", "x is a slip's score, Σ w·v ÷ Σ w over its valid marks; m slips have one."));
        var slips = Sum<Traced>.Of([.. pool.Groups.Select(group => (Traced)(groups.Slips[group]! with { Name = $"slips({unit.Group(group).Code})" }))]);
        return section.Compute(
            new(RuleNames.Pooled, new("社会评价标准误的平方", "Square of the vote's standard error"), "SE(S)² = s² ÷ Σ slips(u,g)"),
            StandardError.VarianceOfPool(variance with { Name = "s²" }, slips), exact);
    }

    private Traced Total(Pool pool, string name, Func<ScoreMoments, Fraction> part, bool isRounded = false) => Sum<Traced>.Of(
    [
        .. pool.Groups.Select(group => (Traced)new Input(part(unit.Score.Groups[group].Count.Scores), $"{name}({unit.Group(group).Code})", Input.Slips, isRounded)),
    ]);
}
