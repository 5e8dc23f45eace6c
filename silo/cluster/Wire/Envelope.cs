using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// The message between a gateway and a grain: a request on the way there, an answer or a refusal on the way back. Contents are immutable.
/// </summary>
internal readonly record struct Envelope(object Contents, AdmissionToken Token);

/// <summary>
/// Serialises envelopes as Orleans' tagged fields, so that a field of a newer version is skipped; the contents are bytes of the
/// <see cref="WireFormat"/>. Within one process nothing is serialised: the contents themselves are passed on.
/// </summary>
[RegisterSerializer]
internal sealed class EnvelopeCodec(WireFormat format) : IFieldCodec<Envelope>
{
    // A field's number is never reused.
    private const uint ActivationField = 0;
    private const uint ClockField = 1;
    private const uint ContentsField = 2;

    /// <summary>A thread keeps the buffer of its last envelope up to this size.</summary>
    private const int BufferBytesKept = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, [AllowNull] Envelope value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var buffer = _buffer ?? new();
        _buffer = null;
        buffer.ResetWrittenCount();
        format.Write(value.Contents, buffer);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Envelope), WireType.TagDelimited);
        Int64Codec.WriteField(ref writer, ActivationField, value.Token.Activation);
        Int64Codec.WriteField(ref writer, ClockField - ActivationField, value.Token.Clock);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(ContentsField - ClockField, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)buffer.WrittenCount);
        writer.Write(buffer.WrittenSpan);
        writer.WriteEndObject();
        if (buffer.Capacity <= BufferBytesKept)
            _buffer = buffer;
    }

    public Envelope ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        field.EnsureWireTypeTagDelimited();
        var (activation, clock) = (0L, 0L);
        object contents = UnknownContents.Missing;
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject)
                return new(contents, new(activation, clock));
            id += header.FieldIdDelta;
            switch (id)
            {
                case ActivationField: activation = Int64Codec.ReadValue(ref reader, header); break;
                case ClockField: clock = Int64Codec.ReadValue(ref reader, header); break;
                case ContentsField: contents = ReadContents(ref reader); break;
                default: reader.ConsumeUnknownField(header); break;
            }
        }
    }

    private object ReadContents<TInput>(ref Reader<TInput> reader)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        var length = reader.ReadVarUInt32();
        if (!reader.TryReadBytes((int)length, out var bytes))
            bytes = reader.ReadBytes(length);
        return format.Read(bytes);
    }
}

/// <summary>An envelope within one process.</summary>
[RegisterCopier]
internal sealed class EnvelopeCopier : IDeepCopier<Envelope>
{
    public Envelope DeepCopy(Envelope input, CopyContext context) => input;
}
