using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The rank, with the comparisons that decided against the neighbours, and the band (F17, F12).</summary>
internal sealed class RankSection(DerivationDraft draft, ScoredUnit unit)
{
    private static readonly LocalText BandTitle = new("档次", "Band");

    /// <param name="total">Null where a component is missing.</param>
    /// <param name="variance">The square of the total's standard error; null without a vote score.</param>
    public void Write(Input? total, Input? variance)
    {
        var section = draft.Section("排名与档次", "Rank and band");
        if (!unit.Class.Class.IsRanked)
        {
            section.Say(
                new(RuleNames.OwnRules, new("不排名", "Not ranked")), ["/rank", "/band"],
                new("本类别参加评价、不排名，也没有档次和名额。", "The units of this class are rated and not ranked; they have no rank, no band and no quota."));
            return;
        }
        if (unit.Ranked is not { } ranked)
        {
            section.Say(new(RuleNames.Ranking, new("不排名", "Not ranked")), ["/rank", "/band"], new("没有总分，不参加排名，列于最后。", "Without a total there is no rank and no band; the unit is listed last."));
            return;
        }
        Rank(section, ranked, total!);
        if (unit.Score.IsCompared)
            section.Say(new(RuleNames.Bands, BandTitle), ["/band", "/noBand"], new(
                "总分含有按数据名次、与最优单位相比或按社会评价结果计的分，其误差无法估计，故不分档。",
                "The total contains points that follow from ranks, from the best unit or from the vote. Its error is not known, so there is no band."));
        else
            Band(section, unit.Class.Bands[ranked.Rank], total!, variance);
    }

    private void Rank(SectionDraft section, RankedUnit ranked, Input total)
    {
        var ranking = unit.Class.Ranking;
        var before = ranking.LastOrDefault(other => other.Rank < ranked.Rank);
        var after = ranking.FirstOrDefault(other => other.Rank > ranked.Rank);
        if (before is not null)
            Against(section, before.Score, total, "前一名", "Against the one before");
        if (after is not null)
            Against(section, after.Score, total, "后一名", "Against the one behind");
        var ahead = new Input(ranking.Count(other => other.Rank < ranked.Rank), "ahead", "ranking");
        var sharing = ranking.Where(other => other.Rank == ranked.Rank && !ReferenceEquals(other, ranked)).Select(other => Labels.Of(other.Score.Unit)).ToList();
        section.Publish(
            new(RuleNames.Ranking, new("名次", "Rank"), "1 + ahead"), Places.Rank<Traced>(ahead), ranked.Rank, ["/rank"],
            sharing.Count > 0 && Labels.List(sharing) is var names
                ? new($"{Compared()}都相同，名次并列：{names.Zh}。", $"Nothing tells it apart from: {names.En}. They share the rank.") : null);
    }

    private string Compared() => unit.Rules.Ties is null
        ? "总分、社会评价、最高等次率、不满意率、考评"
        : string.Join('、', Ranking.Criteria(unit.Rules).Where(criterion => criterion.By != RankBy.LastByVeto).Select(criterion => Word(criterion.By).Zh));

    /// <summary>The comparisons with a neighbour, up to the one that decides. A veto is mentioned only where it decides.</summary>
    private void Against(SectionDraft section, UnitScore other, Input total, string zh, string en)
    {
        var name = Labels.Of(other.Unit);
        foreach (var comparison in Ranking.Compare(Ranking.Criteria(unit.Rules), unit.Score, other).Where(comparison => comparison.IsDecisive || comparison.By != RankBy.LastByVeto))
        {
            var word = Word(comparison.By);
            var heading = new Heading(RuleNames.Ranking, new($"{zh}{name.Zh}：{word.Zh}", $"{en}, {name.En}: {word.En}"));
            if (comparison is { By: not RankBy.LastByVeto, Own: { } own, Other: { } theirs })
                section.State(heading, new(
                    comparison.By == RankBy.Total ? total with { Name = $"T({unit.Score.Unit.Code})" } : Figure(comparison.By, own, unit.Score),
                    comparison.Sign,
                    Figure(comparison.By, theirs, other)), []);
            else
                section.Say(heading, [], InWords(comparison));
        }
    }

