using Evaluation.Rules;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation;

/// <summary>The grade: for every grade down to the one that is held, what is asked of a total, how many places there are and who got them (F16).</summary>
internal sealed class GradeLines(DerivationDraft draft, Case unit)
{
    public void Write()
    {
        var section = draft.Section("等次", "Grade");
        var heading = new Heading(RuleNames.Grades, new("等次", "Grade"));
        if (unit.Rules.Grades.Count == 0)
            section.Say(heading, ["/grade"], new("本轮不定等次。", "The round has no grades."));
        else if (unit.Ranked is not { } ranked)
            section.Say(heading, ["/grade"], new("没有总分，不定等次。", "Without a total there is no grade."));
        else
            section.Say(heading, ["/grade"], Outcome(section, ranked));
    }

    private LocalText Outcome(SectionDraft section, RankedUnit ranked)
    {
        foreach (var award in unit.Class.Grades)
        {
            Award(section, ranked, award);
            if (award.Holds(ranked))
                return Names.Of(award.Grade) is var name ? new($"评为{name.Zh}。", $"{name.En} is held.") : null!;
        }
        return new("未达到任何等次。", "No grade is reached.");
    }

    private void Award(SectionDraft section, RankedUnit ranked, GradeAward award)
    {
        var name = Names.Of(award.Grade);
        var reaches = Grades.Reaches(unit.Rules, ranked.Score, award.Grade);
        var total = new Amount((Fraction)ranked.Score.Total.Value!.Value.Round(unit.Rules.Policies.Decimals), "total", "published");
        section.State(
            new(RuleNames.Grades, new($"{name.Zh}：总分", $"{name.En}: the total"), "total ≥ min"),
            new(total, reaches ? "≥" : "<", new Amount(award.Grade.Min, "min", $"rules/grades/{award.Grade.Code}/min")), [],
            reaches ? null : new("未达到，看下一等次。", "Not reached: the next grade is asked."));
        if (!reaches)
            return;
        if (award.Grade.Quota is { } quota)
        {
            section.Compute(
                new(RuleNames.Grades, new($"{name.Zh}：名额", $"{name.En}: places"), "⌊q·N⌋"),
                new WholePart(new Amount(quota, "q", $"rules/grades/{award.Grade.Code}/quota") * new Amount(unit.Class.Units.Count, "N", $"rules/classes/{unit.Class.Class.Code}")),
                award.Places!.Value, Admitted(award));
        }
        if (!award.Holds(ranked))
            section.Say(new(RuleNames.Grades, new($"{name.Zh}：未获", $"{name.En}: not held")), [], WhyNot(ranked, award));
    }

    private static LocalText Admitted(GradeAward award)
    {
        var names = Names.List(award.Ranks.Where(rank => rank.IsAdmitted).SelectMany(rank => rank.Sharing.Select(unit => Names.Of(unit.Score.Unit))));
        return new($"获名额：{names.Zh}。", $"Places go to: {names.En}.");
    }

    private static LocalText WhyNot(RankedUnit ranked, GradeAward award) => award.Ranks.FirstOrDefault(rank => rank.Sharing.Contains(ranked)) switch
    {
        null => new("因否决不得评此等次，不占名额。", "A veto keeps the unit from this grade; it takes no place of it."),
        { Left: 0 } => new("轮到时已无名额。", "No place was left when its turn came."),
        { Left: var left } rank when rank.Sharing.Count > left => new(
            $"轮到时剩{left}个名额，同名次有{rank.Sharing.Count}个单位，只能同进同退。", $"{left} left for the {rank.Sharing.Count} units at this rank, which get in together or not at all."),
        _ => new("前面的名次放不下，名额到此为止。", "A rank before found too few places, and closed the grade."),
    };
}
