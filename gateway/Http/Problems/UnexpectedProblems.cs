using Evaluation.Documents;
using Evaluation.Evidence;
using Evaluation.Journal;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>What no route answers for: an exception, a path or method that is not there, a body that the server cut off.</summary>
internal static partial class UnexpectedProblems
{
    public static void UseUnexpectedProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = OnException, SuppressDiagnosticsCallback = IsExpected });
        app.UseStatusCodePages(OnStatus);
    }

    /// <summary>A short-circuited route, whose exceptions become problem details without another task around its own.</summary>
    public static Func<HttpContext, Task> Guarded(Func<HttpContext, Task> route) => context =>
    {
        try
        {
            return route(context);
        }
        catch (Exception failure)
        {
            return AnswerAsync(context, failure);
        }
    };

    /// <summary>Does for a short-circuited route what the exception handler does for the others. Nobody is answered who has gone.</summary>
    public static Task AnswerAsync(HttpContext context, Exception failure)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || failure is OperationCanceledException)
            return Task.CompletedTask;
        if (IsGone(context, failure))
            return Leave(context);
        if (failure is not (BadHttpRequestException or IOException))
            LogUnexpected(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnexpectedProblems)), failure);
        return RefusalOf(failure).ToResult().ExecuteAsync(context);
    }

    private static Task OnException(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return IsGone(context, failure) ? Leave(context) : Answer(context, RefusalOf(failure));
    }

    private static bool IsExpected(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is BadHttpRequestException or JournalUnavailableException || IsGone(context.HttpContext, context.Exception);

    /// <summary>Whether the caller went away in the middle: nobody waits for an answer, and it is no fault of the system.</summary>
    private static bool IsGone(HttpContext context, Exception? failure) =>
        failure is ConnectionResetException || IsCutShort(context, failure) || (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    /// <summary>Whether the body ended before the length that was announced: of what the server says of bodies of known length, nothing else is a bad request.</summary>
    private static bool IsCutShort(HttpContext context, Exception? failure) =>
        failure is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } && context.Request.ContentLength > 0;

    /// <summary>Ends the connection; otherwise the server would try to read the rest of the body, and complain that it cannot.</summary>
    private static Task Leave(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Refusal RefusalOf(Exception? failure) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Bodies.JsonBody.TooLarge,
        BadHttpRequestException bad => new Refusal(RefusalCode.BadRequest, bad.Message),
        JournalUnavailableException { StorageFull: true } or EvidenceUnavailableException { StorageFull: true } or DocumentsUnavailableException { StorageFull: true } => Refusal.StorageFull,
        JournalUnavailableException or EvidenceUnavailableException or DocumentsUnavailableException => Refusal.Busy,
        _ => new Refusal(RefusalCode.Fault, "Something went wrong that should not. The operator's log says more."),
    };

    private static Task OnStatus(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new Refusal(RefusalCode.NotFound, "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => new Refusal(RefusalCode.MethodNotAllowed, $"{http.Request.Method} is not possible at this address.", ("allow", http.Response.Headers.Allow.ToString())),
            _ => null,
        };
        return refusal is null ? Task.CompletedTask : Answer(http, refusal);
    }

    /// <summary>Answers browsers with a page, where pages are registered, and other callers with problem details.</summary>
    private static Task Answer(HttpContext context, Refusal refusal)
    {
        var pages = context.Request.TakesPages && !context.Request.Path.StartsWithSegments("/api") ? context.RequestServices.GetService<RefusalPages>() : null;
        return (pages?.Show(refusal) ?? refusal.ToResult()).ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "A ballot could not be answered")]
    private static partial void LogUnexpected(ILogger log, Exception failure);
}