    private static LocalText InWords(RankComparison comparison) => comparison switch
    {
        { By: RankBy.LastByVeto } => new("两者之一因否决列末位。", "One of the two is ranked last by a veto."),
        { IsDecisive: true } => new("两者之一没有此数，列后。", "One of the two has no such figure, and comes behind."),
        _ => new("两者都没有此数，不能区分。", "Neither has such a figure: it does not tell them apart."),
    };

    private static Input Figure(RankBy by, Fraction figure, UnitScore of)
    {
        var (symbol, pointer) = by switch
        {
            RankBy.Total => ("T", "/total"),
            RankBy.Vote => ("S", "/vote"),
            RankBy.TopShare => ("top", "/top/share"),
            RankBy.NegativeShare => ("negative", ""),
            _ => ("Inspection", "/inspection"),
        };
        if (by == RankBy.Precedence)
            return new(figure, $"precedence({of.Unit.Code})", $"rules/units/{of.Unit.Code}/precedence");
        return new(figure, $"{symbol}({of.Unit.Code})", $"unit/{of.Unit.Code}{pointer}", IsRounded: true);
    }

    private static LocalText Word(RankBy by) => by switch
    {
        RankBy.LastByVeto => new("末位否决", "last by veto"),
        RankBy.Total => new("总分", "total"),
        RankBy.Vote => new("社会评价", "vote"),
        RankBy.TopShare => new("最高等次率", "top share"),
        RankBy.NegativeShare => new("不满意率（小者在前）", "negative share (the smaller first)"),
        RankBy.Precedence => new("单位序号（小者在前）", "precedence (the smaller first)"),
        _ => new("考评", "inspection"),
    };

    private void Band(SectionDraft section, BandPlace place, Input total, Input? variance)
    {
        if (place is not { ComparedWith: { } first, Before: { } before })
        {
            section.Publish(new(RuleNames.Bands, BandTitle, "1"), 1L, place.Band, ["/band"], new("排名之首，开第一档。", "The head of the ranking opens the first band."));
            return;
        }
        var isOther = !ReferenceEquals(place.Unit, unit.Score);
        var bound = BandDistance.Bound<Traced>(VarianceOf(first, "first"), isOther || variance is null ? VarianceOf(place.Unit, "u") : variance with { Name = "SE²(u)" });
        var distance = BandDistance.Between<Traced>(
            new Input(first.Total.Value!.Value, "T(first)", $"unit/{first.Unit.Code}", IsRounded: true), total with { Name = "T(u)" });
        var sign = place.Opens ? ">" : "≤";
        var (name, compared) = (Labels.Of(first.Unit), Labels.Of(place.Unit.Unit));
        section.State(
            new(RuleNames.Bands, new($"与本档首位{name.Zh}相比", $"Against the band's first unit, {name.En}"), $"|T(first) − T(u)| {sign} 1.96·√(SE²(first) + SE²(u))"),
            new(distance.Term, sign, bound.Value.Term), [],
            isOther ? new($"名次并列的单位同档，以其中标准误最小的{compared.Zh}相比。", $"Units that share a rank share its band: the one with the smallest standard error, {compared.En}, is compared.") : null);
        section.Publish(
            new(RuleNames.Bands, BandTitle, place.Opens ? "band + 1" : "band"),
            BandDistance.Number<Traced>(new Input(before, "band", $"unit/{first.Unit.Code}/band"), place.Opens), place.Band, ["/band"], place.Opens
                ? new("差距大于界限，开新档。", "The difference is beyond the bound: a new band begins.")
                : new("差距不大于界限，同档。", "The difference is not beyond the bound: the same band."));
    }

    private static Input VarianceOf(UnitScore of, string name) => new(Bands.VarianceOf(of), $"SE²({name})", $"unit/{of.Unit.Code}", IsRounded: true);
}
