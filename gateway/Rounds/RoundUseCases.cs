using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>
/// Lists rounds, creates them, replaces their definition while in draft, moves them to another state, and sets their schedule.
/// </summary>
public sealed class RoundUseCases(IEngine engine, RoundChanges changes, RoundClerk clerk, TimeProvider clock)
{
    /// <summary>The roles that see a draft before it is announced.</summary>
    public static readonly Role[] DraftReaders = [Role.Administrator, Role.Auditor, Role.Reviewer, Role.Inspector, Role.Unit];

    /// <summary>Also the refusal of a round that the caller may not know.</summary>
    public static readonly Refusal NoSuchRound = new(RefusalCode.NoSuchRound, "There is no such round.");

    /// <summary>
    /// Whether the caller may see the round. A draft is public once it has an opening instant, so its rules can be read before the vote. An
    /// internal round is never public.
    /// </summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public static bool MaySee(RoundView round, StaffAccount? caller) =>
        Insiders.Includes(round, caller) && (round.State != RoundState.Draft || round.OpensAt is not null || Access.Has(caller, round.Id, DraftReaders));

    /// <summary>
    /// The refusal of a round to a caller who may not see it, or null: <see cref="RefusalCode.SignInRequired"/> or
    /// <see cref="RefusalCode.NotAllowed"/>.
    /// </summary>
    public static async ValueTask<Refusal?> RefuseToSeeAsync(RoundView round, HttpContext context)
    {
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal;
        if (MaySee(round, caller.Answer))
            return null;
        if (await Insiders.RefuseAsync(round, context) is { } outsider)
            return outsider;
        return (await Access.DemandAsync(context, round.Id, DraftReaders)).IsRefused(out refusal) ? refusal : null;
    }

    /// <summary>All rounds that the caller may see.</summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<IReadOnlyList<RoundView>>> ListAsync(StaffAccount? caller, CancellationToken cancel)
    {
        var rounds = new List<RoundView>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind, cancel))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out var refusal))
                return refusal;
            if (MaySee(view.Answer, caller))
                rounds.Add(view.Answer);
        }
        return rounds;
    }

    /// <summary>Checks the former codes of a definition's units, and the tails that its vetoes ask for, against the other rounds.</summary>
    /// <param name="definition">The definition as it was read, with the faults found so far.</param>
    /// <param name="round">The round whose definition is replaced; null for a new round.</param>
    /// <returns>The definition with all faults; without rules if there is any.</returns>
    public async ValueTask<Outcome<RulesReading>> CheckAsync(RulesReading definition, string? round, CancellationToken cancel)
    {
        var check = await FormerUnits.CheckAsync(definition.Units, definition.Faults, engine, round, cancel);
        if (check.IsRefused(out var refusal))
            return refusal;
        if (await NamedTails.CheckAsync(definition.Rules, check.Answer, engine) is { } failure)
            return failure;
        check = await CombinedRounds.CheckAsync(definition.Rules, check.Answer, engine);
        if (check.IsRefused(out refusal))
            return refusal;
        var faults = check.Answer.Faults;
        return definition with { Rules = faults.Count == 0 ? definition.Rules : null, Faults = faults };
    }

    /// <summary>
    /// Creates a round as a draft. Refused with <see cref="RefusalCode.InvalidDefinition"/>, which lists the faults, and <see
    /// cref="RefusalCode.RoundExists"/>.
    /// </summary>
    /// <param name="key">A repeat with the same key gets the round that the first call has created. Null for none.</param>
    public async ValueTask<Outcome<RoundView>> CreateAsync(RulesReading definition, CreationKey? key, StaffAccount caller, CancellationToken cancel)
    {
        // A repeat must not find its own units in the round that the first call has created.
        var rules = await ValidAsync(definition, key is null ? null : definition.Rules?.Id, cancel);
        return rules.IsRefused(out var refusal) ? refusal : await changes.SendAsync(rules.Answer.Id, new CreateRound(rules.Answer, clock.GetUtcNow(), caller.Name, key));
    }

    /// <summary>
    /// Replaces the definition of a draft. Refused with <see cref="RefusalCode.InvalidDefinition"/>, which lists the faults, and with
    /// <see cref="RefusalCode.RulesFrozen"/> after the draft.
    /// </summary>
    /// <param name="basedOn">
    /// The versions of the rules that may be replaced. Refused with <see cref="RefusalCode.Stale"/> when another one is current. Null for
    /// any.
    /// </param>
    public async ValueTask<Outcome<RoundView>> ReplaceAsync(string round, RulesReading definition, long[]? basedOn, StaffAccount caller, CancellationToken cancel)
    {
        var rules = await ValidAsync(definition, round, cancel);
        return rules.IsRefused(out var refusal) ? refusal : await changes.SendAsync(round, new ReplaceRules(rules.Answer, clock.GetUtcNow(), caller.Name, basedOn));
    }

    /// <summary>
    /// Moves a round to another state. For <see cref="RoundState.Sealed"/> it returns when every acknowledged ballot is in the tally.
    /// </summary>
    /// <param name="objectionsUntil">With <see cref="RoundState.Published"/> only; null applies the round's policies.</param>
    /// <param name="acceptsIncomplete">
    /// With <see cref="RoundState.Provisional"/> only: whether units may lack components. Needs a reason.
    /// </param>
    public ValueTask<Outcome<RoundView>> MoveAsync(
        string round, RoundState to, string? reason, DateTimeOffset? objectionsUntil, StaffAccount caller, bool acceptsIncomplete = false) =>
        changes.ApplyAsync(round, clerk.MoveAsync(round, to, caller.Name, reason, objectionsUntil, acceptsIncomplete));

    /// <summary>
    /// Sets when voting opens and closes, or extends a round that is open. Returns when the ballot boxes have the new window.
    /// </summary>
    /// <param name="basedOn">
    /// The versions of the schedule that may be replaced. Refused with <see cref="RefusalCode.Stale"/> when another one is current. Null
    /// for any.
    /// </param>
    public ValueTask<Outcome<RoundView>> ScheduleAsync(string round, ScheduleChange change, long[]? basedOn, StaffAccount caller) =>
        changes.ApplyAsync(round, clerk.ScheduleAsync(round, change, caller.Name, basedOn));

    /// <summary>Every administrative act on the round.</summary>
    public ValueTask<Outcome<AuditTrail>> ReadAuditAsync(string round) => RoundTrail.ReadAsync(engine, round);

    private async ValueTask<Outcome<RoundRules>> ValidAsync(RulesReading definition, string? round, CancellationToken cancel)
    {
        var check = await CheckAsync(definition, round, cancel);
        if (check.IsRefused(out var refusal))
            return refusal;
        var faults = check.Answer.Faults;
        return check.Answer.Rules is { } rules ? rules : new Refusal(RefusalCode.InvalidDefinition, JsonBody.Describe(faults), ("faults", faults));
    }
}
