using Evaluation.Evidence;

namespace Evaluation.Cluster.Evidence;

/// <summary>A content that is fetched piece by piece as it is read; between two pieces nothing is held.</summary>
/// <param name="fetch">The piece with this number, from 0; null behind the last one.</param>
internal sealed class PieceStream(Func<int, CancellationToken, ValueTask<byte[]?>> fetch) : ForwardStream
{
    private byte[] _piece = [];
    private int _given;
    private int _number;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _piece.Length)
        {
            if (await fetch(_number, cancellationToken) is not { } next)
                return 0;
            (_piece, _given, _number) = (next, 0, _number + 1);
        }
        var count = Math.Min(buffer.Length, _piece.Length - _given);
        _piece.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
