using System.Security.Cryptography;

namespace Evaluation.Evidence;

/// <summary>
/// A stream that verifies the hash of a file while it is read once, forwards. The last block is returned only after the hash of the whole
/// file was verified, so a reader that reaches the end has an undamaged file.
/// </summary>
/// <remarks>The stream reads one block ahead. A reader that expects a certain length notices that a damaged file ends early.</remarks>
public sealed class CheckedStream : ForwardStream
{
    private const int PieceBytes = 64 << 10;

    private readonly Stream _content;
    private readonly string _sha256;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _piece = new byte[PieceBytes];
    private byte[] _ahead = new byte[PieceBytes];
    private int _given;
    private int _length;
    private int _lengthAhead;
    private bool _begun;

    /// <param name="content">At its first byte. Disposed of with this stream.</param>
    /// <param name="sha256">The expected hash.</param>
    public CheckedStream(Stream content, string sha256)
    {
        ContentHash.ThrowIfNone(sha256);
        (_content, _sha256) = (content, sha256);
    }

    /// <exception cref="InvalidDataException">The file is damaged: its hash differs from its name.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_begun)
        {
            _lengthAhead = await FillAheadAsync(cancellationToken);
            _begun = true;
        }
        if (_given == _length)
            await TurnAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _length - _given);
        _piece.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _hash.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Moves on to the block that was read ahead, after the next block was read or the hash of the whole was verified.</summary>
    private async ValueTask TurnAsync(CancellationToken cancel)
    {
        (_piece, _ahead) = (_ahead, _piece);
        var length = _lengthAhead;
        (_given, _length) = (0, 0);
        if (length == 0)
            return;
        _lengthAhead = await FillAheadAsync(cancel);
        _length = length;
    }

    private async ValueTask<int> FillAheadAsync(CancellationToken cancel)
    {
        var length = await _content.ReadAtLeastAsync(_ahead, PieceBytes, throwOnEndOfStream: false, cancel);
        _hash.AppendData(_ahead, 0, length);
        if (length == 0 && Convert.ToHexStringLower(_hash.GetCurrentHash()) != _sha256)
            throw new InvalidDataException($"The content {_sha256} is damaged: it has another hash.");
        return length;
    }
}
