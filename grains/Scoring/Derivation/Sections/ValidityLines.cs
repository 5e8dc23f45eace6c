using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>Whether a group is valid in the round (F29): its turnout and its slips against its minima.</summary>
internal sealed class ValidityLines(SectionDraft section, ScoredUnit unit, int group, GroupValidity validity)
{
    private static readonly LocalText LeftOut = new("该主体无效，不评任何单位，也无同类平均代替；其票数和各等次票数仍计入满意率。",
        "The group is not valid: it rates no unit, and no class mean stands in for it; its slips and marks still count in the rates.");

    private readonly Group _rule = unit.Group(group);

    /// <param name="figures">The figures of a group that is not valid.</param>
    public void Write(string[] figures)
    {
        if (validity.Voters is { } voters)
            Turnout(voters, figures);
        if (validity.Slips is { } slips)
            Slips(slips, figures);
    }

    private void Turnout(int voters, string[] figures)
    {
        var isLow = validity.Why is GroupValidity.LowTurnout or GroupValidity.HiddenTurnout;
        var share = TurnoutShare.Of<Traced>(new Input(voters, "voted", From), new Input(_rule.Roll, "roll", $"rules/groups/{_rule.Code}/roll"));
        State("参评率", "Turnout", "voted ÷ roll", share.Term, new Input(_rule.TurnoutMin!.Value, "turnoutMin", $"rules/groups/{_rule.Code}/turnoutMin"), isLow, figures, Hidden());
    }

    private void Slips(long slips, string[] figures) => State(
        "票数", "Slips", "Σ slips(u,g)", new Input(slips, "slips", From), new Input(_rule.SlipsMin!.Value, "slipsMin", $"rules/groups/{_rule.Code}/slipsMin"),
        slips < _rule.SlipsMin, validity.Why is GroupValidity.FewSlips ? figures : [], new("票数为该主体对各单位显示的票数之和。", "The slips are the sum of the shown numbers of slips of the group for all units."));

    private void State(string zh, string en, string formula, Term figure, Input minimum, bool isBelow, string[] figures, LocalText? note)
    {
        var sign = isBelow ? "<" : "≥";
        section.State(
            new(RuleNames.Validity, new($"主体有效性：{zh}", $"Validity of the group: {en.ToLowerInvariant()}"), $"{formula} {sign} {minimum.Name}"),
            new(figure, sign, minimum), isBelow ? figures : [], Labels.Join(note, isBelow ? LeftOut : null));
    }

    /// <summary>How the number of voters was found where it is hidden.</summary>
    private LocalText? Hidden() => unit.Scoring.Turnout.Any(turnout => turnout.Group == _rule.Code && turnout.Voted is null)
        ? new("参评人数不显示，按显示的票数能够证明的最少人数判断。", "The number of voters is hidden: the fewest voters that the shown numbers of slips prove are judged.")
        : null;

    private string From => $"turnout/{_rule.Code}";
}
