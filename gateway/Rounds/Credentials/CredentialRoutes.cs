using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Evaluation.Kernel.RefusalCode;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>Issues credentials as CSV.</summary>
internal static class CredentialRoutes
{
    public static void MapCredentials(this IEndpointRouteBuilder api) =>
        api.MapPost("/rounds/{round}/credentials", IssueAsync).WithTags("Rounds").RequireRole(Role.Administrator)
            .WithSummary("Issue credentials as CSV: credential,group,units,link. All or none: an answer that breaks off issued nothing")
            .Reads<CredentialOrder>().Refuses(RefusalCode.BadRequest, NoSuchRound, NoSuchGroup, NoSuchUnit, WrongState, RollExceeded);

    private static async Task<Results<CredentialCsv, RefusalResult>> IssueAsync(string round, HttpContext context, CredentialUseCases credentials)
    {
        var body = await JsonBody.ReadAsync(context.Request, JsonBody.SmallBytes, RefusalCode.BadRequest, CredentialOrder.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        var reserved = await credentials.ReserveAsync(round, body.Answer, context.CallerAccount);
        return reserved.ToTypedResult(batch => new CredentialCsv(credentials, batch));
    }
}
