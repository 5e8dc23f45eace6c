using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Rounds;
using Evaluation.Kernel.Reading;
using Evaluation.Rounds;
using Evaluation.Rounds.Objections;
using Evaluation.Rules;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Workflows;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.Objections;

/// <summary>Objections to a published result: filed within the window, answered by two persons.</summary>
internal static class ObjectionRoutes
{
    private static readonly Role[] Officials = [Role.Reviewer, Role.Administrator];
    private static readonly Role[] Readers = [Role.Administrator, Role.Reviewer, Role.Auditor];

    public static void MapObjections(this IEndpointRouteBuilder api)
    {
        var objections = api.MapGroup("/rounds/{round}/objections").WithTags("Objections");
        objections.MapPost("", FileAsync).RequireRole(Role.Unit, Role.Reviewer, Role.Administrator)
            .WithSummary("Object to a unit's published result; the same sent again is the same objection")
            .Reads<NewObjection>().Produces<Ticket>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(409);
        objections.MapGet("", ListAsync).WithSummary("The round's objections, as far as the caller may see them").Produces<Ticket[]>().ProducesProblem(403).ProducesProblem(404);
        objections.MapGet("/{id}", ReadAsync).WithSummary("An objection, as far as the caller may see it").Produces<Ticket>().ProducesProblem(403).ProducesProblem(404);
        objections.MapPost("/{id}/assign", AssignAsync).RequireRole(Officials).WithSummary("Give an objection to a reviewer")
            .Reads<Assignment>().Produces<Ticket>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        objections.MapPost("/{id}/resolve", ResolveAsync).RequireRole(Officials)
            .WithSummary("Propose an answer, with corrections when the objection is upheld; replaces a proposal that is not approved")
            .Reads<Resolution>().Produces<Ticket>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        objections.MapPost("/{id}/approve", ApproveAsync).RequireRole(Officials)
            .WithSummary("Give the proposed answer, as a second person; when it is upheld, returns when the next version of the result is there")
            .Reads<Approval>(required: false).Produces<Ticket>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> FileAsync(string round, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, NewObjection.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var objection = body.Answer;
        if (RefuseToFile(objection, round, context.CallerAccount) is { } notTheirs)
            return notTheirs.ToResult();
        var filed = await engine.SendAsync(RoundGrain.Ref(round), new FileObjection(
            objection.Unit, objection.About, objection.Text, objection.Version, objection.OnBehalfOf, clock.GetUtcNow(), context.CallerName));
        return await ShowAsync(filed, round, context.CallerAccount, views, ticket => TypedResults.Created($"/api/rounds/{round}/objections/{ticket.Id}", ticket));
    }

    private static async Task<IResult> ListAsync(string round, HttpContext context, IEngine engine, Access access)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (RefuseToShow(view.Answer, caller.Answer) is { } closed)
            return closed.ToResult();
        var list = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjections());
        return list.ToResult(all => TypedResults.Ok(
            all.Objections.Select(objection => Ticket.Of(objection, ReaderOf(objection, round, caller.Answer), view.Answer.TimeZone)).ToArray()));
    }

    private static async Task<IResult> ReadAsync(string round, string id, HttpContext context, IEngine engine, Access access)
    {
        var caller = await access.CallerAsync(context);
        if (caller.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await engine.SendAsync(RoundGrain.Ref(round), new ViewRound());
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        if (RefuseToShow(view.Answer, caller.Answer) is { } closed)
            return closed.ToResult();
        var found = await engine.SendAsync(RoundGrain.Ref(round), new ViewObjection(id));
        return found.ToResult(objection => TypedResults.Ok(Ticket.Of(objection, ReaderOf(objection, round, caller.Answer), view.Answer.TimeZone)));
    }

    private static async Task<IResult> AssignAsync(string round, string id, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, Assignment.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var assigned = await AssignToAsync(round, id, body.Answer.To, context.CallerName, engine, clock);
        return await ShowAsync(assigned, round, context.CallerAccount, views, TypedResults.Ok);
    }

    /// <summary>Gives an objection to somebody who is a reviewer of the round, and refuses with <see cref="RefusalCode.NotAReviewer"/> anybody else.</summary>
    internal static async ValueTask<Outcome<Objection>> AssignToAsync(string round, string id, string to, string by, IEngine engine, TimeProvider clock)
    {
        var staff = await engine.SendAsync(StaffGrain.Ref, new ViewStaff());
        if (staff.IsRefused(out var refusal))
            return refusal;
        return Access.Has(staff.Answer.Accounts.GetValueOrDefault(to), round, Role.Reviewer)
            ? await engine.SendAsync(RoundGrain.Ref(round), new AssignObjection(id, to, clock.GetUtcNow(), by))
            : new Refusal(RefusalCode.NotAReviewer, $"There is no account '{to}' with the role reviewer for this round.", ("to", to));
    }

    private static async Task<IResult> ResolveAsync(string round, string id, HttpContext context, IEngine engine, RoundViews views, TimeProvider clock)
    {
        var body = await JsonBody.ReadAsync(context.Request, Limits.AnswerBytes, RefusalCode.BadCorrection, Resolution.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var (decision, answer, corrections) = body.Answer;
        var proposed = await engine.SendAsync(RoundGrain.Ref(round), new ProposeAnswer(id, decision, answer, corrections, clock.GetUtcNow(), context.CallerName));
        return await ShowAsync(proposed, round, context.CallerAccount, views, TypedResults.Ok);
    }

    private static async Task<IResult> ApproveAsync(string round, string id, HttpContext context, RoundClerk clerk, RoundViews views, Timekeeper timekeeper)
    {
        Outcome<Approval> body = new Approval();
        if (context.Request.ContentLength != 0 && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, Approval.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var answered = await clerk.ApproveAsync(round, id, body.Answer.Proposal, context.CallerName);
        // Whatever became of it: the answer may stand and its version may be due.
        views.Forget(round);
        timekeeper.Watch(round);
        return await ShowAsync(answered, round, context.CallerAccount, views, TypedResults.Ok);
    }

    private static async ValueTask<IResult> ShowAsync(Outcome<Objection> outcome, string round, StaffAccount caller, RoundViews views, Func<Ticket, IResult> shape)
    {
        if (outcome.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await views.GetAsync(round);
        return view.ToResult(found => shape(Ticket.Of(outcome.Answer, ReaderOf(outcome.Answer, round, caller), found.TimeZone)));
    }

    /// <summary>A unit speaks for itself; whoever speaks for somebody is a reviewer or administrator.</summary>
    internal static Refusal? RefuseToFile(NewObjection objection, string round, StaffAccount caller)
    {
        if (objection.OnBehalfOf is null && Access.IsUnit(caller, round, objection.Unit))
            return null;
        if (!Access.Has(caller, round, Officials))
            return new(RefusalCode.UnitNotYours, $"'{caller.Name}' files for its own unit only, and on behalf of nobody.", ("unit", objection.Unit));
        Fault[] faults = [new("/onBehalfOf", "is missing: say for whom the objection is filed")];
        return objection.OnBehalfOf is null ? new(RefusalCode.BadRequest, JsonBody.Describe(faults), ("faults", faults)) : null;
    }

    /// <summary>The round's staff sees its objections at any time, everybody else from publication on.</summary>
    private static Refusal? RefuseToShow(RoundView round, StaffAccount? caller) =>
        LifeCycle.IsPublic(round.State) || Access.Has(caller, round.Id, Readers)
            ? null
            : new(RefusalCode.NotPublished, "There are no objections before a result is published.", ("state", round.State.ToString().ToLowerInvariant()));

    private static TicketReader ReaderOf(Objection objection, string round, StaffAccount? caller) =>
        Access.Has(caller, round, Readers) ? TicketReader.Staff
        : objection.OnBehalfOf is null && Access.IsUnit(caller, round, objection.Unit) ? TicketReader.Objector
        : TicketReader.Anybody;
}
