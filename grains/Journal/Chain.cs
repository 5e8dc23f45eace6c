using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Journal;

/// <summary>
/// The hash chain of a stream: SHA-256 over the previous entry's chain and this entry's payload, so that any later
/// change, insertion or removal shows in every entry behind it.
/// </summary>
public static class Chain
{
    public const int Bytes = SHA256.HashSizeInBytes;

    // One for each thread, as to make one costs as much as to hash a small entry.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    /// <summary>The chain before the first entry: SHA-256 of the stream's name, so that two streams cannot be exchanged.</summary>
    public static byte[] Genesis(string stream) => SHA256.HashData(Encoding.UTF8.GetBytes(stream));

    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> payload)
    {
        var hash = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
