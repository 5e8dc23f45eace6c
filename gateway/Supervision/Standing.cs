using Evaluation.Assessment;
using Evaluation.Findings;
using Evaluation.Gateway.Rounds;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Scoring.Ledgers;
using Evaluation.Units.Supervision;

namespace Evaluation.Gateway.Supervision;

/// <summary>What supervision knows of a unit.</summary>
/// <param name="Eligible">Whether no veto takes away eligibility (F18).</param>
/// <param name="Vetoes">Those in force.</param>
/// <param name="Complaints">Null while the round's register of complaints is not connected.</param>
public sealed record UnitStanding(
    string Unit, bool Eligible, IReadOnlyList<VetoResult> Vetoes, SpotCheckCounts SpotChecks, FindingCounts Findings, AdjustmentSums Adjustments, ComplaintCounts? Complaints);

/// <summary>Spot checks in the period of the round that stand.</summary>
public sealed record SpotCheckCounts(int Done, int Failed);

/// <summary>The points of the approved adjustments, before the cap of the bonuses.</summary>
public sealed record AdjustmentSums(decimal Bonus, decimal Deductions, decimal Daily);

/// <summary>Complaints about a unit in the period of the round.</summary>
public sealed record ComplaintCounts(int Received, int Upheld);

/// <summary>Counts the complaints about a unit of a round.</summary>
public delegate ValueTask<Outcome<ComplaintCounts>> CountComplaints(string round, string unit);

/// <summary>Reads the standing of a unit.</summary>
/// <param name="complaints">The register of complaints; null where it is not connected.</param>
public sealed class StandingUseCases(IEngine engine, SupervisionUseCases supervision, TimeProvider clock, CountComplaints? complaints = null)
{
    public async ValueTask<Outcome<UnitStanding>> ReadAsync(string round, string unit)
    {
        var read = await supervision.ReadAsync(round, unit);
        if (read.IsRefused(out var refusal))
            return refusal;
        var (work, now) = (read.Answer.Work, read.Answer.Now);
        var findings = await engine.SendAsync(FindingGrain.Ref(round), new ViewFindingCounts(unit, work.Day(clock.GetUtcNow())));
        if (findings.IsRefused(out refusal))
            return refusal;
        ComplaintCounts? counted = null;
        if (complaints is not null)
        {
            var found = await complaints(round, unit);
            if (found.IsRefused(out refusal))
                return refusal;
            counted = found.Answer;
        }
        var vetoes = read.Answer.Vetoes;
        return new UnitStanding(
            unit,
            AppliedVetoes.LeaveEligible(vetoes),
            vetoes,
            new(AppliedVetoes.SpotChecks(work.Rules, now.Ledger), AppliedVetoes.FailedSpotChecks(work.Rules, now.Ledger)),
            findings.Answer,
            new(Sum(now, AdjustmentKind.Bonus), Sum(now, AdjustmentKind.Deduction), Sum(now, AdjustmentKind.Daily)),
            counted);
    }

    private static decimal Sum(SupervisionView now, AdjustmentKind kind) =>
        now.Ledger.Adjustments.Where(adjustment => adjustment.Kind == kind && adjustment.IsApproved).Sum(adjustment => adjustment.Points);
}
