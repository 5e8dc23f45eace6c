using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Keys;

namespace Evaluation.Gateway.Verification.Boxes;

/// <summary>
/// Opens the sealed events of a ballot box with independent code: a nonce of 12 bytes, the encrypted text, a tag of 16 bytes; AES-256-GCM
/// with the byte 1 as associated data, under a key derived from the round's by HKDF with SHA-256 and the name of the box's stream.
/// </summary>
internal static class SealedBytes
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static AesGcm CipherOf(RoundKey key, string stream)
    {
        Span<byte> bytes = stackalloc byte[32];
        Span<byte> derived = stackalloc byte[32];
        key.CopyTo(bytes);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, derived, [], Encoding.UTF8.GetBytes("evaluation box texts " + stream));
        return new(derived, Tag);
    }

    /// <exception cref="InvalidDataException">There is no key, or the bytes were changed.</exception>
    public static byte[] Open(AesGcm? cipher, byte[] bytes)
    {
        if (cipher is null || bytes.Length < Nonce + Tag)
            throw new InvalidDataException("A sealed event cannot be opened without the key of its round.");
        var text = new byte[bytes.Length - Nonce - Tag];
        cipher.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce, text.Length), bytes.AsSpan(Nonce + text.Length), text, [1]);
        return text;
    }
}
