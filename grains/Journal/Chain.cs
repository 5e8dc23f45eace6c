using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Journal;

/// <summary>
/// The hash chain of a stream: SHA-256 over the chain value of the previous entry and the payload of this entry. Any later change,
/// insertion or removal changes the chain value of every following entry.
/// </summary>
public static class Chain
{
    public const int Bytes = SHA256.HashSizeInBytes;

    // One per thread: creating an instance costs as much as hashing a small entry.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    /// <summary>The chain value before the first entry: SHA-256 of the stream's name, so that two streams cannot be swapped.</summary>
    public static byte[] Genesis(string stream) => SHA256.HashData(Encoding.UTF8.GetBytes(stream));

    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        var hash = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
