using System.Globalization;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Gateway.SelfAssessments;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;

namespace Evaluation.Gateway.Pages.Reviewer;

/// <summary>Accepts several claims as they were claimed. Each one is decided, or refused, for itself.</summary>
internal sealed class Acceptance(IEngine engine, ClaimUseCases claims)
{
    /// <summary>The claims as they stand.</summary>
    public async ValueTask<IReadOnlyList<AcceptedClaim>> ReadAsync(IReadOnlyList<Tick> ticks, StaffAccount caller)
    {
        var read = new List<AcceptedClaim>();
        foreach (var unit in ticks.GroupBy(tick => (tick.Round, tick.Unit)))
        {
            var (found, listed) = (await FindAsync(unit.Key.Round, unit.Key.Unit, caller), await ListAsync(unit.Key.Round, unit.Key.Unit, caller));
            foreach (var tick in unit)
            {
                var claim = listed.Refusal is null ? listed.Answer.FirstOrDefault(known => known.Criterion == tick.Criterion && known.Period == tick.Period) : null;
                var refusal = found.Refusal ?? listed.Refusal
                    ?? (claim is null ? new Refusal(RefusalCode.NoSuchCriterion, $"There is no claim for a criterion '{tick.Criterion}'.", ("criterion", tick.Criterion)) : null);
                read.Add(new(tick, found.Refusal is null ? found.Answer.Rules : null, claim, refusal));
            }
        }
        return read;
    }

    public async ValueTask<IReadOnlyList<AcceptedClaim>> AcceptAsync(IReadOnlyList<Tick> ticks, string reason, StaffAccount caller)
    {
        var done = new List<AcceptedClaim>();
        foreach (var read in await ReadAsync(ticks, caller))
        {
            if (read.Claim is not { } claim || read.Refusal is not null)
            {
                done.Add(read);
                continue;
            }
            // The version in the form is the one whose points were read: a claim that was changed or decided since is refused.
            var decided = await claims.DecideAsync(
                read.Tick.Round, read.Tick.Unit, read.Tick.Criterion, new(claim.Claimed, reason, read.Tick.Version, read.Tick.Period), matching: null, caller);
            done.Add(decided.IsRefused(out var refusal) ? read with { Refusal = refusal } : read with { Claim = decided.Answer });
        }
        return done;
    }

    private async ValueTask<Outcome<UnitWork>> FindAsync(string round, string unit, StaffAccount caller) => Access.Has(caller, round, Role.Reviewer)
        ? await UnitWork.FindAsync(engine, round, unit)
        : new Refusal(RefusalCode.NotAllowed, $"'{caller.Name}' is not a reviewer of this round.", ("round", round));

    private async ValueTask<Outcome<IReadOnlyList<ClaimView>>> ListAsync(string round, string unit, StaffAccount caller) => Access.Has(caller, round, Role.Reviewer)
        ? await claims.ListAsync(round, unit)
        : new Refusal(RefusalCode.NotAllowed, $"'{caller.Name}' is not a reviewer of this round.", ("round", round));
}

/// <summary>A ticked claim, as it stands or as it was accepted.</summary>
/// <param name="Rules">Null where the account may not read the round.</param>
/// <param name="Claim">Null where there is no such claim.</param>
/// <param name="Refusal">Why it was not accepted; null if it was, or before.</param>
public sealed record AcceptedClaim(Tick Tick, RoundRules? Rules, ClaimView? Claim, Refusal? Refusal);

/// <summary>A claim that is selected in a form, in the version that was read.</summary>
/// <param name="Period">Null for a criterion without periods.</param>
public sealed record Tick(string Round, string Unit, string Criterion, long Version, string? Period)
{
    public static Tick Of(string round, ClaimView claim) => new(round, claim.Unit, claim.Criterion, claim.Version, claim.Period);

    /// <summary>Null for a text that no form of ours sends.</summary>
    public static Tick? Read(string? text) =>
        text?.Split('/') is [var round, var unit, var criterion, var version, var period] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(round, unit, criterion, number, period.Length == 0 ? null : period)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Round}/{Unit}/{Criterion}/{Version}/{Period}");
}
