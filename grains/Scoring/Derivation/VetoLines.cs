using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;

namespace Evaluation.Scoring.Derivation;

/// <summary>The vetoes that apply, with rule and fact, and what they leave of the unit's eligibility (F18).</summary>
internal sealed class VetoLines(DerivationDraft draft, Case unit)
{
    public void Write()
    {
        var section = draft.Section("一票否决", "Vetoes");
        foreach (var applied in unit.Score.Facts.Vetoes)
            Veto(section, applied, unit.Rules.Vetoes.First(veto => veto.Code == applied.Veto));
        var barring = unit.Score.Facts.Vetoes.Where(veto => veto.Effect == VetoEffect.Ineligible).Select(veto => Names.Of(unit.Rules.Vetoes.First(rule => rule.Code == veto.Veto))).ToList();
        section.Say(
            new(RuleNames.Vetoes, new("评优资格", "Eligibility")), ["/eligible"],
            barring.Count > 0 && Names.List(barring) is var names ? new($"取消资格：{names.Zh}。", $"Taken away by: {names.En}.")
            : unit.Score.Facts.Vetoes.Count > 0 ? new("没有取消资格的否决。", "No veto takes it away.")
            : new("没有适用的否决。", "No veto applies."));
    }

    private void Veto(SectionDraft section, VetoResult applied, Veto veto)
    {
        var name = Names.Of(veto);
        var heading = new Heading(RuleNames.Vetoes, name);
        string[] pointers = [$"/vetoes/{veto.Code}/fact", $"/vetoes/{veto.Code}/effect", $"/vetoes/{veto.Code}/words"];
        var effect = Effect(applied.Effect);
        var fact = new LocalText($"事实：{applied.Words?.Zh ?? applied.Fact}。", $"The fact: {applied.Fact}.");
        if (veto.When.FailedSpotChecks is { } least)
        {
            var failed = new Amount(AppliedVetoes.FailedSpotChecks(unit.Rules, unit.Ledger), "failed", "spot-checks");
            section.State(
                heading with { Formula = "failed ≥ failedSpotChecks" }, new(failed, "≥", new Amount(least, "failedSpotChecks", $"rules/vetoes/{veto.Code}/when")), pointers, Names.Together(fact, effect));
        }
        else
        {
            section.Say(heading, pointers, Names.Together(fact, effect)!);
        }
    }

    private LocalText Effect(VetoEffect effect) => effect switch
    {
        { Cap: { } cap } => Names.Of(unit.Rules.Grades.First(grade => grade.Code == cap)) is var grade
            ? new($"等次不得高于{grade.Zh}；得分不变。", $"No better grade than {grade.En}; the score stays.") : null!,
        _ when effect == VetoEffect.Last => new("列本类末位；得分不变。", "Ranked last in the class; the score stays."),
        _ => new("不得评为最高等次，不占名额；得分不变。", "Not the first grade, and no place of it; the score stays."),
    };
}
