using System.Text.Json.Serialization;
using Evaluation.Findings;
using Evaluation.Gateway.Inspections;
using Evaluation.Gateway.Rounds;
using Evaluation.Panels;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Targets;
using Evaluation.Units;
using Evaluation.Units.Inspections;
using Evaluation.Units.SelfAssessments;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Evidence;

/// <summary>The kind of an entry that names evidence.</summary>
[JsonConverter(typeof(CamelCaseEnum<EvidenceUser>))]
public enum EvidenceUser
{
    /// <summary>An item of the self-assessment that was filed last; its id is the criterion.</summary>
    Claim,

    /// <summary>A filed inspection sheet; its id is the account of the inspector.</summary>
    Sheet,

    SpotCheck,
    Fact,
    Adjustment,
    Finding,

    /// <summary>A reply of the unit; its id is that of the finding.</summary>
    Reply,

    /// <summary>A report on the progress of a target; its id is that of the target.</summary>
    Progress,
}

/// <summary>An entry that names an item of evidence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id in its list.</param>
public sealed record EvidenceUse(EvidenceUser Kind, string Id);

/// <summary>The entries that name evidence, by the id of the item.</summary>
public sealed record UsedEvidence(ILookup<string, EvidenceUse> Uses)
{
    public IReadOnlyList<EvidenceUse> this[string id] => [.. Uses[id]];
}

/// <summary>
/// Finds the entries that name evidence about a unit. A reader gets those that the reader may read: of sheets, only when all filed sheets
/// of the unit are shown to the reader. Drafts are not among them.
/// </summary>
public sealed class EvidenceUses(IEngine engine, InspectionReach reach)
{
    /// <summary>The entries in the order of the kinds. The caller may read the evidence of the unit.</summary>
    public async ValueTask<Outcome<UsedEvidence>> OfAsync(string round, string unit, StaffAccount caller)
    {
        var of = UnitGrain.Ref(round, unit);
        var work = await UnitWork.FindAsync(engine, round, unit);
        var claims = await engine.SendAsync(of, new ViewSelfAssessment());
        var supervision = await engine.SendAsync(of, new ViewSupervision());
        var targets = await engine.SendAsync(TargetGrain.Ref(round), new ViewTargets(unit));
        if (work.IsRefused(out var refusal) || claims.IsRefused(out refusal) || supervision.IsRefused(out refusal) || targets.IsRefused(out refusal))
            return refusal;
        var sheets = await SheetsAsync(work.Answer, caller);
        var findings = await FindingsAsync(work.Answer);
        if (sheets.IsRefused(out refusal) || findings.IsRefused(out refusal))
            return refusal;
        IEnumerable<(IReadOnlyList<string>? Evidence, EvidenceUse Use)> all =
        [
            .. (claims.Answer.Newest?.Content.Items ?? []).Select(item => ((IReadOnlyList<string>?)item.Evidence, new EvidenceUse(EvidenceUser.Claim, item.Criterion))),
            .. sheets.Answer.Select(sheet => (sheet.Content.Evidence, new EvidenceUse(EvidenceUser.Sheet, sheet.Inspector))),
            .. supervision.Answer.SpotChecks.Select(entry => (entry.Check.Evidence, new EvidenceUse(EvidenceUser.SpotCheck, entry.Check.Id))),
            .. supervision.Answer.Facts.Select(entry => (entry.Fact.Evidence, new EvidenceUse(EvidenceUser.Fact, entry.Fact.Fact))),
            .. supervision.Answer.Adjustments.Select(entry => (entry.Adjustment.Evidence, new EvidenceUse(EvidenceUser.Adjustment, entry.Adjustment.Id))),
            .. findings.Answer.SelectMany(finding => finding.History.Select(step =>
                (step.Evidence, new EvidenceUse(step.Act == FindingAct.Replied ? EvidenceUser.Reply : EvidenceUser.Finding, finding.Id)))),
            .. targets.Answer.Progress.SelectMany(target => target.Value.Select(report => ((IReadOnlyList<string>?)report.Evidence, new EvidenceUse(EvidenceUser.Progress, target.Key)))),
        ];
        return new UsedEvidence(all.SelectMany(entry => (entry.Evidence ?? []).Select(id => (id, entry.Use))).Distinct().ToLookup(use => use.id, use => use.Use, StringComparer.Ordinal));
    }

    private async ValueTask<Outcome<IReadOnlyList<FiledSheet>>> SheetsAsync(UnitWork work, StaffAccount caller)
    {
        var (round, unit) = (work.Rules.Id, work.Unit.Code);
        var inspections = await engine.SendAsync(UnitGrain.Ref(round, unit), new ViewInspections());
        var panels = await engine.SendAsync(PanelGrain.Ref(round), new ViewUnitPanel(unit));
        if (inspections.IsRefused(out var refusal) || panels.IsRefused(out refusal))
            return refusal;
        var seen = await reach.OfAsync(work.View, unit, panels.Answer, inspections.Answer, caller);
        if (seen.IsRefused(out refusal))
            return refusal.Code is RefusalCode.Busy ? refusal : Array.Empty<FiledSheet>();
        return inspections.Answer.Filed.Where(sheet => seen.Answer.Sees(sheet.Body, sheet.Period)).ToArray();
    }

    private async ValueTask<Outcome<IReadOnlyList<Finding>>> FindingsAsync(UnitWork work)
    {
        List<Finding> all = [];
        for (var after = 0; ; after = all[^1].Place)
        {
            var page = await engine.SendAsync(FindingGrain.Ref(work.Rules.Id), new ViewFindings(work.Unit.Code, null, null, default, Limits.ItemsPerPageMax, after));
            if (page.IsRefused(out var refusal))
                return refusal;
            all.AddRange(page.Answer.Items);
            if (!page.Answer.HasMore)
                return all;
        }
    }
}
