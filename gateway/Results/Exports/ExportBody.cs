using System.IO.Pipelines;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The response body of an export. Bytes are buffered and sent in parts; a slow client delays the writer.</summary>
internal sealed class ExportBody(PipeWriter body)
{
    private int _unsent;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
        _unsent += bytes.Length;
    }

    /// <summary>Sends the buffered bytes if there are enough of them.</summary>
    /// <exception cref="OperationCanceledException">The client disconnected.</exception>
    public ValueTask SendIfDueAsync(CancellationToken cancel) => _unsent < Limits.ExportFlushBytes ? ValueTask.CompletedTask : SendAsync(cancel);

    /// <summary>Sends the buffered bytes.</summary>
    /// <exception cref="OperationCanceledException">The client disconnected.</exception>
    public async ValueTask SendAsync(CancellationToken cancel)
    {
        _unsent = 0;
        var sent = await body.FlushAsync(cancel);
        if (sent.IsCompleted || sent.IsCanceled)
            throw new OperationCanceledException("The reader of an export has gone.", cancel);
    }
}
