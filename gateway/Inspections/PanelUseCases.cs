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
    /// Creates or replaces a panel. Refused with <see cref="RefusalCode.BadRequest"/> for unknown units and accounts that are no inspectors
    /// of the round, with <see cref="RefusalCode.ConflictOfInterest"/>, with <see cref="RefusalCode.SamePerson"/> for two accounts of one
    /// person, and with <see cref="RefusalCode.PanelsMixed"/> for a unit of another panel.
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
            faults.Add($"/units/{index}", $"is no unit of the round; {NameHint.For(unit, units)}");
        var inspectors = await InspectorsAsync(round, body, faults);
        if (inspectors.IsRefused(out refusal))
            return refusal;
        if (faults.Faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
        if (await RefusePeopleAsync(round, body, inspectors.Answer) is { } conflict)
            return conflict;
        var set = new InspectionPanel(panel, body.Label, body.Inspectors, body.Units, body.Visits);
        return await engine.SendAsync(PanelGrain.Ref(round), new SetPanel(set, basedOn, clock.GetUtcNow(), caller.Actor));
    }

    /// <summary>Removes a panel. Refused with <see cref="RefusalCode.WrongState"/> when a sheet of it was filed.</summary>
    /// <param name="basedOn">The versions that may be removed; null for any.</param>
    public async ValueTask<Outcome<Nothing>> RemoveAsync(string round, string panel, long[]? basedOn, StaffAccount caller) =>
        (await RulesAsync(round)).IsRefused(out var refusal)
            ? refusal
            : await engine.SendAsync(PanelGrain.Ref(round), new RemovePanel(panel, basedOn, clock.GetUtcNow(), caller.Actor));

    /// <summary>The panels in the order of their creation.</summary>
    public async ValueTask<Outcome<PanelList>> ListAsync(string round) =>
        (await NewestRounds.FindAsync(engine, round)).IsRefused(out var refusal) ? refusal : await engine.SendAsync(PanelGrain.Ref(round), new ViewPanels());

    /// <summary>One panel. Refused with <see cref="RefusalCode.NoSuchPanel"/>.</summary>
    public async ValueTask<Outcome<InspectionPanel>> FindAsync(string round, string panel)
    {
        var list = await ListAsync(round);
        if (list.IsRefused(out var refusal))
            return refusal;
        return list.Answer.Panels.FirstOrDefault(known => known.Code == panel) is { } found
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
        foreach (var (index, name) in body.Inspectors.Index())
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

    private async ValueTask<Refusal?> RefusePeopleAsync(string round, PanelBody body, StaffAccount[] inspectors)
    {
        foreach (var (index, inspector) in inspectors.Index())
        {
            if (await interests.RefuseAsync(inspector.Actor, round, body.Units) is { } conflict)
                return conflict;
            if (inspectors.Take(index).FirstOrDefault(other => other.Actor.IsSamePersonAs(inspector.Actor)) is { } same)
                return new(RefusalCode.SamePerson, $"'{same.Name}' and '{inspector.Name}' are accounts of one person.", ("account", inspector.Name));
        }
        return null;
    }
}
