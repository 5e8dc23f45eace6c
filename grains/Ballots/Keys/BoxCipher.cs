using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using Evaluation.Ballots.Packing;
using Evaluation.Journal;

namespace Evaluation.Ballots.Keys;

/// <summary>What a sealed text is. Texts of different purposes never share a nonce.</summary>
public enum SealedText : byte
{
    Event = 1,
    Snapshot = 2,

    /// <summary>See <see cref="LostSlips.SlipKey"/>.</summary>
    Slip = 3,
}

/// <summary>
/// Encrypts the ballots of one box: AES-256-GCM under keys of its own. The nonce is the HMAC of the text under a second key, so the same
/// text gives the same bytes, and two texts never share a nonce, whatever failed or was done twice.
/// </summary>
/// <remarks>
/// A sealed text is the nonce, the encrypted text and the tag. An event is filled up with zeros to a <see cref="PaddedLength"/>, because
/// its exact length would tell how long its comments are. One thread at a time.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the state of its box, which nobody disposes of. Its handles are released with it.")]
public sealed class BoxCipher
{
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <summary>The shortest encrypted event, in bytes: a ballot with few slips and no comment.</summary>
    private const int ShortestBytes = 64;

    private const int LabelBytes = 1;

    private readonly AesGcm _aes;
    private readonly IncrementalHash _nonces;

    /// <summary>The label and the text of the event that is being sealed.</summary>
    private readonly ArrayBufferWriter<byte> _event = new(LabelBytes + ShortestBytes);

    internal BoxCipher(byte[] textKey, byte[] nonceKey)
    {
        _aes = new(textKey, TagBytes);
        _nonces = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonceKey);
    }

    /// <summary>The power of two that an event of this length is filled up to.</summary>
    public static int PaddedLength(int length) => Math.Max(ShortestBytes, (int)BitOperations.RoundUpToPowerOf2((uint)length));

    /// <summary>Writes an event as the journal holds it: the tag, the length, the sealed form.</summary>
    /// <param name="number">Makes equal events of a box different texts.</param>
    internal void Seal(BoxEvent plain, ulong number, IBufferWriter<byte> to)
    {
        _event.ResetWrittenCount();
        _event.WriteByte((byte)SealedText.Event);
        _event.WriteNumber(number);
        BoxCodec.Write(plain, _event);
        var length = _event.WrittenCount - LabelBytes;
        var padded = PaddedLength(length);
        _event.GetSpan(padded - length)[..(padded - length)].Clear();
        _event.Advance(padded - length);
        var bytes = NonceBytes + padded + TagBytes;
        to.WriteByte(BoxCodec.SealedEventTag);
        to.WriteNumber((uint)bytes);
        var room = to.GetSpan(bytes)[..bytes];
        // One call for label and text costs less than two.
        _nonces.AppendData(_event.WrittenSpan[..(LabelBytes + length)]);
        Seal(SealedText.Event, _event.WrittenSpan[LabelBytes..], room);
        to.Advance(bytes);
    }

    /// <summary>The hash of the leaf that the event has in the journal. The same text gives the same bytes.</summary>
    internal byte[] LeafOf(BoxEvent plain, ulong number)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Seal(plain, number, bytes);
        return Merkle.Leaf(bytes.WrittenSpan);
    }

    /// <summary>Writes the sealed form of a text.</summary>
    internal void Seal(SealedText purpose, ReadOnlySpan<byte> text, IBufferWriter<byte> to)
    {
        var bytes = NonceBytes + text.Length + TagBytes;
        var room = to.GetSpan(bytes)[..bytes];
        _nonces.AppendData([(byte)purpose]);
        _nonces.AppendData(text);
        Seal(purpose, text, room);
        to.Advance(bytes);
    }

    /// <summary>Writes the sealed form of a text, whose label and bytes the nonce has already.</summary>
    private void Seal(SealedText purpose, ReadOnlySpan<byte> text, Span<byte> to)
    {
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        _nonces.GetHashAndReset(mac);
        mac[..NonceBytes].CopyTo(to);
        _aes.Encrypt(to[..NonceBytes], text, to[NonceBytes..^TagBytes], to[^TagBytes..], [(byte)purpose]);
    }

    /// <summary>The text of a sealed form, with the zeros that fill it up.</summary>
    /// <returns>Null when it was sealed with another key or for another purpose, or was changed.</returns>
    internal byte[]? Open(SealedText purpose, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NonceBytes + TagBytes)
            return null;
        var text = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            _aes.Decrypt(bytes[..NonceBytes], bytes[NonceBytes..^TagBytes], bytes[^TagBytes..], text, [(byte)purpose]);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
