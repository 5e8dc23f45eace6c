using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Objections;

/// <summary>
/// Lists, files, assigns and answers objections to a published result. Every answer is a <see cref="Ticket"/> with the fields that the
/// caller may see.
/// </summary>
public sealed class ObjectionUseCases(IEngine engine, RoundChanges changes, RoundClerk clerk, AnswerClerk answers, RoundViews views, Interests interests, FourEyes eyes, TimeProvider clock)
{
    /// <summary>The roles that assign and answer objections, and that file them on somebody's behalf.</summary>
    public static readonly Role[] Officials = [Role.Reviewer, Role.Administrator];

    /// <summary>The roles that see every field of an objection, also before the result is published.</summary>
    public static readonly Role[] Readers = [.. Officials, Role.Auditor];

    /// <summary>
    /// The round's objections in the order of filing. Refused with <see cref="RefusalCode.NotPublished"/> before publication, unless the
    /// caller has one of the roles <see cref="Readers"/>.
    /// </summary>
    /// <param name="caller">Null for a caller who has not signed in.</param>
    public async ValueTask<Outcome<Ticket[]>> ListAsync(string round, StaffAccount? caller)
    {
        var view = await ReadableRoundAsync(round, caller);
        if (view.IsRefused(out var refusal))
            return refusal;
        var list = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjections());
        return list.IsRefused(out refusal) ? refusal : list.Answer.Objections.Select(objection => Show(objection, view.Answer, caller)).ToArray();
    }

    /// <summary>One objection. Refused as <see cref="ListAsync"/> is, and with <see cref="RefusalCode.NoSuchObjection"/>.</summary>
    public async ValueTask<Outcome<Ticket>> ReadAsync(string round, string id, StaffAccount? caller)
    {
        var view = await ReadableRoundAsync(round, caller);
        if (view.IsRefused(out var refusal))
            return refusal;
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        return found.IsRefused(out refusal) ? refusal : Show(found.Answer, view.Answer, caller);
    }

    /// <summary>
    /// Files an objection. The same objection sent again is the same ticket. Refused with <see cref="RefusalCode.UnitNotYours"/> when a
    /// unit's account files for another unit or on somebody's behalf, and with <see cref="RefusalCode.BadRequest"/> when an official names
    /// nobody.
    /// </summary>
    public async ValueTask<Outcome<Ticket>> FileAsync(string round, NewObjection objection, StaffAccount caller, CreationKey? key = null)
    {
        if (RefuseToFile(round, objection, caller) is { } refusal)
            return refusal;
        var (unit, about, text, version, onBehalfOf) = objection;
        return await ChangeAsync(round, new FileObjection(unit, about, text, version, onBehalfOf, clock.GetUtcNow(), caller.Name, caller.NamedPerson, key), caller);
    }

    /// <summary>
    /// Assigns an objection. Refused with <see cref="RefusalCode.NotAReviewer"/> when the account is not a reviewer of the round, and with
    /// <see cref="RefusalCode.ConflictOfInterest"/> when it has an interest in the unit.
    /// </summary>
    /// <param name="to">The name of the reviewer's account.</param>
    /// <param name="basedOn">
    /// The numbers of assignments that may be replaced, 0 for none. Refused with <see cref="RefusalCode.Stale"/> when there is another
    /// number. Null for any.
    /// </param>
    public async ValueTask<Outcome<Ticket>> AssignAsync(string round, string id, string to, long[]? basedOn, StaffAccount caller)
    {
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out var refusal))
            return refusal;
        if (staff.Answer.Accounts.GetValueOrDefault(to) is not { } reviewer || !Access.Has(reviewer, round, Role.Reviewer))
            return new Refusal(RefusalCode.NotAReviewer, $"There is no account '{to}' with the role reviewer for this round.", ("to", to));
        if (await RefuseInterestAsync(round, id, reviewer.Actor) is { } interested)
            return interested;
        return await ChangeAsync(round, new AssignObjection(id, to, clock.GetUtcNow(), caller.Name, basedOn), caller);
    }

    /// <summary>Checks an answer as <see cref="ProposeAsync"/> does, and proposes nothing.</summary>
    public async ValueTask<Outcome<Objection>> CheckAsync(string round, string id, Resolution resolution, StaffAccount caller) =>
        await RefuseInterestAsync(round, id, caller.Actor) is { } interested
            ? interested
            : await answers.CheckAsync(round, new ViewAnswerCheck(id, resolution.Decision, resolution.Corrections, caller.Name), clock.GetUtcNow());

    /// <summary>
    /// Proposes an answer. It replaces a proposal that has not been approved. Refused with
    /// <see cref="RefusalCode.ConflictOfInterest"/> when the caller has an interest in the unit.
    /// </summary>
    /// <param name="basedOn">
    /// The numbers of proposals that may be replaced, 0 for none. Refused with <see cref="RefusalCode.Stale"/> when there is another
    /// number. Null for any.
    /// </param>
    public async ValueTask<Outcome<Ticket>> ProposeAsync(string round, string id, Resolution resolution, long[]? basedOn, StaffAccount caller)
    {
        if (await RefuseInterestAsync(round, id, caller.Actor) is { } interested)
            return interested;
        var (decision, answer, corrections, _) = resolution;
        var proposed = await changes.ApplyAsync(
            round, answers.ProposeAsync(round, new ProposeAnswer(id, decision, answer, corrections, clock.GetUtcNow(), caller.Name, basedOn, Person: caller.NamedPerson)));
        return await ShowAsync(round, proposed, caller);
    }

    /// <summary>
    /// Approves the proposed answer, by a second person. Returns when the next version of the result is computed, if the objection is
    /// upheld. Refused with <see cref="RefusalCode.ConflictOfInterest"/> when the caller has an interest in the unit, or the proposer has
    /// one by now.
    /// </summary>
    /// <param name="proposal">The number of the proposal that the caller has read; null for the current one.</param>
    public async ValueTask<Outcome<Ticket>> ApproveAsync(string round, string id, int? proposal, StaffAccount caller)
    {
        if (await RefuseInterestAsync(round, id, caller.Actor, andProposer: true) is { } interested)
            return interested;
        if (await RefuseDependentAsync(round, id, caller) is { } dependent)
            return dependent;
        var answered = await changes.ApplyAsync(round, clerk.ApproveAsync(round, id, proposal, caller.Name, caller.NamedPerson));
        return await ShowAsync(round, answered, caller);
    }

    /// <summary>The refusal of an act on an objection about a unit in which the person has an interest; null if there is none.</summary>
    private async ValueTask<Refusal?> RefuseInterestAsync(string round, string id, Actor actor, bool andProposer = false)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        if (found.IsRefused(out var refusal))
            return refusal;
        return await interests.RefuseAsync(actor, round, found.Answer.Unit) is { } interested ? interested
            : andProposer && found.Answer.Proposal is { } proposal ? await interests.RefuseAsync(proposal.Proposer, round, found.Answer.Unit)
            : null;
    }

    /// <summary>The refusal of an approval by an account that the proposer or the filer has made; null if there is none.</summary>
    private async ValueTask<Refusal?> RefuseDependentAsync(string round, string id, StaffAccount caller)
    {
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        return found.IsRefused(out var refusal) ? refusal : await eyes.RefuseAsync(round, caller, found.Answer.Proposal?.Proposer, found.Answer.Filer);
    }

    private async ValueTask<Outcome<Ticket>> ChangeAsync(string round, IRequest<Round, Objection> command, StaffAccount caller) =>
        await ShowAsync(round, await changes.SendAsync(round, command), caller);

    private async ValueTask<Outcome<Ticket>> ShowAsync(string round, Outcome<Objection> outcome, StaffAccount caller)
    {
        if (outcome.IsRefused(out var refusal))
            return refusal;
        var view = await views.GetAsync(round);
        return view.IsRefused(out refusal) ? refusal : Show(outcome.Answer, view.Answer, caller);
    }

    private async ValueTask<Outcome<RoundView>> ReadableRoundAsync(string round, StaffAccount? caller)
    {
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (!view.IsRefused(out _) && !Insiders.Includes(view.Answer, caller))
            return caller is null ? Access.SignInRequired : new Refusal(RefusalCode.NotAllowed, "This round is internal.", ("round", round));
        if (view.IsRefused(out _) || LifeCycle.IsPublic(view.Answer.State) || Access.Has(caller, round, Readers))
            return view;
        return new Refusal(
            RefusalCode.NotPublished, "There are no objections before a result is published.", ("state", view.Answer.State.ToString().ToLowerInvariant()));
    }

    private static Refusal? RefuseToFile(string round, NewObjection objection, StaffAccount caller)
    {
        if (objection.OnBehalfOf is null && Access.IsUnit(caller, round, objection.Unit))
            return null;
        if (!Access.Has(caller, round, Officials))
            return new(RefusalCode.UnitNotYours, $"'{caller.Name}' files for its own unit only, and on behalf of nobody.", ("unit", objection.Unit));
        Fault[] faults = [new("/onBehalfOf", "is missing: name the person for whom the objection is filed")];
        return objection.OnBehalfOf is null ? new(RefusalCode.BadRequest, JsonBody.Describe(faults), ("faults", faults)) : null;
    }

    private static Ticket Show(Objection objection, RoundView round, StaffAccount? caller)
    {
        var reader = Access.Has(caller, round.Id, Readers) ? TicketReader.Staff
            : objection.OnBehalfOf is null && Access.IsUnit(caller, round.Id, objection.Unit) ? TicketReader.Objector
            : TicketReader.Anybody;
        return Ticket.Of(objection, reader, round.TimeZone);
    }
}
