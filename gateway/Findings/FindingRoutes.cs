using System.Text.Json;
using Evaluation.Findings;
using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Lists;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Kernel.Reading;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Findings;

/// <summary>
/// Findings and rectification notices: opened and verified by inspectors, answered by the unit, closed by reviewers. Staff read all; a
/// unit reads its own; nobody else reads any.
/// </summary>
internal static class FindingRoutes
{
    public static void MapFindings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/rounds/{round}/findings", ListAsync).RequireRole([Role.Unit, .. Access.Readers]).WithTags("Findings")
            .WithSummary("The round's findings with counts, in the order of opening; state is open, replied, verified or closed, overdue is true or false; the account of units gets theirs")
            .Pages().Refuses(NoSuchRound, NoSuchUnit, UnitNotYours);
        var findings = api.MapGroup("/rounds/{round}/units/{unit}/findings").WithTags("Findings").Refuses(NoSuchRound, NoSuchUnit);
        findings.MapPost("", OpenAsync).RequireRole(Role.Inspector).WithSummary("Enter a finding; with notice, the round's next rectification notice is given")
            .Reads<NewFinding>().CreatesOnce().Refuses(WrongState, ConflictOfInterest, TooManyEntries);
        findings.MapGet("", ListOfUnitAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("A unit's findings with counts").Pages().Refuses(UnitNotYours);
        var finding = findings.MapGroup("/{id}").Refuses(NoSuchFinding);
        finding.MapGet("", ReadAsync).RequireRole([Role.Unit, .. Access.Readers]).WithSummary("A finding with its history").Refuses(UnitNotYours);
        finding.MapPost("/reply", ReplyAsync).RequireRole(Role.Unit).WithSummary("Reply to a finding of the own unit")
            .Reads<NewReply>().Refuses(RefusalCode.BadRequest, UnitNotYours, WrongState, TooManyEntries);
        finding.MapPost("/verification", VerifyAsync).RequireRole(Role.Inspector).WithSummary("Verify a finding that was replied to; a failed verification opens it again with a new date")
            .Reads<NewVerification>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest, TooManyEntries);
        finding.MapPost("/closing", CloseAsync).RequireRole(Role.Reviewer).WithSummary("Close a verified finding")
            .Reads<FindingClosing>().Refuses(RefusalCode.BadRequest, WrongState, ConflictOfInterest);
    }

    private static async Task<Results<Created<FindingView>, RefusalResult>> OpenAsync(string round, string unit, HttpContext context, FindingUseCases findings)
    {
        var read = await IdempotencyKey.ReadBodyAsync(context, NewFinding.Read);
        if (read.IsRefused(out var refusal))
            return refusal.ToResult();
        var (body, key) = read.Answer;
        var opened = await findings.OpenAsync(round, unit, body, key, context.CallerAccount);
        return opened.ToTypedResult(finding => TypedResults.Created($"/api/rounds/{round}/units/{unit}/findings/{finding.Id}", finding));
    }

    private static async Task<Results<Ok<FindingView>, RefusalResult>> ReadAsync(string round, string unit, string id, HttpContext context, FindingUseCases findings) =>
        (await findings.ReadAsync(round, unit, id, context.CallerAccount)).ToTypedResult(TypedResults.Ok);

    private static Task<Results<Ok<FindingView>, RefusalResult>> ReplyAsync(string round, string unit, string id, HttpContext context, FindingUseCases findings) =>
        StepAsync(context, NewReply.Read, reply => findings.ReplyAsync(round, unit, id, reply, null, context.CallerAccount));

    private static Task<Results<Ok<FindingView>, RefusalResult>> VerifyAsync(string round, string unit, string id, HttpContext context, FindingUseCases findings) =>
        StepAsync(context, NewVerification.Read, verification => findings.VerifyAsync(round, unit, id, verification, context.CallerAccount));

    private static Task<Results<Ok<FindingView>, RefusalResult>> CloseAsync(string round, string unit, string id, HttpContext context, FindingUseCases findings) =>
        StepAsync(context, FindingClosing.Read, closing => findings.CloseAsync(round, unit, id, closing.Note, context.CallerAccount));

    private static async Task<Results<Ok<FindingView>, RefusalResult>> StepAsync<TBody>(
        HttpContext context, Func<JsonElement, FaultList, TBody> read, Func<TBody, ValueTask<Outcome<FindingView>>> act)
        where TBody : class
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, read);
        return body.IsRefused(out var refusal) ? refusal.ToResult() : (await act(body.Answer)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Ok<FindingList>, RefusalResult>> ListAsync(
        string round, string? unit, string? state, string? overdue, string? since, HttpContext context, FindingUseCases findings) =>
        (await ReadListAsync(round, string.IsNullOrEmpty(unit) ? null : unit, state, overdue, since, context, findings)).ToTypedResult(TypedResults.Ok);

    private static async Task<Results<Ok<FindingList>, RefusalResult>> ListOfUnitAsync(
        string round, string unit, string? state, string? overdue, string? since, HttpContext context, FindingUseCases findings) =>
        (await ReadListAsync(round, unit, state, overdue, since, context, findings)).ToTypedResult(TypedResults.Ok);

    private static async ValueTask<Outcome<FindingList>> ReadListAsync(
        string round, string? unit, string? state, string? overdue, string? since, HttpContext context, FindingUseCases findings)
    {
        var (filter, late) = (ListFilter<FindingState>.Read(context.Request, state, since), FlagQuery.Read("overdue", overdue));
        return filter.IsRefused(out var refusal) || late.IsRefused(out refusal)
            ? refusal
            : await findings.ListAsync(round, unit, filter.Answer, late.Answer, context.CallerAccount);
    }
}
