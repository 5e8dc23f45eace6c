using Evaluation.Documents;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Sites;
using Evaluation.Journal;
using Evaluation.Runtime;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>
/// Answers requests that no route answers: after an exception, for an unknown path or method, and for a body that the server has cut off.
/// </summary>
internal static partial class UnexpectedProblems
{
    public static void UseUnexpectedProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = OnException, SuppressDiagnosticsCallback = IsExpected });
        app.UseStatusCodePages(OnStatus);
    }

    /// <summary>
    /// Wraps a short-circuited route. Exceptions that it throws before its first await become problem details, without a second task for
    /// each request.
    /// </summary>
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

    /// <summary>
    /// Does for a short-circuited route what the exception handler does for other routes. A caller that has disconnected gets no answer.
    /// </summary>
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

    private static async Task OnException(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (IsGone(context, failure))
        {
            await Leave(context);
            return;
        }
        // The framework's handler has removed the headers of the answer that failed.
        context.RequestServices.GetRequiredService<SiteHeaders>().SetPage(context.Response);
        try
        {
            await Answer(context, RefusalOf(failure));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has disconnected while it was answered.
        }
    }

    private static bool IsExpected(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is BadHttpRequestException or JournalUnavailableException || IsBadChunkSize(context.Exception) || IsGone(context.HttpContext, context.Exception);

    /// <summary>
    /// Whether the caller has disconnected during the request. This is not a fault of the system, and nobody reads an answer.
    /// </summary>
    private static bool IsGone(HttpContext context, Exception? failure) =>
        failure is ConnectionResetException || IsCutShort(context, failure) || (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested);

    /// <summary>
    /// Whether the body ended before its announced length. For a body of known length, Kestrel throws status 400 in this case only.
    /// </summary>
    private static bool IsCutShort(HttpContext context, Exception? failure) =>
        failure is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } && context.Request.ContentLength > 0;

    /// <summary>
    /// Whether the sender announced a chunk of 2 GiB or more. Kestrel reports this one fault of framing with another exception.
    /// </summary>
    private static bool IsBadChunkSize(Exception failure) => failure is IOException { InnerException: OverflowException };

    /// <summary>Ends the connection. Otherwise Kestrel would try to read the rest of the body, and log an error.</summary>
    private static Task Leave(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Refusal RefusalOf(Exception? failure) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Bodies.JsonBody.TooLarge,
        { } badSize when IsBadChunkSize(badSize) => new Refusal(RefusalCode.BadRequest, "The size of a chunk is too large."),
        BadHttpRequestException bad => new Refusal(RefusalCode.BadRequest, bad.Message),
        JournalUnavailableException { StorageFull: true } or EvidenceUnavailableException { StorageFull: true } or DocumentsUnavailableException { StorageFull: true } => Refusal.StorageFull,
        JournalUnavailableException or EvidenceUnavailableException or DocumentsUnavailableException => Refusal.Busy,
        KeyUnavailableException unavailable => unavailable.Refusal,
        _ => new Refusal(RefusalCode.Fault, "The request failed because of an error in the program. The log of the server contains the details."),
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

    /// <summary>Lets the pages answer browsers, if pages are registered; other callers get problem details.</summary>
    private static Task Answer(HttpContext context, Refusal refusal)
    {
        var pages = context.Request.TakesPages && !context.Request.Path.StartsWithSegments("/api") ? context.RequestServices.GetService<RefusalPages>() : null;
        return (pages?.Show(context, refusal) ?? refusal.ToResult()).ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "A ballot could not be answered")]
    private static partial void LogUnexpected(ILogger log, Exception failure);
}
