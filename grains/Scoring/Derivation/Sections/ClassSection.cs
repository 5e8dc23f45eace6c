using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>The points and shares that the class of the unit has of its own (F28); nothing where it has none.</summary>
/// <param name="draft">The derivation.</param>
/// <param name="unit">The unit, scored by the rules of its class.</param>
/// <param name="round">The rules of the round.</param>
internal sealed class ClassSection(DerivationDraft draft, ScoredUnit unit, RoundRules round)
{
    public void Write()
    {
        var own = unit.Class.Class;
        if (own is { Points: null, Components: null })
            return;
        var section = draft.Section("本类别的规则", "Rules of the class");
        if (own.Points is { } points)
        {
            section.Say(
                new(RuleNames.OwnRules, new("指标分值", "Points of the criteria")), [],
                Listed(round.Criteria.Where(criterion => points.ContainsKey(criterion.Code)).Select(criterion => Points(Labels.Of(criterion), points[criterion.Code]))));
        }
        if (own.Components is { } shares)
        {
            section.Say(
                new(RuleNames.OwnRules, new("各部分比例", "Shares of the components")), [],
                Listed(
                [
                    Share("社会评价", "vote", shares.Vote), Share("考评验收", "inspection", shares.Inspection), Share("自评", "self-assessment", shares.Self),
                    Share("日常考核", "daily", shares.Daily),
                ]));
        }
    }

    private static LocalText Points(LocalText name, decimal points) => points > 0
        ? new($"{name.Zh}{Shown(points)}分", $"{name.En} {Shown(points)}")
        : new($"{name.Zh}不评", $"{name.En} not rated");

    private static LocalText Share(string zh, string en, decimal share) => new($"{zh}{Shown(share)}%", $"{en} {Shown(share)} %");

    private static LocalText Listed(IEnumerable<LocalText> entries) => Labels.List(entries) is var list ? new($"{list.Zh}。", $"{list.En}.") : null!;

    private static string Shown(decimal number) => ShownNumber.Text(number, null);
}
