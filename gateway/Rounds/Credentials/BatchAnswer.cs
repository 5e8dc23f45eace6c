namespace Evaluation.Gateway.Rounds.Credentials;

/// <summary>
/// Sends the credentials of a batch. The batch is settled after the last of them and before the end of the response. If the response breaks
/// off or the batch cannot be settled, the connection is aborted, so that no recipient takes a part for the whole, and the batch is voided.
/// </summary>
internal abstract partial class BatchAnswer(CredentialUseCases credentials, UnsentBatch batch) : IResult
{
    /// <summary>A busy journal answers again after seconds, or the batch is left to an administrator.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    protected UnsentBatch Batch { get; } = batch;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var late = new CancellationTokenSource(Limits.CredentialCallMax, services.GetRequiredService<TimeProvider>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, httpContext.RequestAborted);
        var log = services.GetRequiredService<ILogger<BatchAnswer>>();
        var isSettled = false;
        try
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            await SendAsync(httpContext, stop.Token);
            await httpContext.Response.BodyWriter.FlushAsync(stop.Token);
            stop.Token.ThrowIfCancellationRequested();
            isSettled = await IsSettledAsync(log);
        }
        finally
        {
            if (!isSettled)
            {
                // First: voiding may take long or fail.
                httpContext.Abort();
                await BreakOffAsync(log, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            }
        }
    }

    /// <summary>Writes all credentials to the response.</summary>
    private protected abstract Task SendAsync(HttpContext context, CancellationToken cancel);

    private async Task<bool> IsSettledAsync(ILogger log)
    {
        var settled = await credentials.SettleAsync(Batch);
        if (settled.IsRefused(out var refusal))
            LogUnsettled(log, Batch.Round, Batch.Id, refusal.Detail);
        return refusal is null;
    }

    /// <summary>
    /// Voids the batch, and again after each pause while the round is busy: a batch that is not void keeps its places on the roll.
    /// </summary>
    private async Task BreakOffAsync(ILogger log, CancellationToken stopping)
    {
        try
        {
            var voided = await credentials.BreakOffAsync(Batch);
            foreach (var pause in Pauses)
            {
                if (voided.Refusal?.Code != RefusalCode.Busy)
                    break;
                await Task.Delay(pause, stopping);
                voided = await credentials.BreakOffAsync(Batch);
            }
            if (voided.IsRefused(out var refusal))
                LogNotVoid(log, null, Batch.Round, Batch.Id, refusal.Detail);
        }
        catch (Exception failure)
        {
            LogNotVoid(log, failure, Batch.Round, Batch.Id, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Batch {Batch} of round {Round} was sent and could not be settled, so its answer was broken off: {Reason}")]
    private static partial void LogUnsettled(ILogger log, string round, string batch, string reason);

    [LoggerMessage(LogLevel.Warning, "Batch {Batch} of round {Round} was broken off and could not be voided; an administrator can void it: {Reason}")]
    private static partial void LogNotVoid(ILogger log, Exception? failure, string round, string batch, string reason);
}
