using System.Net;

namespace Evaluation.Tests.Http;

/// <summary>A body with a length that pauses in the middle until the test resumes it or breaks it off.</summary>
internal sealed class HeldContent : HttpContent
{
    private readonly HttpContent _whole;
    private readonly int _before;
    private readonly TaskCompletionSource _isHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="before">Bytes that are sent before the pause.</param>
    public HeldContent(HttpContent whole, int before)
    {
        (_whole, _before) = (whole, before);
        (Headers.ContentType, Headers.ContentLength) = (whole.Headers.ContentType, whole.Headers.ContentLength);
    }

    /// <summary>Completes when those bytes are sent. If they exceed the buffers, the server has read a part of them.</summary>
    public Task IsHeld => _isHeld.Task;

    public void GoOn() => _goesOn.TrySetResult();

    public void BreakOff() => _goesOn.TrySetException(new IOException("The line broke."));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var bytes = await _whole.ReadAsByteArrayAsync();
        await stream.WriteAsync(bytes.AsMemory(0, _before));
        await stream.FlushAsync();
        _isHeld.TrySetResult();
        await _goesOn.Task;
        await stream.WriteAsync(bytes.AsMemory(_before));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Headers.ContentLength ?? 0;
        return true;
    }
}
