using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Awards;

/// <summary>
/// The awards of a round as a table: those by rank, tier by tier, then the approved single prizes. Prizes that wait for an approval are not
/// in it.
/// </summary>
public static class AwardRows
{
    public static readonly ExportTable Table = new(
        new("奖项", "Awards"),
        [
            new("kind", "类型", "Kind"), .. Labels.Columns("award", "奖项", "Award"), .. Labels.Columns("unit", "单位", "Unit"), new("class", "单位类别", "Class"),
            new("rank", "名次", "Rank"), new("scope", "排名范围", "Ranked in"), new("version", "结果版本", "Version of the result"), new("reason", "理由", "Reason"),
        ]);

    public static IEnumerable<ExportRow> Of(RoundRules rules, AwardView awards)
    {
        var units = rules.Units.ToDictionary(unit => unit.Code, StringComparer.Ordinal);
        if (awards.List is { } list)
        {
            var byTier = list.Awards.ToLookup(award => award.Tier);
            foreach (var tier in list.Tiers)
                foreach (var award in byTier[tier.Code])
                {
                    yield return new(
                    [
                        "tier", .. Labels.Cells(tier.Code, tier.Label), .. Labels.Cells(award.Unit, units[award.Unit].Label), award.Class,
                        award.Rank, list.Scope.ToString().ToLowerInvariant(), list.Version, award.Reason,
                    ]);
                }
        }
        foreach (var special in awards.Special)
        {
            if (special.Standing is { } prize)
            {
                yield return new(
                [
                    "special", .. Labels.Cells(prize.Code, prize.Label), .. Labels.Cells(prize.Unit, units[prize.Unit].Label), units[prize.Unit].Class,
                    Cell.None, Cell.None, prize.Version, prize.Reason,
                ]);
            }
        }
    }
}
