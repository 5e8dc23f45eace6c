using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>
/// The grade: for every grade down to the one that the unit holds, the minimum, the places and the units that got them (F16, F24).
/// </summary>
internal sealed class GradeSection(DerivationDraft draft, ScoredUnit unit)
{
    public void Write()
    {
        var section = draft.Section("等次", "Grade");
        var heading = new Heading(RuleNames.Grades, new("等次", "Grade"));
        if (unit.Rules.Grades.Count == 0)
            section.Say(heading, ["/grade"], new("本轮不定等次。", "The round has no grades."));
        else if (unit.Graded is not { } ranked)
            section.Say(heading, ["/grade"], new("没有总分，不定等次。", "Without a total there is no grade."));
        else
            section.Say(heading, ["/grade"], Outcome(section, ranked));
    }

    private LocalText Outcome(SectionDraft section, RankedUnit ranked)
    {
        foreach (var award in unit.Class.Grades)
        {
            Award(section, award, award.Of(ranked)!);
            if (award.Holds(ranked))
                return Labels.Of(award.Grade) is var name ? new($"评为{name.Zh}。", $"{name.En} is held.") : null!;
        }
        return new("未达到任何等次。", "No grade is reached.");
    }

    private void Award(SectionDraft section, GradeAward award, GradeDecision decision)
    {
        var name = Labels.Of(award.Grade);
        var reaches = decision.Outcome != GradeOutcome.BelowMinimum;
        var total = new Input(decision.Unit.Score.Total.Value!.Value.Round(unit.Rules.Policies.Decimals), "total", "published");
        section.State(
            new(RuleNames.Grades, new($"{name.Zh}：总分", $"{name.En}: the total"), "total ≥ min"),
            new(total, reaches ? "≥" : "<", new Input(award.Grade.Min, "min", $"rules/grades/{award.Grade.Code}/min")), [],
            reaches ? null : new("未达到，看下一等次。", "Not reached: the next grade is asked."));
        if (!reaches)
            return;
        if (award.Places is { } places)
            Places(section, award, places);
        if (decision.Outcome != GradeOutcome.Held)
            section.Say(new(RuleNames.Grades, new($"{name.Zh}：未获", $"{name.En}: not held")), [], WhyNot(decision));
    }

    /// <summary>The places of the grade: those of the class by the rules, or those that the quota gives.</summary>
    private void Places(SectionDraft section, GradeAward award, int places)
    {
        var (name, grade, unitClass) = (Labels.Of(award.Grade), award.Grade, unit.Class.Class.Code);
        var title = new LocalText($"{name.Zh}：名额", $"{name.En}: places");
        if (grade.Quota is not { } quota)
        {
            section.Compute(new(RuleNames.Places, title, "places"), new Input(places, "places", $"rules/grades/{grade.Code}/places/{unitClass}"), places, Admitted(award));
            return;
        }
        var formula = grade.Rounding switch { QuotaRounding.HalfUp => "⌊q·N + 0.5⌋", QuotaRounding.Up => "N − ⌊(1 − q)·N⌋", _ => "⌊q·N⌋" };
        section.Compute(
            new(grade.Rounding is null ? RuleNames.Grades : RuleNames.Places, title, formula),
            Formulas.Places.OfQuota<Traced>(
                grade.Rounding ?? QuotaRounding.Down, new Input(quota, "q", $"rules/grades/{grade.Code}/quota"), new Input(unit.Class.Units.Count, "N", $"rules/classes/{unitClass}")),
            places, Admitted(award));
    }

    private static LocalText Admitted(GradeAward award)
    {
        var names = Labels.List(award.Decisions.Where(decision => decision.Outcome == GradeOutcome.Held).Select(decision => Labels.Of(decision.Unit.Score.Unit)));
        return new($"获名额：{names.Zh}。", $"Places go to: {names.En}.");
    }

    private static LocalText WhyNot(GradeDecision decision) => decision.Outcome switch
    {
        GradeOutcome.Vetoed => new("因否决不得评此等次，不占名额。", "A veto keeps the unit from this grade; it takes no place of it."),
        GradeOutcome.NoPlaceLeft => new("轮到时已无名额。", "No place was left when its turn came."),
        GradeOutcome.TooFewPlaces => new(
            $"轮到时剩{decision.Left}个名额，同名次有{decision.Sharing}个单位，只能同进同退。",
            $"{decision.Left} left for the {decision.Sharing} units at this rank, which get in together or not at all."),
        GradeOutcome.Closed => new("前面的名次放不下，名额到此为止。", "A rank before found too few places, and closed the grade."),
        _ => throw new System.Diagnostics.UnreachableException(decision.Outcome.ToString()),
    };
}
