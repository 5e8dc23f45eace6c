using Evaluation.Seam;
using Microsoft.AspNetCore.Diagnostics;

namespace Evaluation.Gateway.Problems;

/// <summary>What no route answers for: an exception, a path or method that is not there, a body that the server cut off.</summary>
internal static partial class UnexpectedProblems
{
    public static void UseUnexpectedProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = OnException, SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or JournalUnavailableException });
        app.UseStatusCodePages(OnStatus);
    }

    private static Task OnException(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var refusal = failure switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Bodies.JsonBody.TooLarge,
            BadHttpRequestException bad => new Refusal(RefusalCode.BadRequest, bad.Message),
            JournalUnavailableException { StorageFull: true } => Refusal.StorageFull,
            JournalUnavailableException => Refusal.Busy,
            _ => new Refusal(RefusalCode.Fault, "Something went wrong that should not. The operator's log says more."),
        };
        return refusal.ToResult().ExecuteAsync(context);
    }

    private static Task OnStatus(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Refusal(RefusalCode.NotFound, "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => new Refusal(RefusalCode.MethodNotAllowed, $"{http.Request.Method} is not possible at this address.", ("allow", http.Response.Headers.Allow.ToString())),
            _ => null,
        };
        return refusal is null ? Task.CompletedTask : refusal.ToResult().ExecuteAsync(http);
    }
}
