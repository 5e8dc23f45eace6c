using System.IO.Pipelines;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The body of an export on its way out: bytes are gathered and sent by parts; a reader who is slow holds up whoever writes.</summary>
internal sealed class ExportBody(PipeWriter body)
{
    private int _unsent;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
        _unsent += bytes.Length;
    }

    /// <summary>Sends what has been gathered when it is enough.</summary>
    /// <exception cref="OperationCanceledException">The reader has gone.</exception>
    public ValueTask SendIfDueAsync(CancellationToken cancel) => _unsent < Limits.ExportFlushBytes ? ValueTask.CompletedTask : SendAsync(cancel);

    /// <summary>Sends what has been gathered.</summary>
    /// <exception cref="OperationCanceledException">The reader has gone.</exception>
    public async ValueTask SendAsync(CancellationToken cancel)
    {
        _unsent = 0;
        var sent = await body.FlushAsync(cancel);
        if (sent.IsCompleted || sent.IsCanceled)
            throw new OperationCanceledException("The reader of an export has gone.", cancel);
    }
}
