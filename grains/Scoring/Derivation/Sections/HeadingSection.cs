using Evaluation.Rules;
using Evaluation.Rules.Headings;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The subtotals of the headings above criteria (F27), from the lines of the criteria; no section where there are none.</summary>
/// <param name="draft">The derivation.</param>
/// <param name="unit">The unit.</param>
/// <param name="vote">Has the scores of the vote criteria.</param>
/// <param name="inspection">Has the points of the inspectors.</param>
/// <param name="self">Has the claimed and accepted points.</param>
internal sealed class HeadingSection(DerivationDraft draft, ScoredUnit unit, VoteSection vote, InspectionSection inspection, SelfSection self)
{
    public void Write()
    {
        if (unit.Scoring.Headings.Count == 0)
            return;
        var section = draft.Section("上级指标小计", "Subtotals of the headings");
        foreach (var score in unit.Score.Headings(unit.Scoring))
        {
            Maxima(section, score, "points", "应得分", "maximum", _ => true, score.Points);
            Points(section, score, "claimed", "自报分", score.Claimed, code => self.Points[code].Claimed);
            Points(section, score, "accepted", "认定分", score.Accepted, code => self.Points[code].Accepted);
            Points(section, score, "inspected", "考评得分", score.Inspected, code => inspection.Points[code] is { } points ? points with { Name = $"x({code})" } : null);
            Vote(section, score);
        }
    }

    private void Points(SectionDraft section, HeadingScore score, string which, string zh, Subtotal? subtotal, Func<string, Input?> read)
    {
        if (subtotal is not { } sum)
            return;
        var given = Assessed(score).Select(criterion => read(criterion.Code)).OfType<Input>().ToList();
        section.Publish(
            new(RuleNames.Headings, Title(score, zh, which), which == "inspected" ? "Σ x(c)" : $"Σ {which}(c)"), Sum<Traced>.Of([.. given.Select(input => new Traced(input))]), sum.Points,
            [Pointer(score, which)],
            score.Beside(subtotal) is null ? null : new("未得分、未申报或不适用的指标不计入，也不计满分。", "Criteria without such points are left out, and so are their maxima."));
        Maxima(section, score, $"{which}Of", $"{zh}所计指标的满分", $"maxima of what is {which}", criterion => read(criterion.Code) is not null, score.Beside(subtotal));
    }

    private void Maxima(SectionDraft section, HeadingScore score, string which, string zh, string en, Func<Criterion, bool> isIn, decimal? exact)
    {
        if (exact is not { } maximum)
            return;
        Traced[] maxima = [.. Assessed(score).Where(isIn).Select(criterion => new Traced(unit.Maximum(criterion)))];
        section.Publish(new(RuleNames.Headings, Title(score, zh, en), "Σ max(c)"), Sum<Traced>.Of(maxima), maximum, [Pointer(score, which)]);
    }

    private void Vote(SectionDraft section, HeadingScore score)
    {
        if (score.Vote is not { } exact)
            return;
        var rated = unit.Scoring.Criteria.Zip(vote.Criteria).Where(item => score.Heading.Criteria.Any(criterion => criterion.Code == item.First.Code)).ToList();
        section.Publish(
            new(RuleNames.Headings, Title(score, "社会评价得分", "vote"), "Σ w·S(u,c) ÷ Σ w"),
            WeightedMean.Of<Traced>([.. rated.Select(item => new Traced(unit.Weight(item.First)))], [.. rated.Select(item => Traced.Of(item.Second))])!.Value, exact, [Pointer(score, "vote")],
            rated.Any(item => item.Second is null) ? new("未评的指标不计入。", "Criteria without a score are left out.") : null);
    }

    private static IEnumerable<Criterion> Assessed(HeadingScore score) => score.Heading.Criteria.Where(criterion => criterion.Source == CriterionSource.Assessed);

    private static LocalText Title(HeadingScore score, string zh, string en) =>
        HeadingPath.Both(score.Heading.Path)!.Or("") is var name ? new($"小计：{name.Zh}，{zh}", $"Subtotal: {name.En}, {en}") : null!;

    private static string Pointer(HeadingScore score, string which) => $"/headings/{HeadingResult.NameOf(score.Heading.Path)}/{which}";
}
