using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Evaluation.Ballots.Counting;

/// <summary>One hash for a whole tally, to compare it with a recount.</summary>
public static class TallyDigest
{
    /// <summary>
    /// SHA-256, in lower-case hexadecimal, over the patterns in ascending order of unit, group and marks. Each pattern contributes the unit
    /// (2 bytes), the group (1), the marks (8) and the number of slips (4), all big-endian.
    /// </summary>
    public static string Of(Tally tally)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> line = stackalloc byte[15];
        foreach (var (pattern, count) in tally.Counts.OrderBy(slip => slip.Key.Unit).ThenBy(slip => slip.Key.Group).ThenBy(slip => slip.Key.Marks))
        {
            BinaryPrimitives.WriteUInt16BigEndian(line, pattern.Unit);
            line[2] = pattern.Group;
            BinaryPrimitives.WriteUInt64BigEndian(line[3..], pattern.Marks);
            BinaryPrimitives.WriteInt32BigEndian(line[11..], count);
            hash.AppendData(line);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
