using System.Text.Json;
using Evaluation.Awards;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Rounds;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Awards;

/// <summary>Gives the awards of a round by rank, proposes and approves single prizes, and reads both.</summary>
public sealed class AwardUseCases(IEngine engine, VersionRanking rankings, Interests interests, FourEyes eyes, TimeProvider clock)
{
    /// <summary>The roles that propose and approve single prizes.</summary>
    public static readonly Role[] Officials = [Role.Administrator, Role.Reviewer];

    /// <summary>The roles that see single prizes before they are approved.</summary>
    public static readonly Role[] Staff = [Role.Administrator, Role.Reviewer, Role.Auditor];

    private const string Act = "giving awards";

    /// <summary>The awards with the rules of the round. The caller has checked who may read them.</summary>
    public async ValueTask<Outcome<(RoundRules Rules, AwardView Awards)>> ReadAsync(string round)
    {
        var rules = await engine.SendAsync(RoundGrain.Ref(round), new ViewRules());
        if (rules.IsRefused(out var refusal))
            return refusal;
        var awards = await engine.SendAsync(AwardGrain.Ref(round), new ViewAwards());
        return awards.IsRefused(out refusal) ? refusal : (rules.Answer, awards.Answer);
    }

    /// <summary>
    /// Fills the tiers by rank. Refused with <see cref="RefusalCode.TieAtBorder"/> while a tie across a border is undecided, with
    /// <see cref="RefusalCode.BadSelection"/> for a decision where nothing is to be decided, with <see cref="RefusalCode.ReasonMissing"/>
    /// when another list stands, and with <see cref="RefusalCode.ConflictOfInterest"/> when the caller has an interest in a unit that is
    /// decided on.
    /// </summary>
    public async ValueTask<Outcome<(RoundRules Rules, AwardView Awards)>> GiveAsync(string round, NewAwards body, CreationKey? key, StaffAccount caller)
    {
        var found = await NewestRounds.FindAsync(engine, round, WorkWindow.Awards, Act);
        if (found.IsRefused(out var refusal))
            return refusal;
        var rules = found.Answer.Rules;
        var decisions = body.Decisions ?? [];
        foreach (var decision in decisions)
            if (await interests.RefuseAsync(caller.Actor, round, decision.Unit) is { } conflict)
                return conflict;
        var ranking = await rankings.ReadAsync(rules, body.Version);
        if (ranking.IsRefused(out refusal))
            return refusal;
        var filling = AwardFilling.Of(ranking.Answer, body.Scope, body.Tiers, decisions);
        if (filling.Ties.Count > 0)
            return Refuse(filling.Ties);
        if (filling.Unused.Count > 0)
            return Refuse(filling.Unused);
        var list = new AwardList(body.Version, body.Scope, body.Tiers, decisions, filling.Awards);
        var given = await engine.SendAsync(AwardGrain.Ref(round), new GiveAwards(list, body.Reason, clock.GetUtcNow(), caller.Actor, key));
        if (given.IsRefused(out refusal))
            return refusal;
        await NameAsync(round);
        return (rules, given.Answer);
    }

    /// <summary>
    /// Proposes a single prize. Refused with <see cref="RefusalCode.ConflictOfInterest"/>, and with
    /// <see cref="RefusalCode.BadSelection"/> for a unit that is not eligible in the newest version.
    /// </summary>
    public async ValueTask<Outcome<SpecialAwardState>> ProposeAsync(string round, NewSpecialAward body, CreationKey? key, StaffAccount caller)
    {
        var version = await EligibleAsync(round, body.Unit, caller);
        if (version.IsRefused(out var refusal))
            return refusal;
        var award = new SpecialAward(body.Code, body.Label, body.Unit, body.Reason, version.Answer.Version);
        var proposed = await engine.SendAsync(AwardGrain.Ref(round), new ProposeSpecialAward(award, clock.GetUtcNow(), caller.Actor, key));
        if (proposed.IsRefused(out refusal))
            return refusal;
        await NameAsync(round);
        return Find(proposed.Answer, body.Code);
    }

