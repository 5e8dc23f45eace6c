using System.Net;

namespace Evaluation.Tests.Http.Voting;

/// <summary>A body that is sent in pieces, chunked if it has no length.</summary>
internal sealed class PiecewiseContent(byte[] body, int piece, bool tellsLength) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var part in body.Chunk(piece))
        {
            await stream.WriteAsync(part);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return tellsLength;
    }
}
