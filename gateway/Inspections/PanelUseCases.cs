using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Panels;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Inspections;

/// <summary>Sets up the inspection panels of a round, from the draft until the round is archived.</summary>
public sealed class PanelUseCases(IEngine engine, StaffDirectory directory, Interests interests, TimeProvider clock)
{
    private const string Act = "a change of panels";

    /// <summary>
    /// Creates or replaces a panel. Refused with <see cref="RefusalCode.BadRequest"/> for unknown units and bodies, for accounts that
    /// are no
    /// inspectors of the round and for weights where the body trims, with <see cref="RefusalCode.ConflictOfInterest"/>, with <see
    /// cref="RefusalCode.SamePerson"/> for two accounts of one
    /// person, also in panels of two bodies, and with <see cref="RefusalCode.PanelsMixed"/> for a unit of another panel of the body.
    /// </summary>
    /// <param name="basedOn">The versions that may be replaced; null for any.</param>
    public async ValueTask<Outcome<InspectionPanel>> SetAsync(string round, string panel, PanelBody body, long[]? basedOn, StaffAccount caller)
    {
        var rules = await RulesAsync(round);
        if (rules.IsRefused(out var refusal))
            return refusal;
        if (!Slug.IsValid(panel))
            return new Refusal(RefusalCode.BadRequest, $"The code of a panel has small letters a to z, digits and hyphens, at most {Limits.SlugCharacters}.", ("parameter", "panel"));
        var faults = new FaultList();
        string[] units = [.. rules.Answer.Units.Select(unit => unit.Code)];
        foreach (var (index, unit) in body.Units.Index().Where(unit => !units.Contains(unit.Item)))
            faults.Add($"/units/{index}", $"{PlainText.Quoted(unit)} is no unit of the round; {NameHint.For(unit, units)}");
        foreach (var fault in PanelRules.Faults(rules.Answer, body.By, body.Inspectors.Any(inspector => inspector.Weight is not null)))
            faults.Add(fault.Pointer, fault.Message);
        var inspectors = await InspectorsAsync(round, body, faults);
        if (inspectors.IsRefused(out refusal))
            return refusal;
        if (faults.Faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
        if (await RefusePeopleAsync(round, panel, body, inspectors.Answer) is { } conflict)
            return conflict;
        decimal[] weights = [.. body.Inspectors.Select(inspector => inspector.Weight).OfType<decimal>()];
        var set = new InspectionPanel(
            panel, body.Label, [.. body.Inspectors.Select(inspector => inspector.Name)], body.Units, body.Visits, By: body.By, Weights: weights.Length == 0 ? null : weights);
        return await engine.SendAsync(PanelGrain.Ref(round), new SetPanel(set, basedOn, clock.GetUtcNow(), caller.Actor));
    }

    /// <summary>Removes a panel. Refused with <see cref="RefusalCode.WrongState"/> when a sheet of it was filed.</summary>
    /// <param name="basedOn">The versions that may be removed; null for any.</param>
    public async ValueTask<Outcome<Nothing>> RemoveAsync(string round, string panel, long[]? basedOn, StaffAccount caller) =>
        (await RulesAsync(round)).IsRefused(out var refusal)
            ? refusal
            : await engine.SendAsync(PanelGrain.Ref(round), new RemovePanel(panel, basedOn, clock.GetUtcNow(), caller.Actor));

    /// <summary>The panels in the order of their creation.</summary>
    public async ValueTask<Outcome<IReadOnlyList<PanelView>>> ListAsync(string round)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var list = await engine.SendAsync(PanelGrain.Ref(round), new ViewPanels());
        return list.IsRefused(out refusal) ? refusal : list.Answer.Panels.Select(panel => PanelView.Of(panel, found.Answer.Rules)).ToArray();
    }

    /// <summary>One panel. Refused with <see cref="RefusalCode.NoSuchPanel"/>.</summary>
    public async ValueTask<Outcome<PanelView>> FindAsync(string round, string panel)
    {
        var list = await ListAsync(round);
        if (list.IsRefused(out var refusal))
            return refusal;
        return list.Answer.FirstOrDefault(known => known.Panel == panel) is { } found
            ? found
            : new Refusal(RefusalCode.NoSuchPanel, $"The round has no panel '{panel}'.", ("panel", panel));
    }

    private async ValueTask<Outcome<RoundRules>> RulesAsync(string round)
    {
        var found = await NewestRounds.FindAsync(engine, round, WorkWindow.Planning, Act);
        return found.IsRefused(out var refusal) ? refusal : found.Answer.Rules;
    }

    private async ValueTask<Outcome<StaffAccount[]>> InspectorsAsync(string round, PanelBody body, FaultList faults)
    {
        var inspectors = new List<StaffAccount>();
        foreach (var (index, name) in body.Inspectors.Select(inspector => inspector.Name).Index())
        {
            var account = await directory.FindByNameAsync(name);
            if (account.IsRefused(out var refusal))
                return refusal;
            if (account.Answer is { } known && Access.Has(known, round, Role.Inspector))
                inspectors.Add(known);
            else
                faults.Add($"/inspectors/{index}", "is no account with the role inspector for this round");
        }
        return inspectors.ToArray();
    }

    private async ValueTask<Refusal?> RefusePeopleAsync(string round, string panel, PanelBody body, StaffAccount[] inspectors)
    {
        var list = await engine.SendAsync(PanelGrain.Ref(round), new ViewPanels());
        if (list.IsRefused(out var refusal))
            return refusal;
        InspectionPanel[] others = [.. list.Answer.Panels.Where(other => other.Code != panel && other.By != body.By && other.Units.Intersect(body.Units).Any())];
        foreach (var (index, inspector) in inspectors.Index())
        {
            if (await interests.RefuseAsync(inspector.Actor, round, body.Units) is { } conflict)
                return conflict;
            if (inspectors.Take(index).FirstOrDefault(other => other.Actor.IsSamePersonAs(inspector.Actor)) is { } same)
                return new(RefusalCode.SamePerson, $"'{same.Name}' and '{inspector.Name}' are accounts of one person.", ("account", inspector.Name));
            if (others.Length > 0 && await RefuseBodiesAsync(inspector, others) is { } second)
                return second;
        }
        return null;
    }

    /// <summary>The grain compares accounts; this compares the persons who use them.</summary>
    private async ValueTask<Refusal?> RefuseBodiesAsync(StaffAccount inspector, InspectionPanel[] others)
    {
        var accounts = await directory.FindByPersonAsync(inspector.Actor);
        if (accounts.IsRefused(out var refusal))
            return refusal;
        foreach (var other in others)
            if (accounts.Answer.FirstOrDefault(account => account.Name != inspector.Name && other.Inspectors.Contains(account.Name)) is { } same)
                return new(
                    RefusalCode.SamePerson, $"'{same.Name}' and '{inspector.Name}' are accounts of one person, who assesses for one body per unit; '{same.Name}' is in panel '{other.Code}'.",
                    ("account", inspector.Name));
        return null;
    }
}
