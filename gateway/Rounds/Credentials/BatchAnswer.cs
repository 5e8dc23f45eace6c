using Evaluation.Journal;

namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>
/// Sends the credentials of a batch. The batch is settled after the last of them and before the end of the response. If the response breaks
/// off, the batch is void and the connection is aborted, so that no recipient takes a part for the whole.
/// </summary>
internal abstract class BatchAnswer(CredentialUseCases credentials, UnsentBatch batch) : IResult
{
    protected UnsentBatch Batch { get; } = batch;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var late = new CancellationTokenSource(Limits.CredentialCallMax, httpContext.RequestServices.GetRequiredService<TimeProvider>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, httpContext.RequestAborted);
        try
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            await SendAsync(httpContext, stop.Token);
            await httpContext.Response.BodyWriter.FlushAsync(stop.Token);
            stop.Token.ThrowIfCancellationRequested();
            var settled = await credentials.SettleAsync(Batch);
            if (settled.IsRefused(out var refusal))
                throw new JournalUnavailableException($"The batch could not be settled: {refusal.Detail}");
        }
        catch (Exception)
        {
            await credentials.BreakOffAsync(Batch);
            httpContext.Abort();
            throw;
        }
    }

    /// <summary>Writes all credentials to the response.</summary>
    private protected abstract Task SendAsync(HttpContext context, CancellationToken cancel);
}
