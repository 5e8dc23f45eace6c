using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>Says which sheets and decisions a unit lacks.</summary>
internal static class MissingText
{
    /// <summary>A sentence that names every entry.</summary>
    public static LocalText Of(RoundRules rules, IEnumerable<MissingEntry> entries)
    {
        var names = Labels.List(entries.Select(entry => Name(rules, entry)));
        return new($"尚缺，故无得分：{names.Zh}。", $"Missing, so there is no score: {names.En}.");
    }

    private static LocalText Name(RoundRules rules, MissingEntry entry)
    {
        if (entry is { Component: MissingEntry.Inspection, Criterion: { } scored, Period: null } && rules.Criteria.FirstOrDefault(known => known.Code == scored) is { } known)
            return Labels.Of(known) is var figure ? new($"{figure.Zh}的数据", $"the figure for {figure.En}") : null!;
        var body = Labels.OfBody(rules, entry.By);
        var what = entry.Component == MissingEntry.Self ? new LocalText("自评", "the claim") : new($"{body.Zh}的评分表", $"a sheet of {body.En}");
        return entry.Criterion is { } code && rules.Criteria.FirstOrDefault(criterion => criterion.Code == code) is { } criterion && Labels.Of(criterion) is var label
            ? new($"{what.Zh}（{label.Zh}，{entry.Period}）", $"{what.En} ({label.En}, {entry.Period})")
            : what;
    }
}
