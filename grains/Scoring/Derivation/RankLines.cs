using Evaluation.Rules;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation;

/// <summary>The rank with what decided against the neighbours, and the band (F17, F12).</summary>
internal sealed class RankLines(DerivationDraft draft, Case unit)
{
    private static readonly LocalText BandTitle = new("档次", "Band");

    public void Write(Amount? total, Amount? variance)
    {
        var section = draft.Section("排名与档次", "Rank and band");
        if (unit.Ranked is not { } ranked)
        {
            section.Say(new(RuleNames.Ranking, new("不排名", "Not ranked")), ["/rank", "/band"], new("没有总分，不参加排名，列于最后。", "Without a total there is no rank and no band; the unit is listed last."));
            return;
        }
        Rank(section, ranked, total!);
        Band(section, ranked, total!, variance);
    }

    private void Rank(SectionDraft section, RankedUnit ranked, Amount total)
    {
        var ranking = unit.Class.Ranking;
        var before = ranking.LastOrDefault(other => other.Rank < ranked.Rank);
        var after = ranking.FirstOrDefault(other => other.Rank > ranked.Rank);
        if (before is not null)
            Against(section, before.Score, total, "前一名", "Against the one before");
        if (after is not null)
            Against(section, after.Score, total, "后一名", "Against the one behind");
        var ahead = ranking.Count(other => other.Rank < ranked.Rank);
        var sharing = ranking.Where(other => other.Rank == ranked.Rank && !ReferenceEquals(other, ranked)).Select(other => Names.Of(other.Score.Unit)).ToList();
        section.Publish(
            new(RuleNames.Ranking, new("名次", "Rank"), "1 + ahead"), 1 + (Term)new Amount(ahead, "ahead", "ranking"), 1 + ahead, ["/rank"],
            sharing.Count > 0 && Names.List(sharing) is var names
                ? new($"总分、社会评价、最高等次率、不满意率、考评都相同，名次并列：{names.Zh}。", $"Nothing tells it apart from: {names.En}. They share the rank.") : null);
    }

    /// <summary>The questions that a neighbour leaves open, and the one that decides.</summary>
    private void Against(SectionDraft section, UnitScore other, Amount total, string zh, string en)
    {
        var name = Names.Of(other.Unit);
        foreach (var question in Ranking.Questions)
        {
            var isDecided = question.Compare(unit.Score, other) != 0;
            if (question.By == RankBy.LastByVeto && !isDecided)
                continue;
            var word = Word(question.By);
            var heading = new Heading(RuleNames.Ranking, new($"{zh}{name.Zh}：{word.Zh}", $"{en}, {name.En}: {word.En}"));
            if (question.By == RankBy.LastByVeto || question.Figure(unit.Score) is not { } own || question.Figure(other) is not { } theirs)
                section.Say(heading, [], InWords(question, isDecided));
            else
                section.State(heading, Statement.Between(
                    question.By == RankBy.Total ? total with { Name = $"T({unit.Score.Unit.Code})" } : Figure(question.By, own, unit.Score),
                    Figure(question.By, theirs, other)), []);
            if (isDecided)
                return;
        }
    }

    private static LocalText InWords(RankQuestion question, bool isDecided) => (question.By, isDecided) switch
    {
        (RankBy.LastByVeto, _) => new("两者之一因否决列末位。", "One of the two is ranked last by a veto."),
        (_, true) => new("两者之一没有此数，列后。", "One of the two has no such figure, and comes behind."),
        _ => new("两者都没有此数，不能区分。", "Neither has such a figure: it does not tell them apart."),
    };

    private static Amount Figure(RankBy by, Fraction figure, UnitScore of)
    {
        var (symbol, pointer) = by switch
        {
            RankBy.Total => ("T", "/total"),
            RankBy.Vote => ("S", "/vote"),
            RankBy.TopShare => ("top", "/top/share"),
            RankBy.NegativeShare => ("negative", ""),
            _ => ("Inspection", "/inspection"),
        };
        return new(figure, $"{symbol}({of.Unit.Code})", $"unit/{of.Unit.Code}{pointer}", IsRounded: true);
    }

    private static LocalText Word(RankBy by) => by switch
    {
        RankBy.LastByVeto => new("末位否决", "last by veto"),
        RankBy.Total => new("总分", "total"),
        RankBy.Vote => new("社会评价", "vote"),
        RankBy.TopShare => new("最高等次率", "top share"),
        RankBy.NegativeShare => new("不满意率（小者在前）", "negative share (the smaller first)"),
        _ => new("考评", "inspection"),
    };

    private void Band(SectionDraft section, RankedUnit ranked, Amount total, Amount? variance)
    {
        var place = unit.Class.Bands[ranked.Rank];
        if (place.ComparedWith is not { } first)
        {
            section.Publish(new(RuleNames.Bands, BandTitle, "1"), 1, 1, ["/band"], new("排名之首，开第一档。", "The head of the ranking opens the first band."));
            return;
        }
        var isOther = !ReferenceEquals(place.Unit, unit.Score);
        var firstVariance = new Amount(Bands.VarianceOf(first), "SE²(first)", $"unit/{first.Unit.Code}", IsRounded: true);
        var ownVariance = isOther || variance is null
            ? new Amount(Bands.VarianceOf(place.Unit), "SE²(u)", $"unit/{place.Unit.Unit.Code}", IsRounded: true)
            : variance with { Name = "SE²(u)" };
        var difference = new Amount(first.Total.Value!.Value, "T(first)", $"unit/{first.Unit.Code}", IsRounded: true) - (total with { Name = "T(u)" });
        var name = Names.Of(first.Unit);
        section.State(
            new(RuleNames.Bands, new($"与本档首位{name.Zh}相比", $"Against the band's first unit, {name.En}"), place.Opens ? "|T(first) − T(u)| > 1.96·√(SE²(first) + SE²(u))" : "|T(first) − T(u)| ≤ 1.96·√(SE²(first) + SE²(u))"),
            Distance(difference, Bands.Z * (Term)((firstVariance + ownVariance).Root()), place.Opens), [],
            isOther ? new($"名次并列的单位同档，以其中标准误最小的{Names.Of(place.Unit.Unit).Zh}相比。", $"Units that share a rank share its band: the one with the smallest standard error, {Names.Of(place.Unit.Unit).En}, is compared.") : null);
        var previous = place.Opens ? place.Band - 1 : place.Band;
        var band = new Amount(previous, "band", $"unit/{first.Unit.Code}/band");
        section.Publish(new(RuleNames.Bands, BandTitle, place.Opens ? "band + 1" : "band"), place.Opens ? band + 1 : band, place.Band, ["/band"], place.Opens
            ? new("差距大于界限，开新档。", "The difference is beyond the bound: a new band begins.")
            : new("差距不大于界限，同档。", "The difference is not beyond the bound: the same band."));
    }

    // A unit that is ranked last by veto may have a larger total than the first of its band.
    private static Statement Distance(Term difference, Term bound, bool opens)
    {
        var distance = difference.Value(null) < Fraction.Zero ? new Greatest(difference, 0 - difference) : difference;
        return new(distance, opens ? ">" : "≤", bound);
    }
}