    /// <summary>
    /// Approves a single prize. Refused as <see cref="ProposeAsync"/> is, with <see cref="RefusalCode.SamePerson"/>, and with
    /// <see cref="RefusalCode.NoSuchAward"/>.
    /// </summary>
    public async ValueTask<Outcome<SpecialAwardState>> ApproveAsync(string round, string code, StaffAccount caller)
    {
        var found = await NewestRounds.FindAsync(engine, round, WorkWindow.Awards, Act);
        if (found.IsRefused(out var refusal))
            return refusal;
        var special = await FindAsync(round, code);
        if (special.IsRefused(out refusal))
            return refusal;
        var award = (special.Answer.Proposed ?? special.Answer.Standing)!;
        var version = await EligibleAsync(round, award.Unit, caller);
        if (version.IsRefused(out refusal))
            return refusal;
        if (await eyes.RefuseAsync(round, caller, special.Answer.Proposer) is { } dependent)
            return dependent;
        var approved = await engine.SendAsync(AwardGrain.Ref(round), new ApproveSpecialAward(award, clock.GetUtcNow(), caller.Actor));
        return approved.IsRefused(out refusal) ? refusal : Find(approved.Answer, code);
    }

    /// <summary>Lets the round name its awards. They stand, so a round that is busy names them with the next act.</summary>
    private ValueTask<Outcome<RoundView>> NameAsync(string round) =>
        engine.SendAsync(RoundGrain.Ref(round), new NameRegister(RoundRegisters.Awards, clock.GetUtcNow()));

    /// <summary>One single prize. Refused with <see cref="RefusalCode.NoSuchAward"/>.</summary>
    public ValueTask<Outcome<SpecialAwardState>> FindAsync(string round, string code) => engine.SendAsync(AwardGrain.Ref(round), new ViewSpecialAward(code));

    /// <summary>The newest version, when the unit is eligible in it and the caller has no interest in the unit.</summary>
    private async ValueTask<Outcome<Scoring.RoundResult>> EligibleAsync(string round, string unit, StaffAccount caller)
    {
        var work = await UnitWork.FindAsync(engine, round, unit, WorkWindow.Awards, Act);
        if (work.IsRefused(out var refusal))
            return refusal;
        if (await interests.RefuseAsync(caller.Actor, round, unit) is { } conflict)
            return conflict;
        var result = await engine.SendAsync(RoundGrain.Ref(round), new ViewResult(null));
        if (result.IsRefused(out refusal))
            return refusal;
        return result.Answer.Classes.SelectMany(ranked => ranked.Units).First(figures => figures.Unit == unit).Eligible
            ? result
            : new Refusal(RefusalCode.BadSelection, $"Unit '{unit}' is not eligible in version {result.Answer.Version} of the result.", ("unit", unit));
    }

    private static SpecialAwardState Find(AwardView view, string code) => view.Special.First(special => special.Code == code);

    private static Refusal Refuse(IReadOnlyList<BorderTie> ties) => new(
        RefusalCode.TieAtBorder,
        $"{string.Join("; ", ties.Select(tie => $"{tie.Units.Count} units share a rank{(tie.Class is { } unitClass ? $" in class {unitClass}" : "")}, and tier {tie.Tier} has {tie.Places} places for them"))}. "
        + "Decide which of them take the places: decisions names exactly as many units of the tie as there are places.",
        ("units", ties.SelectMany(tie => tie.Units).ToArray()), ("ties", JsonSerializer.SerializeToElement(ties, ApiJson.Options)));

    private static Refusal Refuse(IReadOnlyList<TieDecision> unused) => new(
        RefusalCode.BadSelection, $"Nothing is to be decided for {string.Join(", ", unused.Select(decision => $"'{decision.Unit}' in {decision.Tier}"))}: the rank alone decides.",
        ("units", unused.Select(decision => decision.Unit).ToArray()));
}
