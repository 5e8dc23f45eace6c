using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The total of a round that combines other rounds, from their unrounded totals, and its standard error.</summary>
internal sealed class CombinedSection(DerivationDraft draft, ScoredUnit unit)
{
    private static readonly string[] Absent =
    [
        "/vote", "/inspection", "/self", "/daily", "/bonus", "/deductions", "/slips", "/notRated",
        "/positive/share", "/positive/low", "/positive/high", "/top/share", "/top/low", "/top/high",
    ];

    private readonly IReadOnlyList<CombinedPart> _parts = unit.Score.Facts.Parts!;

    /// <summary>The total; null where the total of a round is missing.</summary>
    public Input? Total { get; private set; }

    /// <summary>The square of the standard error; null where no round has one.</summary>
    public Input? Variance { get; private set; }

    public void Write()
    {
        var rounds = draft.Section("各轮次的总分", "The totals of the rounds");
        Input?[] totals = [.. _parts.Select(part => Part(rounds, part))];
        foreach (var part in _parts)
            foreach (var tail in part.Tails ?? [])
                Tail(rounds, part, tail);
        var section = draft.Section("总分", "The total");
        if (unit.Score.Total.Value is { } exact)
            Combine(section, totals, exact);
        else
            Incomplete(section);
        Error(section);
        section.Say(
            new(RuleNames.Combination, new("本轮没有自己的得分", "No scores of its own")), Absent,
            new("本轮只合成其他轮次的总分，自身不评议、不考评、不加减分。", "The round only combines the totals of other rounds. It has no vote, inspection, bonus or deduction of its own."));
    }

    private static Input? Part(SectionDraft section, CombinedPart part)
    {
        string[] others = [$"/parts/{part.Round}/version", $"/parts/{part.Round}/unit", $"/parts/{part.Round}/share"];
        var heading = new Heading(RuleNames.Combination, new($"{Labels.Of(part).Zh}的总分", $"Total of {Labels.Of(part).En}"));
        if (part.Total is { } exact)
        {
            var total = new Input(exact, "T", Source(part), IsRounded: true);
            return section.Publish(
                heading with { Formula = "T" }, total, exact, [$"/parts/{part.Round}/total", .. others],
                new($"该轮次结果第{part.Version}版，未舍入的总分；推导见该轮次单位{part.Unit}。", $"The unrounded total of version {part.Version}; the derivation of unit {part.Unit} in that round explains it."));
        }
        section.Say(
            heading, [$"/parts/{part.Round}/total", .. others],
            part.Unit is null
                ? new("该轮次没有本单位。", "That round does not have the unit.")
                : new("该轮次中本单位没有总分。", "The unit has no total in that round."));
        return null;
    }

    private static void Tail(SectionDraft section, CombinedPart part, CarriedTail tail)
    {
        var name = tail.Label.Or(tail.Tail);
        section.Say(
            new(RuleNames.Combination, new($"{Labels.Of(part).Zh}的末位名单", $"Tail of {Labels.Of(part).En}")), [$"/parts/{part.Round}/tails/{tail.Tail}"],
            new($"该轮次结果第{part.Version}版中，本单位列入“{name.Zh}”；本轮总分和名次不变。", $"In version {part.Version} of that round the unit is on the list: {name.En}. Total and rank of this round stay."));
    }

    private void Combine(SectionDraft section, Input?[] totals, Fraction exact) => Total = section.Publish(
        new(RuleNames.Combination, new("总分", "Total"), "T = Σ share·T(round) ÷ 100"),
        CombinedScore.Of<Traced>([.. _parts.Select(Share)], [.. _parts.Zip(totals, (part, total) => Traced.Of(total! with { Name = $"T({part.Round})" }))])!.Value,
        exact, ["/total"]);

    private void Incomplete(SectionDraft section)
    {
        var missing = unit.Score.Total.Missing;
        var names = Labels.List(_parts.Where(part => missing.Contains(part.Round)).Select(Labels.Of));
        section.Say(
            new(RuleNames.Combination, new("不完整：无总分", "Incomplete: no total")), ["/total", .. missing.Select(round => $"/incomplete/{round}")],
            new($"缺少以下轮次的总分：{names.Zh}。因此无总分。", $"The total is missing in: {names.En}. So there is no total."));
    }

    private void Error(SectionDraft section)
    {
        var computed = CombinedScore.VarianceOf<Traced>(
            [.. _parts.Select(Share)],
            [.. _parts.Select(part => Traced.Of(part.Variance is { } variance ? new Input(variance, $"SE²({part.Round})", Source(part), IsRounded: true) : null))]);
        if (computed is null || unit.Score.Variance is not { } exact)
        {
            section.Say(
                new(RuleNames.Bands, new("无标准误", "No standard error")), ["/standardError"],
                new("各轮次都没有标准误。", "None of the rounds has a standard error."));
            return;
        }
        Variance = section.Compute(
            new(RuleNames.Bands, new("总分标准误的平方", "Square of the total's standard error"), "SE² = Σ share²·SE²(round) ÷ 100²"), computed.Value, exact);
        section.Publish(
            new(RuleNames.Bands, new("总分的标准误", "Standard error of the total"), "SE = √SE²"),
            StandardError.Of<Traced>(Variance with { Name = "SE²" }), StandardError.Of(exact), ["/standardError"]);
    }

    private static Traced Share(CombinedPart part) => new Input(part.Share, $"share({part.Round})", $"rules/combine/{part.Round}/share");

    private static string Source(CombinedPart part) => $"round/{part.Round}/{part.Version}/{part.Unit}";
}
