using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Totals;

namespace Evaluation.Scoring.Derivation.Sections;

/// <summary>
/// The tail: for every list down to the one that names the unit, the bound, the places and the units on it (F24). No section where the
/// rules have no tail.
/// </summary>
internal sealed class TailSection(DerivationDraft draft, ScoredUnit unit)
{
    public void Write()
    {
        if (unit.Class.Tail.Count == 0)
            return;
        var section = draft.Section("末位名单", "Tail");
        var heading = new Heading(RuleNames.Places, new("末位名单", "Tail"));
        if (unit.Ranked is not { } ranked)
        {
            section.Say(heading, [], new("没有名次，不列入末位名单。", "Without a rank the unit is on no list."));
            return;
        }
        foreach (var award in unit.Class.Tail)
        {
            var decision = award.Of(ranked)!;
            Award(section, award, decision);
            if (decision.Outcome != TailOutcome.Listed)
                continue;
            var name = Labels.Of(award.Entry);
            section.Say(heading, ["/tail"], new($"列入“{name.Zh}”；等次不变。", $"The unit is on the list: {name.En}. Its grade stays."));
            return;
        }
        section.Say(heading, [], new("未列入任何名单。", "The unit is on no list."));
    }

    private void Award(SectionDraft section, TailAward award, TailDecision decision)
    {
        var (entry, name) = (award.Entry, Labels.Of(award.Entry));
        var isBelow = decision.Outcome != TailOutcome.NotBelow;
        if (entry.Below is { } below)
        {
            var total = new Input(decision.Unit.Score.Total.Value!.Value.Round(unit.Rules.Policies.Decimals), "total", "published");
            section.State(
                new(RuleNames.Places, new($"{name.Zh}：总分", $"{name.En}: the total"), "total < below"),
                new(total, isBelow ? "<" : "≥", new Input(below, "below", $"rules/tail/{entry.Code}/below")), [],
                isBelow ? null : new("不低于此数，不列入。", "It is not below, so the unit is not on this list."));
        }
        if (isBelow)
            Places(section, award, decision);
    }

    /// <summary>The places from the last rank up to the unit's rank, and the units that have them.</summary>
    private static void Places(SectionDraft section, TailAward award, TailDecision decision)
    {
        var (entry, name) = (award.Entry, Labels.Of(award.Entry));
        var (taken, places) = (new Input(decision.Taken, "taken", "ranking"), new Input(entry.Places, "places", $"rules/tail/{entry.Code}/places"));
        var heading = new Heading(RuleNames.Places, new($"{name.Zh}：名额（自末位起）", $"{name.En}: places, from the last rank up"));
        if (decision.Outcome == TailOutcome.Closed)
        {
            section.Say(heading, [], new("后面的名次放不下，名单到此为止。", "A rank behind found too few places, which closed the list."));
            return;
        }
        var needed = Formulas.Places.Taken<Traced>(taken, new Input(decision.Sharing, "sharing", "ranking")).Term;
        var listed = Labels.List(award.Listed.Select(other => Labels.Of(other.Score.Unit)));
        var (formula, comparison) = decision switch
        {
            { Outcome: TailOutcome.NoPlaceLeft } => ("taken ≥ places", new Comparison(taken, "≥", places)),
            { Outcome: TailOutcome.TooFewPlaces } => ("taken + sharing > places", new Comparison(needed, ">", places)),
            _ when decision.Taken + decision.Sharing > entry.Places => ("taken < places", new Comparison(taken, "<", places)),
            _ => ("taken + sharing ≤ places", new Comparison(needed, "≤", places)),
        };
        section.State(heading with { Formula = formula }, comparison, [], decision.Outcome switch
        {
            TailOutcome.NoPlaceLeft => new($"后面的单位已占满名额：{listed.Zh}。", $"Worse ranks have all places: {listed.En}."),
            TailOutcome.TooFewPlaces => new($"同名次有{decision.Sharing}个单位，名额不足，都不列入。", $"The {decision.Sharing} units of the rank need more places than are left, so none of them is on it."),
            _ => new($"名单：{listed.Zh}。", $"On the list: {listed.En}."),
        });
    }
}
