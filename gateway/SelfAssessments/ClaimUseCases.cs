using Evaluation.Assessment;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Units;
using Evaluation.Units.SelfAssessments;

namespace Evaluation.Gateway.SelfAssessments;

/// <summary>Lists the claims of filed self-assessments and decides on them.</summary>
public sealed class ClaimUseCases(IEngine engine, Interests interests, TimeProvider clock)
{
    /// <summary>The claims of a round, or of one of its units, in the order of the rules.</summary>
    /// <param name="unit">Null for all units.</param>
    public async ValueTask<Outcome<IReadOnlyList<ClaimView>>> ListAsync(string round, string? unit)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var rules = found.Answer.Rules;
        if (unit is not null && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
        var claims = new List<ClaimView>();
        foreach (var some in rules.Units.Where(known => unit is null || known.Code == unit).Chunk(Limits.GrainsAskedAtOnce))
        {
            var answers = await Task.WhenAll(some.Select(known => engine.SendAsync(UnitGrain.Ref(round, known.Code), new ViewClaims()).AsTask()));
            foreach (var (known, answer) in some.Zip(answers))
            {
                if (answer.IsRefused(out refusal))
                    return refusal;
                claims.AddRange(ClaimView.Of(rules.OfUnit(known), known.Code, answer.Answer.IsFiled, answer.Answer.Claims));
            }
        }
        return claims;
    }

    /// <summary>One claim. Refused with <see cref="RefusalCode.NoSuchCriterion"/> also before the first filing.</summary>
    /// <param name="period">Null for a criterion without periods.</param>
    public async ValueTask<Outcome<ClaimView>> FindAsync(string round, string unit, string criterion, string? period = null)
    {
        var listed = await ListAsync(round, unit);
        if (listed.IsRefused(out var refusal))
            return refusal;
        return listed.Answer.FirstOrDefault(claim => claim.Criterion == criterion && claim.Period == period) is { } known ? known : NoSuchCriterion(criterion, period);
    }

    /// <summary>
    /// Decides on a claim. The same decision again changes nothing. Refused with <see cref="RefusalCode.ConflictOfInterest"/>, with
    /// <see cref="RefusalCode.WrongState"/> when no self-assessment is filed, with <see cref="RefusalCode.OverClaim"/>, and with
    /// <see cref="RefusalCode.StaleEdit"/> or <see cref="RefusalCode.Stale"/> when another version of the claim stands.
    /// </summary>
    /// <param name="matching">The versions that <c>If-Match</c> names; null for any.</param>
    public async ValueTask<Outcome<ClaimView>> DecideAsync(string round, string unit, string criterion, ClaimDecision decision, long[]? matching, StaffAccount caller)
    {
        var found = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Assessment, "a decision on a claim");
        if (found.IsRefused(out var refusal))
            return refusal;
        if (found.Answer.Rules.FiledCriteria.All(known => known.Code != criterion))
            return NoSuchCriterion(criterion, period: null);
        var faults = new FaultList();
        if (!SheetFormCheck.IsPeriod(found.Answer.Rules, criterion, decision.Period, "/period", faults))
            return new Refusal(RefusalCode.BadRequest, JsonBody.Describe(faults.Faults), ("faults", faults.Faults));
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } interested)
            return interested;
        var (basedOn, isOfHeader) = (decision.BasedOn, false);
        if (matching is not null)
        {
            var standing = await FindAsync(round, unit, criterion, decision.Period);
            var isMatched = standing.Refusal is null && matching.Contains(standing.Answer.Version);
            // With a version that never stands, the grain refuses every decision but the one that stands.
            (basedOn, isOfHeader) = (isMatched ? basedOn ?? standing.Answer.Version : 0, !isMatched || basedOn is null);
        }
        var command = new ReviewClaim(criterion, decision.Accepted, decision.Reason, basedOn, clock.GetUtcNow(), caller.Actor, decision.Period);
        var decided = await engine.SendAsync(UnitGrain.Ref(round, unit), command);
        if (decided.IsRefused(out refusal))
            return refusal.Code == RefusalCode.StaleEdit ? await StaleAsync(round, unit, criterion, decision.Period, refusal, isOfHeader) : refusal;
        return ClaimView.Of(found.Answer.Rules, unit, decided.Answer.IsFiled, decided.Answer.Claims).First(claim => claim.Criterion == criterion && claim.Period == decision.Period);
    }

    private async ValueTask<Refusal> StaleAsync(string round, string unit, string criterion, string? period, Refusal stale, bool isOfHeader)
    {
        var standing = await FindAsync(round, unit, criterion, period);
        var refusal = isOfHeader ? stale with { Code = RefusalCode.Stale } : stale;
        return standing.Refusal ?? refusal.WithStanding(standing.Answer);
    }

    private static Refusal NoSuchCriterion(string criterion, string? period) => new(
        RefusalCode.NoSuchCriterion, $"There is no claim for a criterion '{criterion}'{(period is null ? "" : $" in the period '{period}'")}.", ("criterion", criterion));
}
