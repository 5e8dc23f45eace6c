using Evaluation.Evidence;

namespace Evaluation.Cluster.Evidence;

/// <summary>A stream that loads a file in chunks while it is read. It holds no connection between two chunks.</summary>
/// <param name="fetch">Loads the chunk with this number, starting at 0; returns null after the last one.</param>
internal sealed class ChunkStream(Func<int, CancellationToken, ValueTask<byte[]?>> fetch) : ForwardStream
{
    private byte[] _chunk = [];
    private int _position;
    private int _number;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _chunk.Length)
        {
            if (await fetch(_number, cancellationToken) is not { } next)
                return 0;
            (_chunk, _position, _number) = (next, 0, _number + 1);
        }
        var count = Math.Min(buffer.Length, _chunk.Length - _position);
        _chunk.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
