using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The vetoes that apply, each with its rule and fact, and the unit's eligibility (F18).</summary>
internal sealed class VetoSection(DerivationDraft draft, ScoredUnit unit)
{
    public void Write()
    {
        var section = draft.Section("一票否决", "Vetoes");
        var vetoes = unit.Score.Facts.Vetoes.Select(applied => (Applied: applied, Rule: unit.Rules.Vetoes.FirstOrDefault(veto => veto.Code == applied.Veto))).ToList();
        foreach (var (applied, rule) in vetoes)
            Veto(section, applied, rule);
        var barring = vetoes.Where(veto => veto.Applied.Effect == VetoEffect.Ineligible).Select(veto => Name(veto.Applied, veto.Rule)).ToList();
        section.Say(
            new(RuleNames.Vetoes, new("评优资格", "Eligibility")), ["/eligible"],
            barring.Count > 0 && Labels.List(barring) is var names ? new($"取消资格：{names.Zh}。", $"Taken away by: {names.En}.")
            : vetoes.Count > 0 ? new("没有取消资格的否决。", "No veto takes it away.")
            : new("没有适用的否决。", "No veto applies."));
    }

    private void Veto(SectionDraft section, VetoResult applied, Veto? veto)
    {
        var heading = new Heading(RuleNames.Vetoes, Name(applied, veto));
        string[] pointers = [$"/vetoes/{applied.Veto}/fact", $"/vetoes/{applied.Veto}/effect", $"/vetoes/{applied.Veto}/words"];
        var note = Labels.Join(new LocalText($"事实：{applied.Words?.Zh ?? applied.Fact}。", $"The fact: {applied.Fact}."), Effect(applied.Effect))!;
        if (veto?.When.FailedSpotChecks is { } least)
        {
            var failed = new Input(unit.Score.Facts.FailedSpotChecks, "failed", "spot-checks");
            section.State(
                heading with { Formula = "failed ≥ failedSpotChecks" }, new(failed, "≥", new Input(least, "failedSpotChecks", $"rules/vetoes/{veto.Code}/when")), pointers, note);
        }
        else
        {
            section.Say(heading, pointers, note);
        }
    }

    /// <summary>The label of a veto; the code of one that applies in a round that is combined.</summary>
    private static LocalText Name(VetoResult applied, Veto? veto) => veto is null ? new(applied.Veto, applied.Veto) : Labels.Of(veto);

    private LocalText Effect(VetoEffect effect) => effect switch
    {
        { Cap: { } cap } => Labels.Of(unit.Rules.Grades.First(grade => grade.Code == cap)) is var grade
            ? new($"等次不得高于{grade.Zh}；得分不变。", $"No better grade than {grade.En}; the score stays.") : null!,
        _ when effect == VetoEffect.Last => new("列本类末位；得分不变。", "Ranked last in the class; the score stays."),
        _ => new("不得评为最高等次，不占名额；得分不变。", "Not the first grade, and no place of it; the score stays."),
    };
}
