using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>
/// Keeps a draft from opening while one of its panels contradicts its rules (F21). In a draft the rules may change after a panel was set;
/// that is a warning, because one of both has to be changed first. From the opening on the rules are frozen, and no panel is set against
/// them.
/// </summary>
internal sealed class PanelGuard(IEngine engine)
{
    /// <summary>
    /// Refused with <see cref="RefusalCode.PanelAgainstRules"/>; null where no panel stands in the way, and for a round that is no draft.
    /// </summary>
    public async ValueTask<Refusal?> RefuseToOpenAsync(string round)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        return view.IsRefused(out var refusal) ? refusal : await RefuseToOpenAsync(view.Answer);
    }

    /// <inheritdoc cref="RefuseToOpenAsync(string)"/>
    public async ValueTask<Refusal?> RefuseToOpenAsync(RoundView view)
    {
        if (view.State != RoundState.Draft)
            return null;
        var rules = await engine.SendAsync(RoundGrain.Ref(view.Id), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var panels = await engine.SendAsync(PanelGrain.Ref(view.Id), new ViewPanels());
        if (panels.IsRefused(out refusal))
            return refusal;
        return PanelRules.Faults(rules.Answer, panels.Answer.Panels).ToArray() is [var (panel, fault), ..]
            ? new(
                RefusalCode.PanelAgainstRules,
                $"Panel '{panel.Code}' contradicts the rules: {fault.Pointer} {fault.Message}. Correct the panel or the rules, then open the round.",
                ("panel", panel.Code))
            : null;
    }
}
