using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Evaluation.Ballots.Keys;

namespace Evaluation.Ballots.LostSlips;

/// <summary>
/// The keys for the slip numbers of a round, derived from its key. One makes the tags that boxes store; the others encrypt a tag wherever
/// else it is stored, so that nothing outside the box tells which credential was revoked.
/// </summary>
/// <remarks>The same tag gives the same text, which therefore names the slip. One thread at a time.</remarks>
public sealed class SlipKey
{
    private readonly byte[] _numbers;
    private readonly BoxCipher _texts;

    internal SlipKey(RoundKey key) => (_numbers, _texts) = (key.Derive("slip", "numbers"), new(key.Derive("slip", "texts"), key.Derive("slip", "nonces")));

    /// <summary>What a box stores of a number.</summary>
    public SlipTag TagOf(SlipNumber number)
    {
        Span<byte> bytes = stackalloc byte[SlipNumber.Bytes];
        number.Write(bytes);
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_numbers, bytes, mac);
        return new(BinaryPrimitives.ReadUInt64BigEndian(mac));
    }

    /// <summary>The tag as it is stored outside the box of its credential.</summary>
    public string Seal(SlipTag tag)
    {
        Span<byte> bytes = stackalloc byte[SlipTag.Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, tag.Value);
        var text = new ArrayBufferWriter<byte>();
        _texts.Seal(SealedText.Slip, bytes, text);
        return Convert.ToBase64String(text.WrittenSpan);
    }

    /// <summary>The tag of a text; null when it was made with another key, or was changed.</summary>
    public SlipTag? Open(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && _texts.Open(SealedText.Slip, bytes.AsSpan(0, length)) is { Length: SlipTag.Bytes } tag
            ? new SlipTag(BinaryPrimitives.ReadUInt64BigEndian(tag))
            : null;
    }
}
