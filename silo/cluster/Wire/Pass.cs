using System.Buffers.Binary;

namespace Evaluation.Cluster.Wire;

/// <summary>
/// What an activation lets a command in by: its own number, and until when by its own clock. On an answer, the number and what the clock says.
/// </summary>
/// <remarks>
/// So a command that was held up on the way — in a network that was cut, at a silo that stood still — is not carried out when its gateway has given it up,
/// nor by the activation that came after; whoever sent it may have sent something newer since. No two machines' clocks have to agree for that.
/// </remarks>
/// <param name="Activation">Drawn by chance when an activation comes to life; 0 is nobody's.</param>
/// <param name="Clock">Milliseconds since the activation came to life.</param>
internal readonly record struct Pass(long Activation, long Clock)
{
    public const int Bytes = 2 * sizeof(long);

    /// <summary>What a gateway has that has not heard of an activation yet.</summary>
    public static readonly Pass None;

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, Activation);
        BinaryPrimitives.WriteInt64LittleEndian(to[sizeof(long)..], Clock);
    }

    public static Pass Read(ReadOnlySpan<byte> from) => new(BinaryPrimitives.ReadInt64LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[sizeof(long)..]));
}

/// <summary>Answered instead of an outcome to a command that came without a valid <see cref="Pass"/>: nothing was done. The pass is on the answer.</summary>
internal sealed class PassNeeded
{
    public static readonly PassNeeded Now = new();

    private PassNeeded()
    {
    }
}
