using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Evaluation.Ballots.Keys;

/// <summary>
/// The second parts of the credentials of a batch. They follow from the key of the round, so that they need not be stored until another
/// person fetches them. Without the key, the first parts and the database do not tell them.
/// </summary>
/// <param name="key">The key of the round.</param>
/// <param name="batch">The id of the batch.</param>
public sealed class SecondParts(RoundKey key, string batch)
{
    private readonly byte[] _key = key.Derive("second parts", batch);

    /// <summary>The part as it is printed.</summary>
    /// <param name="serial">The number of the slip in the batch, from 1.</param>
    public string this[int serial]
    {
        get
        {
            Span<byte> second = stackalloc byte[CredentialParts.SecondBytes];
            Write(serial, second);
            return CredentialParts.FormatSecond(second, Check(serial));
        }
    }

    /// <summary>The number that both parts of a slip carry.</summary>
    public int Check(int serial) => CredentialParts.Check(batch, serial);

    /// <summary>Writes the <see cref="CredentialParts.SecondBytes"/> secret bytes.</summary>
    public void Write(int serial, Span<byte> to)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, serial);
        Span<byte> mac = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, number, mac);
        mac[..CredentialParts.SecondBytes].CopyTo(to);
    }
}
