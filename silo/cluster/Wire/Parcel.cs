using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Evaluation.Cluster.Wire;

/// <summary>What travels between a gateway and a grain: a command on the way there, an answer or a refusal on the way back. All of them are immutable.</summary>
internal readonly record struct Parcel(object Contents);

/// <summary>Hands parcels to Orleans as bytes of the <see cref="WireFormat"/>. Within one process nothing is written: the contents themselves are passed on.</summary>
[RegisterSerializer]
internal sealed class ParcelCodec : IFieldCodec<Parcel>
{
    /// <summary>Beyond this, a thread does not keep the buffer of its last parcel.</summary>
    private const int BufferBytesKept = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, [AllowNull] Type expectedType, [AllowNull] Parcel value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var buffer = _buffer ?? new();
        _buffer = null;
        buffer.ResetWrittenCount();
        WireFormat.Write(value.Contents, buffer);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Parcel), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)buffer.WrittenCount);
        writer.Write(buffer.WrittenSpan);
        if (buffer.Capacity <= BufferBytesKept)
            _buffer = buffer;
    }

    public Parcel ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        ReferenceCodec.MarkValueField(reader.Session);
        field.EnsureWireType(WireType.LengthPrefixed);
        var length = reader.ReadVarUInt32();
        return new(WireFormat.Read(reader.TryReadBytes((int)length, out var bytes) ? bytes : reader.ReadBytes(length)));
    }
}

/// <summary>A parcel within one process.</summary>
[RegisterCopier]
internal sealed class ParcelCopier : IDeepCopier<Parcel>
{
    public Parcel DeepCopy(Parcel input, CopyContext context) => input;
}
