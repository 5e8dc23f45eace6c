using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Evaluation.Ballots.Keys;

namespace Evaluation.Gateway.Verification.Boxes;

/// <summary>
/// Opens the tags of slips in the events of a box with independent code: base 64 of a nonce of 12 bytes, 8 encrypted bytes, a tag of 16;
/// AES-256-GCM with the byte 3 as associated data, under a key derived from the round's by HKDF with SHA-256.
/// </summary>
/// <param name="key">The key of the round; null for a box of the old form, which holds no slips.</param>
internal sealed class SlipRecount(RoundKey? key)
{
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Length = Nonce + sizeof(ulong) + Tag;

    /// <summary>The tag; null without a key.</summary>
    /// <exception cref="InvalidDataException">The text was changed.</exception>
    public ulong? Open(string text)
    {
        if (key is null)
            return null;
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length != Length)
            throw new InvalidDataException("A sealed slip has another length.");
        Span<byte> secret = stackalloc byte[RoundKey.Bytes];
        Span<byte> derived = stackalloc byte[RoundKey.Bytes];
        Span<byte> tag = stackalloc byte[sizeof(ulong)];
        key.CopyTo(secret);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, [], Encoding.UTF8.GetBytes("evaluation slip texts"));
        using var cipher = new AesGcm(derived, Tag);
        cipher.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce, sizeof(ulong)), bytes.AsSpan(Nonce + sizeof(ulong)), tag, [3]);
        return BinaryPrimitives.ReadUInt64BigEndian(tag);
    }
}
