using System.Buffers;
using System.Security.Cryptography;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Keys;

/// <summary>What a sealed text is. Texts of different purposes never share a nonce.</summary>
public enum SealedText : byte
{
    Event = 1,
    Snapshot = 2,
}

/// <summary>
/// Encrypts the ballots of one box: AES-256-GCM under keys of its own. The nonce is the HMAC of the text under a second key, so the same
/// text gives the same bytes, and two texts never share a nonce, whatever failed or was done twice.
/// </summary>
/// <remarks>
/// A sealed text is the nonce, the length of the rest, the encrypted text, and the tag. The text is filled up with zeros to a
/// <see cref="PaddedLength"/>, because its exact length would tell how long a comment is. One thread at a time.
/// </remarks>
public sealed class BoxCipher
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>The shortest encrypted text: a ballot with few slips and no comment.</summary>
    private const int ShortestBytes = 64;

    private readonly AesGcm _aes;
    private readonly IncrementalHash _nonces;
    private byte[] _text = new byte[ShortestBytes];

    internal BoxCipher(byte[] textKey, byte[] nonceKey)
    {
        _aes = new(textKey, TagBytes);
        _nonces = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonceKey);
    }

    /// <summary>The power of two that a text of this length is filled up to.</summary>
    public static int PaddedLength(int length) => Math.Max(ShortestBytes, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));

    /// <summary>Writes the sealed text.</summary>
    public void Seal(SealedText purpose, ReadOnlySpan<byte> text, IBufferWriter<byte> to)
    {
        Span<byte> nonce = stackalloc byte[SHA256.HashSizeInBytes];
        ReadOnlySpan<byte> label = [(byte)purpose];
        _nonces.AppendData(label);
        _nonces.AppendData(text);
        _nonces.GetHashAndReset(nonce);
        nonce = nonce[..NonceBytes];

        var length = PaddedLength(text.Length);
        if (_text.Length < length)
            _text = new byte[length];
        text.CopyTo(_text);
        _text.AsSpan(text.Length, length - text.Length).Clear();

        to.Write(nonce);
        to.WriteNumber((uint)(length + TagBytes));
        var room = to.GetSpan(length + TagBytes)[..(length + TagBytes)];
        _aes.Encrypt(nonce, _text.AsSpan(0, length), room[..length], room[length..], label);
        to.Advance(length + TagBytes);
    }

    /// <summary>Reads a text that <see cref="Seal"/> wrote, with the zeros that fill it up.</summary>
    /// <returns>Null when it was sealed with another key or for another purpose, or was changed.</returns>
    internal byte[]? Open(SealedText purpose, ref FieldReader from)
    {
        var nonce = from.Take(NonceBytes);
        var rest = from.Bytes();
        if (rest.Length < TagBytes)
            return null;
        var text = new byte[rest.Length - TagBytes];
        try
        {
            _aes.Decrypt(nonce, rest[..^TagBytes], rest[^TagBytes..], text, [(byte)purpose]);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
