using System.Buffers;
using Evaluation.Ballots.Finishing;
using Evaluation.Ballots.Packing;

namespace Evaluation.Ballots.Keys;

/// <summary>The box is encrypted from here on, under the key of its round.</summary>
/// <param name="Commitment">The SHA-256 of the key: 64 lower-case hexadecimal digits.</param>
public sealed record BoxKeyed(string Commitment) : BoxEvent;

/// <summary>
/// An event that names a credential, as the journal holds it: encrypted, with a number that makes equal events different texts. The number
/// is the sequence of a ballot, and for other events the version of the box.
/// </summary>
public sealed record SealedEvent : BoxEvent
{
    private readonly byte[] _bytes = [];
    private readonly BoxCipher? _cipher;
    private readonly ulong _number;
    private BoxEvent? _plain;

    /// <summary>An event from the journal.</summary>
    internal SealedEvent(byte[] bytes) => _bytes = bytes;

    /// <summary>An event that was decided.</summary>
    internal SealedEvent(BoxEvent plain, ulong number, BoxCipher cipher) => (_plain, _number, _cipher) = (plain, number, cipher);

    /// <summary>Whether a ballot was decided.</summary>
    internal bool IsNewBallot => _cipher is not null && _plain is BallotCast;

    /// <summary>Whether an event of an encrypted box is sealed: it names a credential after its issue.</summary>
    internal static bool Names(BoxEvent happened) => happened is BallotCast or BallotFinished or ResendMismatched;

    /// <summary>The number that the next event of this kind gets in the box.</summary>
    internal static ulong NextNumber(BallotBox box, BoxEvent plain) => plain is BallotCast ? box.Sequence + 1u : (ulong)box.Version + 1;

    /// <summary>The event itself.</summary>
    /// <param name="box">The box before the event.</param>
    /// <exception cref="InvalidDataException">It was changed, or is not the next event of the box.</exception>
    public BoxEvent Open(BallotBox box)
    {
        if (_plain is not null)
            return _plain;
        var cipher = box.Seal.Cipher ?? throw new InvalidDataException("A sealed event precedes the key of its box.");
        var text = cipher.Open(SealedText.Event, _bytes) ?? throw new InvalidDataException("A sealed event was changed, or is of another box.");
        var reader = new FieldReader(text);
        var number = reader.BigNumber();
        var plain = BoxCodec.ReadOne(ref reader);
        if (!Names(plain) || number != NextNumber(box, plain) || text.AsSpan(reader.Taken).ContainsAnyExcept((byte)0))
            throw new InvalidDataException("A sealed event is not the next one of its box.");
        return _plain = plain;
    }

    internal void Write(IBufferWriter<byte> to)
    {
        if (_cipher is not null)
        {
            _cipher.Seal(_plain!, _number, to);
            return;
        }
        to.WriteByte(BoxCodec.SealedEventTag);
        to.WriteBytes(_bytes);
    }
}
