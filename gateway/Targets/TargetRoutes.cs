using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Http.Versions;
using Evaluation.Gateway.Rounds;
using Evaluation.Runtime;
using Evaluation.Staff;
using Evaluation.Targets;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Targets;

/// <summary>
/// Targets: read by the unit and by staff, set by administrators, signed by both sides, reported by the unit, graded by reviewers. The
/// table of progress is public.
/// </summary>
internal static class TargetRoutes
{
    public static void MapTargets(this IEndpointRouteBuilder api)
    {
        var targets = api.MapGroup("/rounds/{round}/units/{unit}/targets").WithTags("Targets").Refuses(UnitNotYours, NoSuchRound, NoSuchUnit);
        targets.MapGet("", ReadAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("The targets of a unit with signatures, progress and grades").SendsVersion();
        targets.MapGet("/{target}", ReadOneAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("A target with its progress and grades").Refuses(NoSuchTarget);
        targets.MapPut("", SetAsync).RequireRole(Role.Administrator).WithSummary("Set or replace the targets of a unit, until both sides have signed")
            .WithDescription("The body is the list of targets, or {\"basedOn\":version,\"targets\":list}.")
            .Reads<Target[]>().OrReads<NewTargets>().Refuses(RefusalCode.BadRequest, WrongState, Signed).ReplacesVersion(andBody: true);
        targets.MapPost("/amendment", AmendAsync).RequireRole(Role.Administrator).WithSummary("Change signed targets, with a reason; both sides sign anew")
            .Reads<TargetAmendment>().Refuses(RefusalCode.BadRequest, WrongState).ReplacesVersion(andBody: true);
        targets.MapPost("/signature", SignAsync).RequireRole(Role.Unit, Role.Administrator)
            .WithSummary("Sign the targets: the unit's account for the unit, an administrator for the administration; the two sides are two people")
            .Reads<NewSignature>(required: false).Refuses(WrongState, NoSuchTarget, SamePerson, NotIndependent, NotConfirmed).ReplacesVersion(andBody: true);
        targets.MapPut("/{target}/progress", ReportAsync).RequireRole(Role.Unit).WithSummary("Report the progress of a target; earlier reports are kept")
            .Reads<NewProgress>().Refuses(RefusalCode.BadRequest, WrongState, NoSuchTarget, TooManyEntries);
        targets.MapPut("/{target}/grade", GradeAsync).RequireRole(Role.Reviewer).WithSummary("Grade a target; earlier grades are kept")
            .Reads<NewGrade>().Refuses(RefusalCode.BadRequest, WrongState, NoSuchTarget, ConflictOfInterest, TooManyEntries);
        api.MapGet("/rounds/{round}/progress", ListAsync).WithTags("Targets").WithSummary("The progress of all targets: unit, target, responsible person, last day, state, days overdue; of one unit, in one state (blank, planned, partly or done), overdue or not")
            .Refuses(SignInRequired, NotAllowed, NoSuchRound, NoSuchUnit).Pages();
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> ReadAsync(string round, string unit, HttpContext context, TargetUseCases targets) =>
        Show(await targets.ReadAsync(round, unit, context.CallerAccount), context);

    private static async Task<Results<Ok<TargetView>, RefusalResult>> ReadOneAsync(string round, string unit, string target, HttpContext context, TargetUseCases targets)
    {
        var read = await targets.ReadAsync(round, unit, context.CallerAccount);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        return read.Answer.Targets.FirstOrDefault(known => known.Id == target) is { } found
            ? TypedResults.Ok(found)
            : new Refusal(NoSuchTarget, $"The unit has no target '{target}'.", ("target", target)).ToResult();
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> SetAsync(string round, string unit, HttpContext context, TargetUseCases targets)
    {
        var body = await JsonBody.ReadAsync(context.Request, Limits.TargetsBytes, RefusalCode.BadRequest, NewTargets.Read);
        return body.IsRefused(out var refusal)
            ? refusal.ToResult()
            : await ReplaceAsync(round, unit, context, targets, body.Answer.BasedOn, versions => targets.SetAsync(round, unit, body.Answer.Targets, versions, context.CallerAccount));
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> AmendAsync(string round, string unit, HttpContext context, TargetUseCases targets)
    {
        var body = await JsonBody.ReadAsync(context.Request, Limits.TargetsBytes, RefusalCode.BadRequest, TargetAmendment.Read);
        return body.IsRefused(out var refusal)
            ? refusal.ToResult()
            : await ReplaceAsync(round, unit, context, targets, body.Answer.BasedOn, versions => targets.AmendAsync(round, unit, body.Answer, versions, context.CallerAccount));
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> SignAsync(string round, string unit, HttpContext context, TargetUseCases targets)
    {
        var body = await JsonBody.ReadOptionalAsync(context.Request, NewSignature.Read, new NewSignature());
        return body.IsRefused(out var refusal)
            ? refusal.ToResult()
            : await ReplaceAsync(round, unit, context, targets, body.Answer.BasedOn, versions => targets.SignAsync(round, unit, versions, context.CallerAccount));
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> ReplaceAsync(
        string round, string unit, HttpContext context, TargetUseCases targets, long? basedOn, Func<long[]?, ValueTask<Outcome<UnitTargetsView>>> act)
    {
        var matching = VersionTag.Targets.BasedOn(context.Request);
        if (matching.IsRefused(out var refusal))
            return refusal.ToResult();
        var versions = new ReadVersions(matching.Answer, basedOn);
        var done = await act(versions.Both);
        return done.IsRefused(out refusal)
            ? (await versions.RefuseAsync(refusal, () => targets.ReadAsync(round, unit, context.CallerAccount))).ToResult()
            : Show(done, context);
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> ReportAsync(string round, string unit, string target, HttpContext context, TargetUseCases targets)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewProgress.Read);
        return body.IsRefused(out var refusal) ? refusal.ToResult() : Show(await targets.ReportAsync(round, unit, target, body.Answer, basedOn: null, context.CallerAccount), context);
    }

    private static async Task<Results<Ok<UnitTargetsView>, RefusalResult>> GradeAsync(string round, string unit, string target, HttpContext context, TargetUseCases targets)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewGrade.Read);
        return body.IsRefused(out var refusal) ? refusal.ToResult() : Show(await targets.GradeAsync(round, unit, target, body.Answer, basedOn: null, context.CallerAccount), context);
    }

    private static async Task<Results<Ok<ListPage<ProgressRow>>, RefusalResult>> ListAsync(
        string round, string? unit, string? state, string? overdue, HttpContext context, IEngine engine, TargetUseCases targets)
    {
        var (page, filter) = (PageQuery.Read(context.Request), ProgressFilter.Read(unit, state, overdue));
        if (page.IsRefused(out var refusal) || filter.IsRefused(out refusal))
            return refusal.ToResult();
        var found = await NewestRounds.FindVisibleAsync(engine, round, context);
        if (found.IsRefused(out refusal))
            return refusal.ToResult();
        if (filter.Answer.RefuseUnit(found.Answer.Rules) is { } unknown)
            return unknown.ToResult();
        var caller = await Access.CallerAsync(context);
        if (caller.IsRefused(out refusal))
            return refusal.ToResult();
        var rows = await targets.ListProgressAsync(found.Answer.View, found.Answer.Rules, caller.Answer);
        if (rows.IsRefused(out refusal))
            return refusal.ToResult();
        return page.Answer.Of(rows.Answer, row => $"{row.Unit}.{row.Target}", filter.Answer.Asks).ToTypedResult(TypedResults.Ok);
    }

    private static Results<Ok<UnitTargetsView>, RefusalResult> Show(Outcome<UnitTargetsView> outcome, HttpContext context) => outcome.ToTypedResult(view =>
    {
        VersionTag.Targets.Send(context, view.Version);
        return TypedResults.Ok(view);
    });
}
