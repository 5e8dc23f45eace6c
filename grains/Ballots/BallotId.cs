using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Ballots;

/// <summary>
/// The first 64 bits of the SHA-256 of the random value that a client sends with a ballot and repeats with each resend of it. The default
/// value means that the client sent none.
/// </summary>
/// <remarks>An id is compared with one other id only, that of the credential's latest ballot, so 64 bits cannot be guessed.</remarks>
public readonly record struct BallotId(ulong Value)
{
    public const int Bytes = sizeof(ulong);

    /// <summary>Characters of the longest value. A client needs 22 for 16 random bytes in base 64.</summary>
    public const int CharactersMax = 128;

    // One per thread: using it again costs less than a call without an instance.
    [ThreadStatic]
    private static IncrementalHash? _sha256;

    public bool IsNone => Value == 0;

    /// <summary>Reads a client's value: 1 to <see cref="CharactersMax"/> visible ASCII characters.</summary>
    public static bool TryHash(ReadOnlySpan<char> text, out BallotId id)
    {
        id = default;
        if (text.IsEmpty || text.Length > CharactersMax || text.ContainsAnyExceptInRange('!', '~'))
            return false;
        Span<byte> ascii = stackalloc byte[CharactersMax];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var sha256 = _sha256 ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(ascii[..Encoding.ASCII.GetBytes(text, ascii)]);
        sha256.GetHashAndReset(hash);
        id = Read(hash);
        return true;
    }

    public static BallotId Read(ReadOnlySpan<byte> from) => new(BinaryPrimitives.ReadUInt64BigEndian(from));

    public void Write(Span<byte> to) => BinaryPrimitives.WriteUInt64BigEndian(to, Value);
}
