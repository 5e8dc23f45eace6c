using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Issues credentials as CSV, lists the batches, voids and replaces them.</summary>
internal static class CredentialRoutes
{
    public static void MapCredentials(this IEndpointRouteBuilder api)
    {
        var credentials = api.MapGroup("/rounds/{round}/credentials").WithTags("Rounds").Refuses(NoSuchRound);
        credentials.MapPost("", IssueAsync).RequireRole(Role.Administrator)
            .WithSummary(
                "Issue a batch of credentials as CSV: credential,group,units,link,slip. They vote from the end of the answer on. The credentials of an answer "
                + "that broke off do not vote: void the batch and issue another. The last rows are the spares, whose slip numbers begin with S-; they vote only in "
                + "place of lost slips. Idempotency-Key is the batch's id; the same id never issues twice")
            .Reads<CredentialOrder>().Refuses(RefusalCode.BadRequest, NoSuchGroup, NoSuchUnit, WrongState, RollExceeded, BatchExists, TooManyBatches, KeyMissing, KeyDiffers, NoSuchKey);
        credentials.MapGet("/batches", ListAsync).RequireRole(Role.Administrator, Role.Auditor)
            .WithSummary("The batches of credentials, oldest first: issued, void, or unsettled while the answer is being sent or after it broke off");
        credentials.MapGet("/batches/{id}", FindAsync).RequireRole(Role.Administrator, Role.Auditor).WithSummary("A batch of credentials").Refuses(NoSuchBatch);
        credentials.MapDelete("/batches/{id}", VoidAsync).RequireRole(Role.Administrator)
            .WithSummary("Void a batch: its places return to the roll. Not after one of its credentials has voted. The same again changes nothing")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, NoSuchBatch, AlreadyCast, WrongState);
        credentials.MapPost("/batches/{id}/replacement", ReplaceAsync).RequireRole(Role.Administrator)
            .WithSummary(
                "Void a batch whose slips were lost and issue as many credentials and spares in its place, as CSV. Not after one of its credentials has voted. "
                + "Idempotency-Key is the id of the new batch")
            .Reads<GivenReason>().Refuses(RefusalCode.BadRequest, NoSuchBatch, AlreadyCast, WrongState, NoSuchGroup, NoSuchUnit, RollExceeded, BatchExists, TooManyBatches, KeyMissing, KeyDiffers, NoSuchKey);
        credentials.MapPost("/batches/{id}/second-parts", FetchSecondAsync).RequireRole(Role.Administrator)
            .WithSummary(
                "The second parts of the credentials of a batch as CSV: serial,part,group. For another person than the one who issued it. "
                + "The same person gets them again, nobody else does")
            .Refuses(NoSuchBatch, SamePerson, NotIndependent, NotConfirmed, RefusalCode.SecondPartsFetched, WrongState, NoSuchKey, KeyMissing, KeyDiffers);
    }

    private static async Task<Results<SecondPartCsv, RefusalResult>> FetchSecondAsync(string round, string id, HttpContext context, SecondPartUseCases parts) =>
        (await parts.FetchAsync(round, id, context.CallerAccount)).ToTypedResult(fetched => new SecondPartCsv(fetched));

    private static async Task<Results<CredentialCsv, RefusalResult>> IssueAsync(
        string round, [FromHeader(Name = BatchId.Header)] string? key, HttpContext context, CredentialUseCases credentials)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, CredentialOrder.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var id = BatchId.Read(key);
        if (id.IsRefused(out refusal))
            return refusal.ToResult();
        var made = await credentials.MakeAsync(round, id.Answer, body.Answer, context.CallerAccount);
        return made.ToTypedResult(batch => new CredentialCsv(credentials, batch));
    }

    private static async Task<Results<Ok<BatchLines>, RefusalResult>> ListAsync(string round, CredentialUseCases credentials, RoundViews views)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await credentials.ListAsync(round);
        return list.ToTypedResult(found => TypedResults.Ok(new BatchLines([.. found.Items.Select(batch => BatchLine.Of(batch, view.Answer.TimeZone, found.IsSmall(batch)))])));
    }

    private static async Task<Results<Ok<BatchLine>, RefusalResult>> FindAsync(string round, string id, CredentialUseCases credentials, RoundViews views)
    {
        var view = await views.GetAsync(round);
        if (view.IsRefused(out var refusal))
            return refusal.ToResult();
        var list = await credentials.ListAsync(round);
        if (list.IsRefused(out refusal))
            return refusal.ToResult();
        return (await credentials.FindAsync(round, id)).ToTypedResult(batch => TypedResults.Ok(BatchLine.Of(batch, view.Answer.TimeZone, list.Answer.IsSmall(batch))));
    }

    private static async Task<Results<CredentialCsv, RefusalResult>> ReplaceAsync(
        string round, string id, [FromHeader(Name = BatchId.Header)] string? key, HttpContext context, CredentialUseCases credentials)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var fresh = BatchId.Read(key);
        if (fresh.IsRefused(out refusal))
            return refusal.ToResult();
        var made = await credentials.ReplaceAsync(round, id, fresh.Answer, body.Answer.Reason, context.CallerAccount);
        return made.ToTypedResult(batch => new CredentialCsv(credentials, batch));
    }

    private static async Task<Results<Ok<BatchLine>, RefusalResult>> VoidAsync(
        string round, string id, HttpContext context, CredentialUseCases credentials, RoundViews views)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, GivenReason.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var view = await views.GetAsync(round);
        if (view.IsRefused(out refusal))
            return refusal.ToResult();
        var done = await credentials.VoidAsync(round, id, body.Answer.Reason, context.CallerAccount);
        return done.ToTypedResult(batch => TypedResults.Ok(BatchLine.Of(batch, view.Answer.TimeZone)));
    }
}
